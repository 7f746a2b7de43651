"""Who serves the company: underwriter, transfer agent, counsel, investor-relations firm."""

import re

from microcap.reading import Statement, reading
from microcap.reading.document import Document
from microcap.reading.names import NAME, tidy
from microcap.reading.passages import apart, statement
from microcap.reading.sentences import phrase, plain, sentence_at

_BANK = (
    r"(?:securities|capital|partners|markets|financial|bank|brokerage|advisors|investments?|group|equity|company|co\.|cowen|jefferies|"
    r"wainwright|thinkequity|maxim|aegis|roth|lake street|craig-hallum|oppenheimer|cantor|stifel|piper|baird|LLC|L\.P\.|Inc)"
)
_ROLES = {
    "transfer_agent": (
        rf"transfer agent(?: and (?:registrar|warrant agent))?(?: for (?:our|the)(?: \S+){{0,8}}?)? (?:is|will be|are) (?P<name>{NAME})",
        rf"(?P<name>{NAME})(?:, [^.]{{3,120}}?,)?,? (?:is|acts as|serves as|will (?:act|serve) as|has been appointed(?: as)?) (?:the |our )?(?:\w+ )?(?:stock |warrant )?(?:transfer agent|registrar and transfer)",
        rf"(?:our|the company's) transfer agent,? (?P<name>{NAME})",
        rf"transfer agent(?: and registrar)?(?:\t|:| -)+ ?(?P<name>{NAME})",
    ),
    "counsel": (
        rf"(?:validity|legality)(?: \S+){{0,30}}? (?:will be|has been|is being|have been|are being) passed upon (?:for us |for the company |on our behalf )?by (?P<name>{NAME})",
        rf"passed upon (?:for us |for the company )?by (?:our counsel,? )?(?P<name>{NAME})",
        rf"certain legal matters(?: \S+){{0,20}}? by (?P<name>{NAME})",
        rf"(?P<name>{NAME}),? (?:is|acted as|is acting as|served as|serves as|has acted as) (?:our |legal |corporate |securities |U\.S\. )*(?:legal )?counsel (?:to|for) (?:us|the company|the registrant|the issuer)",
        rf"opinion of (?P<name>{NAME})(?= (?:regarding|as to|with respect)|,? (?:counsel|as to|regarding))",
    ),
    "underwriter": (
        rf"(?P<name>{NAME}),?(?: \([^)]*\))?,? (?:is|are|was|were|acted|served|will act) (?:acting )?(?:as )?(?:the |our |an? )?(?:sole |lead |joint |exclusive |representative )*(?:book-?running|underwriter|placement agent|representative of the|managing underwriter|manager|sales agent)",
        rf"(?:underwriting|placement agency|placement agent|equity distribution|sales) agreement(?: \([^)]*\))?,?(?: dated(?: as of)? [^,]+, \d{{4}},?)? with (?P<name>{NAME})",
        rf"(?P<name>{NAME}),? as (?:the )?(?:sole |lead )?(?:representative of the|underwriter|book-?running|placement agent|sales agent|managing)",
        rf"(?:engaged|retained) (?P<name>{NAME})(?: \([^)]*\))?,?(?: \S+){{0,4}}? (?:to act )?as (?:our |its |the |exclusive |sole |lead )*(?:placement agent|underwriter|sales agent)",
    ),
    "ir_firm": (
        rf"(?P<name>{NAME}),? (?:(?:is|as|acts as|serves as) )?(?:our |the company's |an? )?(?:outside |external )?(?:investor relations|public relations|IR) (?:firm|consultant|agency|counsel)",
        rf"(?:engaged|retained|hired|appointed|agreement with) (?P<name>{NAME})(?: \([^)]*\))?,?(?: \S+){{0,8}}? (?:investor relations|investor awareness|public relations)",
    ),
}
_KEYS = {
    "transfer_agent": phrase(r"transfer agent|registrar and transfer"),
    "counsel": phrase(r"passed upon|legal matters|\bcounsel\b|opinion of"),
    "underwriter": phrase(
        r"underwrit|placement agen|book-?running|sales agent|distribution agreement|sales agreement"
    ),
    "ir_firm": phrase(
        r"(?:investor|public) relations|investor awareness|\bIR (?:firm|consultant|agency)"
    ),
}
_SOUNDS = {
    "transfer_agent": phrase(
        r"trust|transfer|stock|computershare|registrar|shareowner|broadridge|equiniti|bank|corp|LLC|inc|services|mellon|odyssey|vstock|continental"
    ),
    "counsel": phrase(
        r"LLP|L\.L\.P|P\.?C\b|P\.?A\b|PLLC|law|&|esq|LLC|legal|associates|attorney|group|, |chartered|p\.l\.l\.c| and "
    ),
    "underwriter": phrase(_BANK),
    "ir_firm": phrase(
        r"relations|communications|advisors|partners|group|inc|LLC|IR\b|associates|consult|media|marketing|capital|global|corp|ltd"
    ),
}
_NOT_A_NAME = phrase(
    r"^(?:the )?(?:underwriters?|company|placement agents?|representatives?|registrant|purchasers?|investors?|counsel|our|each|such|no|this|that|agents?|issuer|trustee|depositary|section|item|table|exhibit|prospectus|form)\b"
)


@reading(
    kind="party", reference="prospectuses: legal matters, underwriting; 10-K item 5; press releases"
)
def parties(document: Document) -> list[Statement]:
    """Underwriter, transfer agent, counsel or investor-relations firm, by the name it is given.

    `detail` is the role as in the table `parties`; `says` holds `role` and `name`. The name is as the
    document writes it: that two ways to write one are one firm is not decided here.
    """
    text = plain(document.text)
    found = []
    seen: set[tuple[str, str]] = set()
    for role, patterns in _ROLES.items():
        for start, end in _windows(text, _KEYS[role]):
            for pattern in patterns:
                for match in phrase(pattern).finditer(text, start, end):
                    name = _name(match["name"])
                    if (
                        name is None
                        or not _SOUNDS[role].search(name)
                        or "\n" in match["name"].strip()
                    ):
                        continue
                    key = (role, re.sub(r"\W", "", name.lower()))
                    if key in seen:
                        continue
                    seen.add(key)
                    found.append(_stated(document, role, name, match))
    return apart(found)


def _windows(text: str, key: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where a role is spoken of, with room for a name on both sides."""
    found: list[tuple[int, int]] = []
    for match in key.finditer(text):
        start, end = max(0, match.start() - 250), min(len(text), match.end() + 350)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _stated(document: Document, role: str, name: str, match: re.Match[str]) -> Statement:
    sentence = sentence_at(document.text, match.start("name"))
    place = (min(sentence.start, match.start()), max(sentence.end, match.end("name")))
    says = {"role": role, "name": name}
    return statement(document, "party", role, place, says, around=match.start("name"))


def _name(words: str) -> str | None:
    lines = [line.strip() for line in words.split("\n")]
    name = tidy(" ".join(line for line in lines if line))
    if (
        name is None
        or _NOT_A_NAME.search(name)
        or len(name) > 80
        or (name.isupper() and len(name) < 4)
    ):
        return None
    return name
