"""Who holds a name."""

from typing import TYPE_CHECKING

from microcap.faces.cli.one_name import Told, one_name

if TYPE_CHECKING:
    from microcap.view.subject import Subject


@one_name
def command(subject: "Subject") -> Told:
    """Tell who holds SYMBOL: insiders, large holders, float, purchases, notices, late forms."""
    from microcap.faces import holders_text
    from microcap.research.holders import holders

    return holders(subject), holders_text.holders
