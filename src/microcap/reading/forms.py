"""Which form a document is, by its header's word or its cover page; never by a guess."""

import re

_ALIAS = {
    "SCHEDULE 13D": "SC 13D",
    "SCHEDULE 13D/A": "SC 13D/A",
    "SCHEDULE 13G": "SC 13G",
    "SCHEDULE 13G/A": "SC 13G/A",
    "10K": "10-K",
    "10Q": "10-Q",
    "8K": "8-K",
    "20F": "20-F",
    "6K": "6-K",
}
_LETTERS = (
    r"10-?\s?K\s?SB(?:40)?|10-?\s?Q\s?SB|10-?\s?K\s?405|10-?\s?KT|10-?\s?K|10-?\s?Q|8-?\s?K|20-?\s?F|40-?\s?F|6-?\s?K|"
    r"11-K|SB-[12]|S-1|S-2|S-3(?:ASR|MEF)?|S-4|S-8|S-11|F-1|F-3(?:ASR)?|F-4|F-10|10-12[BG]|12b-25|NT\s10-[KQ]|"
    r"1-A|1-K|1-SA|1-U|15-?12?[BG]?|25|[345]|144|D"
)
_FORM = re.compile(rf"\bFORM\s+({_LETTERS})(\s?/\s?A|\s?-\s?A)?(?![\w-])", re.I)
_LONE = re.compile(rf"^\s*({_LETTERS})(\s?/\s?A)?\s*$", re.I | re.M)
_REFERENCE = re.compile(
    r"(?:on|see|our|the|its|in|to|of|this|annual report on|current report on|with)\s+$", re.I
)
_AMENDED = re.compile(
    r"\bAMENDMENT\s+(?:NO\.?|NUMBER|#)\s*\(?\s*(?:\d+|ONE|TWO|THREE|FOUR|FIVE|SIX)", re.I
)
_POST = re.compile(r"\bPOST-\s*EFFECTIVE\s+AMENDMENT", re.I)
_PROSPECTUS = re.compile(r"\bRULE\s+424\s?\(\s?b\s?\)\s?\(\s?([1-8])\s?\)", re.I)
_PROXY = re.compile(r"\bSCHEDULE\s+14A\b", re.I)
_OWNER = re.compile(r"\bSCHEDULE\s+13([DG])\b(\s?/\s?A)?", re.I)
COVER = 6_000
"""The form stands in this many characters of a cover page, or it does not stand there."""


def plain_form(form: str) -> str:
    """A form's public name as the SEC writes it now: 10-K405 stays, 8K becomes 8-K."""
    told = " ".join(form.upper().split())
    return _ALIAS.get(told, told)


def form_of_cover(text: str) -> str:
    """The form that a cover page names; empty where it names none."""
    cover = text[:COVER]
    if found := _PROSPECTUS.search(cover[:2_500]):
        return f"424B{found.group(1)}"
    if _PROXY.search(cover[:2_000]):
        return _proxy(cover)
    if found := _OWNER.search(cover[:2_000]):
        amended = found.group(2) or _AMENDED.search(cover)
        return f"SC 13{found.group(1).upper()}{'/A' if amended else ''}"
    named = _cover_form(cover)
    if not named:
        return ""
    if named.startswith(("S-", "F-", "SB-")) and not named.endswith("/A"):
        if _POST.search(cover):
            return "POS AM"
        if _AMENDED.search(cover):
            return f"{named}/A"
    if named.startswith(("10-K", "10-Q", "8-K", "20-F")) and not named.endswith("/A"):
        near = _AMENDED.search(cover[:2_500])
        return f"{named}/A" if near else named
    return named


def _cover_form(cover: str) -> str:
    for found in _FORM.finditer(cover):
        before = cover[max(0, found.start() - 40) : found.start()].replace("\n", " \n")
        if _REFERENCE.search(before) and "\n" not in before[-3:]:
            continue
        if len(_compact(found.group(1))) < 2 and found.start() > 600:
            continue
        return _compact(found.group(1)) + ("/A" if found.group(2) else "")
    lone = _LONE.search(cover[:1_200])
    if lone and len(_compact(lone.group(1))) > 3:
        return _compact(lone.group(1)) + ("/A" if lone.group(2) else "")
    return ""


def _compact(form: str) -> str:
    told = re.sub(r"\s", "", form.upper())
    told = re.sub(r"^(10|8|6|20|40)-?([KQF])", r"\1-\2", told)
    if told == "12B-25":
        return "NT"
    return told


def _proxy(cover: str) -> str:
    if re.search(r"\[\s?x\s?\]\s*preliminary|☒\s*preliminary", cover, re.I):
        return "PRE 14A"
    if re.search(r"\[\s?x\s?\]\s*definitive\s+additional|☒\s*definitive\s+additional", cover, re.I):
        return "DEFA14A"
    return "DEF 14A"
