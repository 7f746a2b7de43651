"""What a document says will be known, decided or done by a date."""

from datetime import date

from microcap.reading import Statement, Value, reading
from microcap.reading.days import Span, spans
from microcap.reading.document import Document
from microcap.reading.passages import apart, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated

_TRIGGER = r"PDUFA|prescription drug user fee|target action date|goal date|(?:expect|anticipat|plan|target|project|schedul|guid|on track|intend|estimat|aim)\w*"
_MILESTONE = phrase(
    r"prescription drug user fee|"
    r"(?:top-?line|interim|preliminary|final|initial|pivotal|clinical|phase|safety|efficacy|full) (?:\S+ ){0,5}?(?:data|results?|read-?outs?|analysis)|read-?outs?\b|PDUFA|"
    r"(?:phase [123I]+\w*|clinical|pivotal|registrational|preclinical) (?:\S+ ){0,4}?(?:trial|study|studies|program)|enrol(?:l)?ment|first patient|dos(?:e|ing)\b|"
    r"\b(?:NDA|BLA|IND|sNDA|ANDA|PMA|510\(k\)|MAA|EUA)\b|(?:FDA|EMA|regulatory) (?:\S+ ){0,3}?(?:decision|approval|clearance|submission|feedback|meeting)|advisory committee|"
    r"commercial (?:launch|production|operations?)|(?:product )?launch\b|first (?:gold|oil|gas|production|pour|shipments?|deliver\w+|commercial|revenue)|(?:pre-?)?feasibility study|resource (?:estimate|update)|"
    r"drill(?:ing)? (?:results|program|campaign)|maiden|permit(?:s|ting)? (?:approval|decision)|construction|pilot (?:plant|program|study)|prototype|(?:begin|commence|start|initiat\w+) (?:\S+ ){0,3}?production|mass production|"
    r"commission(?:ing)? of|field trial|verdict|ruling|trial date"
)
_ACTION = phrase(
    r"complet|report|announc|initiat|submit|submission|fil(?:e|ing)|receiv|launch|commenc|begin|start|read ?out|availab|releas|present|decision|enrol|dos(?:e|ing)|action date|goal date|produc|publish|deliver|shar(?:e|ing)|expect\w* (?:in|by|during)|results?|data"
)
_DULL = phrase(
    r"accounting standard|\bASU\b|adopt(?:ion|ed)? (?:of )?(?:the|this|ASU|SFAS)|dividend|annual meeting|conference call|webcast|financial results|earnings (?:release|call)|quarterly results|"
    r"fiscal (?:year )?\d{4} (?:revenue|sales|earnings|guidance)|lease|matur(?:e|ity)|amortiz|interest rate|pension|tax (?:return|rate)|recogni[sz]e|proxy|vest|capital expenditures|fund (?:our|its) operations|cash runway|into \d{4}|filing date|expected term|severance|restructuring|receipt of (?:\S+ ){0,4}approvals?|subject to certain conditions|separation|spin-?off|competitors?|use (?:of )?proceeds|potential IND"
)
_LOOKING_BACK = phrase(r"(?:as of|ended|ending|dated|since) (?:the )?$")
_LONG = 800
"""A stretch longer than this many days, or one that ended before the filing, dates nothing."""


@reading(kind="dated_catalyst", reference="press releases, 10-K items 1 and 7; FDA PDUFA goals")
def dated_catalysts(document: Document) -> list[Statement]:
    """Event that the company dates ahead: read-out, PDUFA date, filing, launch, first production.

    `first` and `last` are the days between which the words put it; `until` is true where they say
    "by". `detail`: pdufa, data, submission, trial, production, other. What lies before the filing,
    and what accounts, dividends or meetings are due, is none.
    """
    found = []
    filed = date.fromisoformat(document.filed) if document.filed else None
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        if len(words) > 900 or _DULL.search(words):
            continue
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        milestone = _MILESTONE.search(words)
        if milestone is None or not _ACTION.search(words) or negated(words, at, 12):
            continue
        ahead = _ahead(words, at, filed)
        if ahead is None:
            continue
        says: dict[str, Value] = {
            "first": ahead.first.isoformat(),
            "last": ahead.last.isoformat(),
            "until": ahead.until,
            "words": words[ahead.start : ahead.end],
            "event": " ".join(milestone[0].split()),
        }
        found.append(
            statement(
                document, "dated_catalyst", _sort(words), sentence, says, around=match.start()
            )
        )
    return apart(found)


def _ahead(words: str, at: int, filed: date | None) -> Span | None:
    """The first time after the verb of expectation; one that is over at the filing is none."""
    for one in spans(words):
        if _LOOKING_BACK.search(words[max(0, one.start - 20) : one.start]):
            continue
        near = (one.start > at and one.start - at < 260) or 0 < at - one.end < 90
        if not near or (one.last - one.first).days > _LONG:
            continue
        if filed is not None and one.last < filed:
            continue
        return one
    return None


def _sort(words: str) -> str:
    sorts = (
        ("pdufa", r"PDUFA|prescription drug user fee|target action date|goal date"),
        (
            "data",
            r"(?:top-?line|interim|preliminary|initial|full|pivotal|phase|clinical|safety) (?:\S+ ){0,5}?(?:data|results?)|read-?out",
        ),
        ("submission", r"\b(?:NDA|BLA|IND|PMA|510\(k\)|MAA|sNDA|ANDA)\b|submission"),
        ("trial", r"trial|study|enrol|dosing|first patient"),
        ("production", r"production|launch|pour|commercial|shipment|construction|commission"),
    )
    return next((name for name, pattern in sorts if phrase(pattern).search(words)), "other")
