"""All shares of a name that can come."""

from typing import TYPE_CHECKING

from microcap.faces.cli.one_name import Told, one_name

if TYPE_CHECKING:
    from microcap.view.subject import Subject


@one_name
def command(subject: "Subject") -> Told:
    """Tell which shares of SYMBOL can come: shelf, warrants, notes, lock-ups, at half the price too."""
    from microcap.faces import supply_text
    from microcap.research.supply import supply

    return supply(subject), supply_text.supply
