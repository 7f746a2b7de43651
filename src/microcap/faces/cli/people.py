"""Who the people behind a name are."""

from typing import TYPE_CHECKING

from microcap.faces.cli.one_name import Told, one_name

if TYPE_CHECKING:
    from microcap.view.subject import Subject


@one_name
def command(subject: "Subject") -> Told:
    """Tell who runs, owns and serves SYMBOL, where else they were, and what became of it."""
    from microcap.faces import holders_text
    from microcap.research.people import people

    return people(subject), holders_text.people
