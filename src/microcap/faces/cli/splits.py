"""What reverse splits did to a name and to those who held it."""

from typing import TYPE_CHECKING

from microcap.faces.cli.one_name import Told, one_name

if TYPE_CHECKING:
    from microcap.view.subject import Subject


@one_name
def command(subject: "Subject") -> Told:
    """Tell SYMBOL's reverse splits, the money raised between them, and what a holder got."""
    from microcap.faces import splits_text
    from microcap.research.treadmill import treadmill

    return treadmill(subject), splits_text.splits
