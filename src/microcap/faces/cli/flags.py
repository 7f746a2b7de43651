"""The register of red flags of a name."""

from typing import TYPE_CHECKING

from microcap.faces.cli.one_name import Told, one_name

if TYPE_CHECKING:
    from microcap.view.subject import Subject


@one_name
def command(subject: "Subject") -> Told:
    """List what is suspicious of SYMBOL, worst first, with the words and where they stand.

    Every question of the register is answered: found, clear, or cannot tell. The six risks stand
    above as a table with reasons; they are not one score.
    """
    from microcap.faces import flags_text
    from microcap.research.flags import flags

    return flags(subject), flags_text.flags
