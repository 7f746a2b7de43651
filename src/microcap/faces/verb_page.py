"""The first and the last lines of what a verb prints of one name."""

from collections.abc import Sequence
from datetime import datetime

from microcap.faces.figure_words import published
from microcap.faces.sections import INFORMS, SYNTHETIC, source_words
from microcap.faces.terminal import moment_et, wrap
from microcap.faces.text_rows import apart
from microcap.research.chapters import Reference


def top(what: str, symbol: str, moment: datetime, synthetic: bool, width: int) -> list[str]:
    """The verb's name and the symbol, and the moment; above them that the records are invented."""
    invented = [SYNTHETIC] if synthetic else []
    return [*invented, *apart(f"{what} {published(symbol, 20)}", moment_et(moment), width), ""]


def foot(held: Sequence[Reference], width: int) -> list[str]:
    """The sources by letter, and that microcap informs."""
    listed = [line for one in held for line in wrap(source_words(one), width, 2)]
    sources = ["", "SOURCES, moments in ET", *listed] if listed else []
    return [*sources, *wrap(INFORMS, width, 0)]
