"""What a document says of holders who promised not to sell for a time."""

from datetime import date, timedelta

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import number_of, share_counts, whole
from microcap.reading.days import days
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated, possible

_TRIGGER = r"lock-?ups?\b|locked[- ]up|lock up (?:agreements?|period)|agreed,? (?:\S+ ){0,14}?not to (?:directly or indirectly,? )?(?:offer|sell|transfer|dispose|issue|enter)|(?:standstill|restricted) period"
_LENGTH = phrase(
    r"(?P<number>(?:\d{1,3}|[a-z]+(?:[- ](?:hundred|[a-z]+))*?))(?: \((?P<figure>\d{1,3})\))?[- ](?P<unit>day|month|year|week)s?\b"
)
_UNTIL = phrase(r"until|through|expir\w+ (?:on|as of|in)|ending|ends on|prior to|before")
_SALE = phrase(r"sell|sale|offer|transfer|dispos|shares|securities|common stock|issue")
_FROM = phrase(
    r"(?:from|after|following|of) (?:the )?(?:date of (?:the|this) |closing|date|completion|effective|execution|consummation)"
)
_OTHER = phrase(
    r"lock-?out|(?:rate|interest|mortgage) lock|prepayment|lockbox|standstill agreement with (?:the )?(?:lender|bank)"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@reading(kind="lock_up", reference="Rule 424(b) prospectuses, underwriting; 8-K item 1.01")
def lock_ups(document: Document) -> list[Statement]:
    """Lock-up: for how many days, until when, on how many shares.

    `detail`: agreed, ended (expired, waived or released). A month counts 30 days and a year 365.
    What the words leave open, no number of days and no last day, is not a statement.
    """
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())[:60]))
        if len(words) < 40 or _OTHER.search(words) or not _SALE.search(words):
            continue
        if negated(words, at, 25) or (possible(words, before=at, reach=30) and not days(words)):
            continue
        says = _told(words, at)
        if says["days"] is None and says["until"] is None:
            told = context(document, sentence, before=0, after=1)
            if not phrase(r"agree").search(words) or not phrase(
                r"lock-?up period|period of"
            ).search(told):
                continue
            says = {**says, "days": _length(told, at)}
            if says["days"] is None:
                continue
        ended = phrase(r"expired|waiv(?:ed|er)|releas(?:ed|e from)|terminated").search(words)
        found.append(
            statement(
                document,
                "lock_up",
                "ended" if ended else "agreed",
                sentence,
                says,
                around=match.start(),
            )
        )
    return apart(found)


def _told(words: str, at: int) -> dict[str, Value]:
    until = None
    for match in _UNTIL.finditer(words):
        named = days(words[match.end() : match.end() + 50])
        if named:
            until = named[0].first
            break
    length = _length(words, at)
    if until is None and length is not None:
        until = _counted(words, length)
    counts = share_counts(words)
    return {
        "days": length,
        "until": until.isoformat() if until else None,
        "shares": whole(counts[0] if counts else None),
    }


def _length(words: str, at: int) -> int | None:
    lengths = []
    for match in _LENGTH.finditer(words):
        number = number_of(match["figure"] or match["number"].split(" ")[-1]) or number_of(
            match["number"]
        )
        if number and 1 <= number <= 730:
            lengths.append((abs(match.start() - at), int(number * _DAYS[match["unit"].lower()])))
    lengths = [one for one in lengths if 7 <= one[1] <= 2000]
    return min(lengths)[1] if lengths else None


def _counted(words: str, length: int) -> date | None:
    """The last day, where the words name the day from which the time runs."""
    start = _FROM.search(words)
    named = days(words[start.end() : start.end() + 60]) if start else []
    return named[0].first + timedelta(days=length) if named else None
