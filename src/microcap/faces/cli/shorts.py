"""The short side of a name."""

from typing import TYPE_CHECKING

from microcap.faces.cli.one_name import Told, one_name

if TYPE_CHECKING:
    from microcap.view.subject import Subject


@one_name
def command(subject: "Subject") -> Told:
    """Tell the short side of SYMBOL: short interest, fails, borrow, halts, off-exchange, releases."""
    from microcap.faces import shorts_text
    from microcap.research.short_side import short_side

    return short_side(subject), shorts_text.shorts
