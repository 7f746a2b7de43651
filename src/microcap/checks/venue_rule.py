"""The rule of the venue that a name is known to trade at."""

from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.rules import Rule, rule
from microcap.model.venues import consequences, venue_on
from microcap.view.subject import Subject


def venue_rule(subject: Subject, *names: str) -> Rule | None:
    """The first of these rules that the subject's venue has and that is in force that day.

    Null where the venue is not known, or has no such rule: a rule is never presumed.
    """
    if subject.venue is None:
        return None
    day = subject.view.day
    try:
        where = venue_on(subject.venue.value, day).venue
        of_venue = consequences(where).rules if where is not None else ()
    except (NoSuchThing, NotKnownThen):
        return None
    for name in names:
        if name in of_venue:
            try:
                return rule(name, day)
            except NotKnownThen:
                continue
    return None
