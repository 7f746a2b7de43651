"""The documents of the project, as the tests of them read them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
AT_THE_TOP = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")

_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def documents() -> list[Path]:
    """Every document: those at the top, and everything below docs."""
    return [ROOT / name for name in AT_THE_TOP] + sorted((ROOT / "docs").rglob("*.md"))


def links(text: str) -> list[str]:
    """Where the links of a page lead; code is left out."""
    return _LINK.findall(_CODE.sub("", text))


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as the usual renderers make them."""
    bare = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    kept = (
        "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
        for heading in _HEADING.findall(bare)
    )
    return {name.replace(" ", "-") for name in kept}
