"""What a release, a current report or a user's text claims that a later record can bear out or not.

1. `claims` reads the documents in which companies announce things; `claims_in` any text of a user.
2. `_sentences` leaves out boilerplate, tables and what is told of others.
3. `_of_sentence` asks each sort of `claim_kinds` and reads amount, period, other side and promise.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import money, percents, share_counts
from microcap.reading.claim_amounts import metric_amount, of_the_whole, period_of, precision
from microcap.reading.claim_kinds import ClaimKind, claim_kinds, hedges
from microcap.reading.claim_parties import other_side, speaker
from microcap.reading.days import days, deed_days
from microcap.reading.document import Document
from microcap.reading.items import by_outsider
from microcap.reading.passages import is_contract, statement
from microcap.reading.promised_days import Promise, promised
from microcap.reading.sentences import Sentence, phrase, plain, sentences
from microcap.reading.stance import printed_form

LONGEST_TEXT = 400_000
"""A release has a hundredth of these characters; what stands behind them is not read for claims."""
_SHORTEST, _LONGEST = 10, 1500
_FORMS = ("8-K", "6-K", "1-U", "")
_BOILERPLATE = phrase(
    r"forward-?looking statements?|risks? and uncertaint|(?:could|may|might) cause actual results|differ materially|there (?:can|could) be no (?:assurance|guarantee)|no assurance|"
    r"words such as|safe harbor|private securities litigation reform|not (?:constitute|an) (?:an )?offer|shall not (?:constitute|be deemed)|undertakes? no (?:duty|obligation)|"
    r"may not be able|if we (?:fail|are unable|do not)|fail(?:ure)? to|could be (?:adversely|materially)|adversely affect|risk factors|incorporated (?:herein )?by reference|"
    r"pursuant to (?:the )?requirements of|filed as exhibit|attached (?:hereto|as)|copy of (?:the|this|which)|full text|for more information|qualified in its entirety|within the meaning of|issued an? (?:press|news) release|performance (?:shares?|awards?|period)|compensation committee|incentive plan|\bbonus|^\W*\d{1,2}\.\d{1,2}\b|no obligation|in the event (?:that|of|the)|upon (?:the )?exercise|each (?:right|preferred share)\b"
)
_OF_OTHERS = phrase(
    r"(?:global|worldwide|addressable|overall|total) (?:\S+ ){0,5}?market\b|\bmarket (?:size|is expected|is projected)|\b(?:industry|sector)(?:'s)? (?:revenues?|sales|is expected)|\banalysts\b|according to (?:\w+ ){1,4}(?:research|report|analysts?|firm)|prior to joining|^\W*(?:Mr|Ms|Mrs)\. |\b(?:he|she) (?:has|was|is|served|holds|joined)\b|degrees? in"
)
_ZONE = phrase(
    r"^\W*(?:about [A-Z0-9]|forward-?looking statements?\b|safe harbor|cautionary (?:note|statement)|important (?:information|notice)|disclaimer|non-?GAAP financial|use of non-?GAAP|additional information|contacts?\b)"
)
_ENDED = phrase(
    r"\b(?:terminat|cancel|rescind|withdr[ae]w|abandon|expir|will not proceed|no longer)\w*"
)
_MAIL = re.compile(r"https?://\S+|www\.\S+")
_PAST_OF_OTHERS = frozenset(
    {"contract", "acquisition", "offering", "order", "customer", "approval"}
)


@dataclass(frozen=True, slots=True)
class _Found:
    kind: ClaimKind
    sentence: Sentence
    start: int
    """Where the words of the kind begin, in characters of the sentence."""
    says: dict[str, Value]
    heading: bool


@reading(
    kind="claim",
    reference="press releases (8-K items 2.02, 7.01, 8.01, exhibit 99), Form 6-K, texts of the user",
)
def claims(document: Document) -> list[Statement]:
    """Claim that a later record can bear out: amount, contract, order, approval, promise with a date.

    `detail` is the sort of claim (`claim_kinds`). `amount` and `low` are USD as stated, a loss
    below zero; `change` is a fraction; `first` and `last` are the days between which it is
    promised; `hedge` names the words that hold something back; `with` is the other side and `by`
    who says it. Of a filing only current reports and exhibits 99 are read, of a release at most
    `LONGEST_TEXT` characters; its boilerplate, tables and words on others claim nothing.
    """
    kind = document.type.upper()
    if is_contract(document) or by_outsider(document):
        return []
    exhibit = kind.startswith("EX-99") or kind in ("EX-99", "EX99")
    form = document.form.upper().removesuffix("/A")
    if not exhibit and (kind.startswith("EX") or form not in _FORMS):
        return []
    return claims_in(document)


def claims_in(document: Document) -> list[Statement]:
    """The claims of any text, whatever its form; see `claims`."""
    said = _said(document)
    found = [one for held in _sentences(document) for one in _of_sentence(document, held, said)]
    body = {one.kind.name for one in found if not one.heading}
    kept = [one for one in found if not (one.heading and one.kind.name in body)]
    told = []
    seen: set[tuple[object, ...]] = set()
    for one in kept:
        same = (one.kind.name, *sorted((k, v) for k, v in one.says.items() if k != "by"))
        if one.says and same in seen:
            continue
        seen.add(same)
        start = one.sentence.start + one.start
        place = (start, one.sentence.end)
        told.append(statement(document, "claim", one.kind.name, place, one.says, around=start))
    return told


def _said(document: Document) -> date | None:
    """The day on which the text was said: by its header, else by the first date of its beginning."""
    if document.filed:
        return date.fromisoformat(document.filed)
    found = days(document.text[:1500])
    return found[0].first if found else None


def _sentences(document: Document) -> Iterator[tuple[Sentence, bool]]:
    """The sentences that may claim something, each with whether it is a heading."""
    text = plain(document.text[:LONGEST_TEXT])
    silent = False
    for one in sentences(text):
        words = one.words
        heading = len(words) < 160 and words[-1:] not in ".!?\"'" and not words[:1].islower()
        if _ZONE.match(words):
            silent = True
        elif heading and len(words) < 90 and silent and "\t" not in text[one.start : one.end]:
            silent = len(words.split()) > 14 or bool(_MAIL.search(words))
        if silent or not _SHORTEST <= len(words) <= _LONGEST:
            continue
        if text.count("\t", one.start, one.end) > 1 or not _english(words):
            continue
        if _BOILERPLATE.search(words) or _OF_OTHERS.search(words) or printed_form(words):
            continue
        yield one, heading


_COMMON = phrase(
    r"\b(?:the|of|a|an|to|in|for|its|has|have|with|was|were|is|are|will|on|by|we|our|and|that|from|first|new|next)\b"
)


def _english(words: str) -> bool:
    """Whether the words are English, as far as its commonest words tell; a headline has few."""
    many = len(words.split())
    return many < 4 or bool(_COMMON.search(words))


def _of_sentence(
    document: Document, held: tuple[Sentence, bool], said: date | None
) -> list[_Found]:
    sentence, heading = held
    words = plain(document.text[sentence.start : sentence.end])
    matched: dict[str, re.Match[str]] = {}
    for kind in claim_kinds().values():
        match = kind.words.search(words)
        if match is None and kind.promise_words is not None:
            at = kind.promise_words.search(words)
            match = at if at and _promise(words, said, at) else None
        if match is not None and not (kind.not_words and kind.not_words.search(words)):
            matched[kind.name] = match
    ended = _ENDED.search(words) is not None
    found = []
    for name, match in matched.items():
        kind = claim_kinds()[name]
        if ended and name in _PAST_OF_OTHERS:
            continue
        says = _says(document, kind, sentence, words, match, said)
        if kind.needs_amount and "amount" not in says:
            continue
        if _checkable(name, says, match[0], words):
            found.append(_Found(kind, sentence, match.start(), says, heading))
    names = {one.kind.name for one in found}
    return _whole_first([one for one in found if not one.kind.gives_way_to & names])


def _promise(words: str, said: date | None, match: re.Match[str]) -> Promise | None:
    """What is promised near the words of a kind; what happens on the day of the text is no promise."""
    found = promised(words, said, max(0, match.start() - 90))
    return found if found is not None and (said is None or found.last > said) else None


_OUTCOME = phrase(r"profitab\w*|positive|break-?even|increase|decrease|grow|declin|higher|lower")
_NEW_PACT = phrase(
    r"\b(?:worth|valued|signed|renewed|extended|chosen|picked|awarded|won|an?|new|first|multi-?year|additional|several|two|three|\d+-year)\b"
)


def _checkable(name: str, says: Mapping[str, Value], matched: str, words: str) -> bool:
    """Whether the words tell enough of a kind for a later record to bear it out."""
    if name == "guidance":
        firm = "amount" in says or "change" in says
        return firm or ("last" in says and _OUTCOME.search(words) is not None)
    if name == "contract":
        return bool({"with", "amount", "last"} & says.keys()) or bool(_NEW_PACT.search(matched))
    if name == "dividend":
        return bool({"amount", "last"} & says.keys())
    if name == "acquisition":
        firm = bool({"with", "amount", "last", "day"} & says.keys())
        return firm or "definitive" in matched.lower()
    return True


def _whole_first(found: list[_Found]) -> list[_Found]:
    """The first claim of a sentence is quoted whole, each later one from where its own words begin."""
    ordered = sorted(found, key=lambda one: one.start)
    apart: list[_Found] = []
    for one in ordered:
        start = 0 if not apart else one.start
        if apart and start <= apart[-1].start:
            continue
        apart.append(_Found(one.kind, one.sentence, start, one.says, one.heading))
    assert all(before.start < after.start for before, after in pairwise(apart))
    return apart


def _says(
    document: Document,
    kind: ClaimKind,
    sentence: Sentence,
    words: str,
    match: re.Match[str],
    said: date | None,
) -> dict[str, Value]:
    """What the words tell of a claim; what they do not tell is left out."""
    says: dict[str, Value] = {"hedge": ", ".join(hedges(words))}
    if kind.name in ("revenue", "income", "cash", "guidance", "record"):
        says |= _of_accounts(document, kind.name, words, match, said)
    else:
        says |= _of_deed(kind.name, words, match)
        if kind.name in _PAST_OF_OTHERS:
            says["with"] = other_side(document, words, match, of=kind.name != "contract")
    ahead = kind.name in ("revenue", "income", "cash", "record")
    promise = None if ahead else _promise(words, said, match)
    if promise is not None and kind.name == "guidance" and says.get("period_end"):
        says["last"] = says["period_end"]
    elif promise is not None:
        says |= {
            "first": promise.first.isoformat(),
            "last": promise.last.isoformat(),
            "when": promise.words,
        }
    if kind.name == "guidance" and "last" not in says and says.get("period_end"):
        says["last"] = says["period_end"]
    told = None if promise is not None else deed_days(words)
    if told and kind.name not in ("revenue", "income", "cash", "record", "guidance"):
        says["day"] = told[0].first.isoformat()
    says["by"] = speaker(document, sentence)
    return {key: value for key, value in says.items() if value is not None and value != ""}


def _of_accounts(
    document: Document, name: str, words: str, match: re.Match[str], said: date | None
) -> dict[str, Value]:
    says: dict[str, Value] = {}
    found = metric_amount(words, match.start(), match.end())
    if found is not None and name != "record":
        below = phrase(r"loss(?:es)?\b|used in|negative").search(match[0]) is not None
        sign = -1 if below and not words[match.start() :].lower().startswith("profit") else 1
        says["amount"] = round(sign * found.value, 2)
        says["low"] = round(sign * found.low, 2) if found.low != found.value else None
        says["unit"] = found.unit if not found.per_share else f"{found.unit}/share"
        says["rounding"] = round(precision(words, found), 2)
    changes = [one for one in percents(words) if abs(one.start - match.end()) < 120]
    if changes and name in ("revenue", "income", "guidance"):
        says["change"] = changes[0].value
    period = period_of(words, match.start(), said, ahead=name == "guidance")
    if period is not None:
        says["period_end"], says["period"] = period.last.isoformat(), period.kind
        says["named"] = period.named or None
    says["what"] = " ".join(match[0].split())[-80:].lower()
    says["part"] = None if of_the_whole(document, words, match.start()) else True
    return says


def _of_deed(name: str, words: str, match: re.Match[str]) -> dict[str, Value]:
    amounts = [one for one in money(words) if name == "dividend" or not one.per_share]
    near = min(amounts, key=lambda one: _away(one.start, one.end, match), default=None)
    if name in ("offering", "acquisition", "contract", "order", "buyback"):
        near = max(amounts, key=lambda one: one.value, default=None)
    counts = share_counts(words) if name in ("offering", "buyback") else []
    says: dict[str, Value] = {}
    if near is not None and name not in ("listing", "approval", "customer"):
        says["amount"] = round(near.value, 2)
        says["low"] = round(near.low, 2) if near.low != near.value else None
        says["unit"] = near.unit
    if counts:
        says["shares"] = round(counts[0].value)
    return says


def _away(start: int, end: int, match: re.Match[str]) -> int:
    return max(0, start - match.end(), match.start() - end)
