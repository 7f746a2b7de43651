"""How long the money of a name lasts."""

from typing import TYPE_CHECKING

from microcap.faces.cli.one_name import Told, one_name

if TYPE_CHECKING:
    from microcap.view.subject import Subject


@one_name
def command(subject: "Subject") -> Told:
    """Tell how long SYMBOL's money lasts: burn, debt due, dated answers, money raised since."""
    from microcap.faces import runway_text
    from microcap.research.runway import runway

    return runway(subject), runway_text.runway
