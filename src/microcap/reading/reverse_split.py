"""What a document says of a reverse split, and of a forward one."""

import re

from microcap.reading import Statement, reading
from microcap.reading.amounts import number_of
from microcap.reading.days import days
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, is_contract, statement
from microcap.reading.sentences import Sentence, phrase
from microcap.reading.stance import hits, possible

_TRIGGER = (
    r"reverse (?:stock |share |ADS )?-?split|ADS ratio|reverse split|reverse stock splits?|share consolidation|"
    r"consolidat(?:e|ed|ion)(?: of)? (?:its|our|the|all) (?:\w+ ){0,4}shares|"
    r"(?:forward )?stock[ -]split|forward split|share split|split of (?:its|our|the) (?:\w+ ){0,3}(?:common )?(?:stock|shares)|"
    r"one-for-\w+ split|\d+-for-\d+ split|split-adjusted"
)
_REVERSE = phrase(r"reverse|consolidat|share combination|split-adjusted")
_SMALL = (
    r"(?:\d{1,2},\d{3}|\d{1,5}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?(?:[ -]hundred|[ -]thousand)?(?: and (?:twenty|fifty|seventy)(?:-five)?)?)"
)
_NUMBER = rf"{_SMALL}(?: \(\d{{1,5}}\))?"
_RATIO = phrase(
    rf"(?<![\d.,$-])(?P<new>{_NUMBER})(?: new| share)?(?:[ -]{{1,3}}(?:for|to|into|in)[ -]{{1,3}}|(?:-| )?:(?:-| )?)(?:every |each )?(?P<old>{_NUMBER})(?!\d|,\d|%|\.\d| ?[ap]\.?m\b| ?(?:days|%|percent|years|months))\b"
)
_EVERY = phrase(
    rf"(?:every|each) (?:block of )?(?P<old>{_NUMBER}) (?:\(\d+\) )?(?:\S+ ){{0,14}}?(?:shares?|common stock|ordinary shares?)?(?:\S+ ){{0,16}}?"
    rf"(?:into|for|becom\w+|be) (?P<new>{_NUMBER})\b(?: \(1\))?(?: \S+){{0,8}}? ?shares?"
)
_RANGE = phrase(
    r"range|not (?:less|more|greater) than|between|up to|at least|from one|from 1|or such|discretion"
)
_RESTATED = phrase(
    r"retroactive|retrospective|^\W*(?:\(\d\))? ?restated|restated (?:for|to|as)|(?:have been|been|are|is|as|were|was) (?:proportionally |proportionately |also )*adjusted|"
    r"(?:giv(?:e|es|en|ing)|gave) (?:retroactive |retrospective )?effect|adjust(?:ed|ment|ments|ing) (?:for|to (?:reflect|give))|"
    r"reflects? the|taking into account|adjusted (?:for|to)|(?:pre|post)-?(?:reverse )?(?:stock )?split|take into account|unless otherwise (?:noted|indicated)"
)
_ADJUSTED = phrase(
    r"retroactive|retrospective|(?:restated|adjusted|presented)(?: \w+){0,3}? (?:to (?:reflect|give)|for|on a post)|(?:pre|post)-(?:reverse )?split"
)
_FRESH = phrase(
    r"effectuated|effected|filed (?:a|an|the|our|its)|to approve|to effect|announce|(?:will|shall|to) be (?:\w+ )?adjusted"
)
_DONE = phrase(
    r"(?:effected|effectuated|implemented|completed|consummated|carried out|conducted|became effective|has become effective|"
    r"was effective|went effective|took effect|effective (?:as of|at|on|upon)|effective date|(?:will|is expected to) "
    r"(?:become|be|take) effect|(?:commence|begin|start|began|commenced)\w* trading|to effect (?:a|the)|announce[sd]|"
    r"filed (?:a|an|the|its) (?:certificate|articles)|declared)"
)
_APPROVED = phrase(r"approv|authori[sz]ed|adopted|ratif|consented")
_PROPOSED = phrase(
    r"(?:proposal|proposed|proposing|to approve|asked to|submit(?:ted)? to (?:a|the|its|our) (?:vote|stock|share)|seek(?:ing)?|"
    r"intends? to|plans? to|recommend|special meeting|vote (?:for|on))"
)
_TERMS = phrase(
    r"(?:subject to|in the event of|by reason of|as a result of|upon|any|appropriate(?:ly)?|equitabl[ey]|customary) "
    r"(?:\S+ ){0,8}(?:any )?(?:stock dividends?|forward|reverse)?,? ?(?:stock |share )?splits?\b|such as stock splits|stock splits?, (?:stock )?(?:dividends?|combinations?|reverse)|"
    r"for stock splits|combinations?, (?:re)?classification"
)
_ANOTHER = phrase(
    r"(?:unaffiliated|unrelated|third-party) (?:company|corporation|issuer)|\b(?:competitor|investee|licensee|customer|supplier)(?:s|'s)?\b|in which (?:we|the company) (?:hold|own)s?"
)
_HEARSAY = phrase(
    r"if (?:we|the company|it|our)|were to|may (?:be required|need|have|seek|decide|effect)|might|could"
)


