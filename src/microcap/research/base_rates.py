"""What followed within a year on each flag, as a sentence that stands beside it."""

from collections.abc import Mapping

from microcap.measures.flag_rates import FEWEST, FlagRate, Rate, asked_of, flag_rates
from microcap.model.figures import percent
from microcap.view.once import once
from microcap.view.view import View


@once
def base_rates(view: View) -> Mapping[str, str]:
    """A sentence for each question of which outcomes are stored and were known by the moment.

    Outcomes are of the lake's own market: a rate of an invented one never stands beside a real name.
    """
    rows = view.table("flag_outcomes").collect()
    said = {
        one.check: f"not measured: fewer than {FEWEST} names with it or without it are held"
        for one in asked_of(rows)
    }
    found: dict[str, dict[str, FlagRate]] = {}
    for rate in flag_rates(rows):
        found.setdefault(rate.check, {})[rate.outcome] = rate
    return said | {check: sentence(rates) for check, rates in found.items()}


def sentence(rates: Mapping[str, FlagRate]) -> str:
    """The fall and the vanishing of names with a flag, beside those of names without it."""
    fell, gone = rates["fell"], rates["vanished"]
    span = f"asked {fell.first} to {fell.last}, dead included"
    if gone.flagged is None or gone.others is None:
        return f"not measured: too few outcomes are held; {span}"
    other = "without it" if fell.proved else "where nobody can tell"
    return (
        f"within a year {_fall(fell.flagged, of=True)}, {percent(gone.flagged.share, 0)} vanished; "
        f"{other} {_fall(fell.others, of=False)}, {percent(gone.others.share, 0)} vanished; {span}"
    )


def _fall(rate: Rate | None, *, of: bool) -> str:
    if rate is None:
        return "the fall is not measured"
    ends = f"{100 * rate.low:.0f}-{100 * rate.high:.0f}"
    names = f"{rate.names:,} names" if of else f"{rate.names:,}"
    return f"{percent(rate.share, 0)} (95 %: {ends}) of {names} fell 80 %"
