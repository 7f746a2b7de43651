"""The XML of an EDGAR form as elements that know where they stand in the source.

EDGAR's forms are small trees of tags and values; some are filed or kept with a damaged end tag.
This reader needs no declaration and follows none: document types and entities of a file's own are
passed over as text, so that nothing is expanded, fetched or executed, and it is linear in the size
of the text. What it cannot make sense of is told in `Tree.damage`.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from microcap.model.errors import Unreadable

LARGEST = 8 * 2**20
"""Characters; the largest form of this kind on record is well below one million."""
_MOST, _DEEPEST = 200_000, 60

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<raw>.*?)(?:\]\]>|\Z)|<\?[^<>]*>?|<![^<>]*>?"
    r"|<(?P<close>/)?(?P<name>[A-Za-z_][\w.:-]*)(?P<rest>[^<>]*)(?P<end>>)?|(?P<text>[^<]+)|<",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(slots=True)
class Element:
    """One element: its name without prefix, what it holds, and where its value stands."""

    name: str
    children: list["Element"] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)
    """Begin and end, in the source, of each stretch of text directly inside."""
    attributes: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Value of each attribute and where it begins."""
    begin: int = 0
    """Where the name begins."""
    source: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """The text directly inside, on one line, entities resolved."""
        said = "".join(self.source[start:end] for start, end in self.pieces)
        return " ".join(html.unescape(said).split())

    def find(self, path: str) -> "Element | None":
        """The first element below by path, as `issuer/issuerCik`; case does not matter."""
        found: Element | None = self
        for name in path.lower().split("/"):
            found = next(
                (one for one in (found.children if found else ()) if one.name.lower() == name), None
            )
        return found

    def all(self, name: str) -> Iterator["Element"]:
        """Every element below of that name, in the order of the document."""
        stack = list(reversed(self.children))
        while stack:
            one = stack.pop()
            if one.name.lower() == name.lower():
                yield one
            stack.extend(reversed(one.children))

    def first(self, *names: str) -> str:
        """The text of the first element below that has one of the names and a text; else empty."""
        for name in names:
            for one in self.all(name):
                if one.text:
                    return one.text
        return ""

    def said(self, path: str) -> str:
        """The text at a path, or at `value` below it; empty where there is none."""
        found = self.find(path)
        if found is None:
            return ""
        inner = found.find("value")
        return inner.text if inner is not None and inner.text else found.text


@dataclass(frozen=True, slots=True)
class Tree:
    """A root element, and the damage that was passed over while reading it."""

    root: Element
    damage: tuple[str, ...]


def tree(text: str, start: int, root: str, name: str) -> Tree:
    """The element `root` that begins at or after `start`.

    Raises `Unreadable` where it does not begin, is cut off, too large, or nested too deep. An end
    tag that is cut or closes nothing is passed over, and said in `damage`.
    """
    top = Element("", source=text)
    stack, count = [top], 0
    damage: list[str] = []
    begin = re.compile(rf"<(?:[\w.-]+:)?{re.escape(root)}[\s>/]", re.IGNORECASE).search(text, start)
    if begin is None:
        raise Unreadable(f"{name}: no <{root}> was found in it; get the file again")
    if len(text) - start > LARGEST:
        raise Unreadable(f"{name}: a form of more than {LARGEST:,} characters; get the file again")
    for token in _TOKEN.finditer(text, begin.start()):
        tag, said = token["name"], token["text"] or token["raw"]
        if said is not None:
            stack[-1].pieces.append(token.span("text" if token["text"] else "raw"))
        if tag is None:
            continue
        count += 1
        if count > _MOST or len(stack) > _DEEPEST:
            raise Unreadable(f"{name}: its XML has too many or too deep tags; get the file again")
        plain = tag.rpartition(":")[2]
        if token["end"] is None:
            damage.append(f"the tag <{token['close'] or ''}{tag[:40]} is cut off")
        if token["close"]:
            _close(stack, plain, damage)
        else:
            _open(stack, plain, token, text)
        if len(stack) == 1:
            return Tree(top.children[0], tuple(damage))
    raise Unreadable(f"{name}: its XML is cut off before </{root}>; get the file again")


def _open(stack: list[Element], plain: str, token: "re.Match[str]", text: str) -> None:
    at = token.start("name") + len(token["name"]) - len(plain)
    rest = token["rest"]
    attributes = {
        one[1].rpartition(":")[2]: (
            html.unescape(one[2] or one[3] or ""),
            token.start("rest") + one.start(2 if one[2] is not None else 3),
        )
        for one in _ATTRIBUTE.finditer(rest)
    }
    element = Element(plain, attributes=attributes, begin=at, source=text)
    stack[-1].children.append(element)
    if not rest.rstrip().endswith("/") or len(stack) == 1:
        stack.append(element)


def _close(stack: list[Element], plain: str, damage: list[str]) -> None:
    names = [one.name for one in stack[1:]]
    if plain not in names:
        # a cut end tag closes the element that it is the beginning of
        if names and names[-1].startswith(plain):
            stack.pop()
            return
        damage.append(f"</{plain[:40]}> closes nothing")
        return
    depth = len(names) - names[::-1].index(plain)
    if depth != len(names):
        damage.append(f"<{names[-1][:40]}> is not closed before </{plain[:40]}>")
    del stack[depth:]