@reading(kind="reverse_split", reference="8-K items 3.03, 5.03 and 8.01; DEF 14A; notes on equity")
def reverse_splits(document: Document) -> list[Statement]:
    """Reverse split: effective, approved, proposed or a range; a forward one is told apart.

    `new` shares stand for `old` ones, two integers; a range has `old_at_least` and `old`. `detail`:
    effective, approved, authorised_range, proposed, forward; mentioned where the split is named
    only to explain adjusted figures: it happened and is dated where the words date it, but it is
    no news and `counts` is false. Terms of contracts ("any stock split") and what may come to pass
    are not statements.
    """
    if is_contract(document):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        ratio = _ratio(words)
        if (ratio is None and _TERMS.search(words)) or _ANOTHER.search(words):
            continue
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        guess = _HEARSAY.search(words) is not None or (
            possible(words, before=at, reach=60) and not _APPROVED.search(words)
        )
        day = _day(words)
        if guess and not (ratio and (_DONE.search(words) or _APPROVED.search(words)) and day):
            continue
        if ratio is None and (day is None or not _DONE.search(words)):
            continue
        if ratio is None:
            ratio = _ratio(context(document, sentence, before=1, after=2))
        if ratio is None and not _REVERSE.search(words):
            continue
        found.append(_stated(document, sentence, ratio, day, match.start()))
    return apart(found)


def _stated(
    document: Document,
    sentence: Sentence,
    ratio: tuple[int, int, int] | None,
    day: str | None,
    place: int,
) -> Statement:
    new, least, old = ratio or (None, None, None)
    words = sentence.words
    detail = "effective"
    if _ADJUSTED.search(words) or (_RESTATED.search(words) and not _FRESH.search(words)):
        detail = "mentioned"
    elif new is not None and old is not None and new > old:
        detail = "forward"
    elif least != old or (_RANGE.search(words) and _PROPOSED.search(words)):
        detail = "authorised_range"
    elif _PROPOSED.search(words) and not re.search(r"became effective|was effected", words):
        detail = "proposed"
    elif _APPROVED.search(words) and not re.search(
        r"effective (?:as of|at|on)|became effective|effected|will begin trading", words
    ):
        detail = "approved"
    return statement(
        document,
        "reverse_split",
        detail,
        sentence,
        {
            "new": new,
            "old": old,
            "old_at_least": least if least != old else None,
            "day": day,
            "counts": detail != "mentioned",
        },
        around=place,
    )


def _ratio(words: str) -> tuple[int, int, int] | None:
    """New shares, and the least and most old ones, that the words name for a split."""
    reverse = _REVERSE.search(words) is not None
    pairs = []
    for match in [*_RATIO.finditer(words), *_EVERY.finditer(words)]:
        new, old = _whole(match["new"]), _whole(match["old"])
        if not new or not old or new == old or (new > 1 and old > 1 and max(new, old) > 1000):
            continue
        if reverse and new > old:
            new, old = old, new
        if new > 1 and old > 1 and (max(new, old) > 12 or reverse):
            continue  # "5 to 25" is a range of something else; "3-for-2" is a split
        pairs.append((new, old))
    if not pairs:
        return None
    if len({new < old for new, old in pairs}) > 1:
        pairs = pairs[:1]
    return pairs[0][0], min(old for _, old in pairs), max(old for _, old in pairs)


def _whole(words: str) -> int | None:
    inner = re.search(r"\((\d+)\)", words)
    value = number_of(inner[1] if inner else words)
    return None if value is None else int(value)


def _day(words: str) -> str | None:
    """The day on which it takes effect, else the first day named."""
    found = days(words)
    if not found:
        return None
    for match in phrase(r"effective|effected|beginning|begin trading|commence").finditer(words):
        after = [one for one in found if match.end() <= one.start <= match.end() + 90]
        if after:
            return after[0].first.isoformat()
    return found[0].first.isoformat()
