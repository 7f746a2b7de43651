"""What a release, a current report or a user's text claims that a later record can bear out or not.

1. `claims` reads the documents in which companies announce things; `claims_in` any text of a user.
2. `claim_sentences.candidates` leaves out boilerplate, tables and what is told of others.
3. `_of_sentence` reads of each kind the amount, period, other side and promise.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import money, percents, share_counts
from microcap.reading.claim_amounts import (
    compared,
    metric_amount,
    of_the_whole,
    per_share_amount,
    period_of,
    precision,
)
from microcap.reading.claim_kinds import ClaimKind, hedges
from microcap.reading.claim_parties import other_side, speaker
from microcap.reading.claim_sentences import Candidate, candidates
from microcap.reading.days import days, deed_days
from microcap.reading.document import Document
from microcap.reading.items import by_outsider
from microcap.reading.names import LEGAL, NAME, same_company, tidy
from microcap.reading.passages import is_contract, statement
from microcap.reading.promised_days import Promise, promised
from microcap.reading.sentences import Sentence, phrase
from microcap.reading.spelling import plain_letters
from microcap.reading.stance import negated

LONGEST_TEXT = 400_000
"""A release has a hundredth of these characters; what stands behind them is not read for claims."""
_FORMS = ("8-K", "6-K", "1-U", "")
_ENDED = phrase(
    r"\b(?:terminat|cancel|rescind|withdr[ae]w|abandon|expir|will not proceed|no longer)\w*"
)
_MANY = 4
"""Claims of one kind that one sentence makes; a longer list is a table."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_MIXED = re.compile(r"(?=\w*[A-Za-z])\w*[\u0370-\u052f]\w*")
"""A word with Latin letters and such as are written like them."""
_OWN = phrase(r"\b(?:we|our|us|the company)\b")
_LED = re.compile(rf"(?:[^.]{{0,60}} (?:--|-) )?(?P<name>{NAME})")
_OF_THE_SPEAKER = frozenset({"contract", "order", "customer", "acquisition", "offering"})
"""Kinds of which the other side may be the one that acts: "Norlund AS has ordered 30 units"."""
_CLAUSE = phrase(
    r";|, (?:(?:and|while|but)(?: that)?\b|(?=with\b))|\band (?:that\b|(?=(?:will|it|the company|has|have|expects?|plans?)\b))"
)
"""Where another clause begins."""
_OF_OWN = frozenset({"production", "milestone"})
"""Kinds that stand beside what they give way to where a clause of their own tells them."""
_SEVERAL = frozenset({"contract", "order", "acquisition", "buyback", "dividend"})
_PER_SHARE = phrase(r"per (?:\w+ ){0,3}?share|\bEPS\b")
_ACCOUNTS = frozenset({"record", "guidance", "revenue", "income", "cash"})
_PAST_OF_OTHERS = frozenset(
    {"contract", "acquisition", "offering", "order", "customer", "approval"}
)


@dataclass(frozen=True, slots=True)
class _Found:
    kind: ClaimKind
    sentence: Sentence
    start: int
    """Where the words of the kind begin, in characters of the sentence."""
    end: int
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
    document = _undisguised(document)
    text = document.text[:LONGEST_TEXT]
    found = [one for held in candidates(text) for one in _of_sentence(document, held, said)]
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


def _undisguised(document: Document) -> Document:
    """The document without letters that nobody sees or that pass for others, as touts use them.

    Only a text without markup is changed: its places are then those of the changed text.
    """
    text = document.text[: 2 * LONGEST_TEXT]
    if text.isascii() or len(document.starts) > 1:
        return document
    seen = _MIXED.sub(lambda word: plain_letters(word[0]), _UNSEEN.sub("", text))
    return document if seen == text else replace(document, text=seen)


def _said(document: Document) -> date | None:
    """The day on which the text was said: by its header, else by the first date of its beginning."""
    if document.filed:
        return date.fromisoformat(document.filed)
    found = days(document.text[:1500])
    return found[0].first if found else None


def _of_sentence(document: Document, held: Candidate, said: date | None) -> list[_Found]:
    words, sentence = held.words, held.sentence
    ended = _ENDED.search(words) is not None
    other = _of_another(document, words)
    asked = [
        (kind, match)
        for kind, match in held.found
        if not (other and kind.name not in _OF_THE_SPEAKER)
        and not (ended and kind.name in _PAST_OF_OTHERS)
        and not (kind.not_words and kind.not_words.search(words))
    ]
    found: list[_Found] = []
    for kind, first in asked:
        for match, part in _parts(kind, first, words, said):
            says = _says(document, kind, sentence, part, match, said)
            if kind.needs_amount and "amount" not in says:
                continue
            if _checkable(kind.name, says, match[0], words) and not _told(found, kind, says):
                found.append(_Found(kind, sentence, *match.span(), says, held.heading))
    kept = [one for one in found if not _gives_way(one, found, words)]
    return _whole_first(kept, words)


def _of_another(document: Document, words: str) -> bool:
    """Whether a sentence begins with another company's full name and names the filer nowhere."""
    led = _LED.match(words) if document.company else None
    name = tidy(led["name"]) if led else None
    if name is None or not re.search(rf"\s{LEGAL}\.?$", name):
        return False
    own = document.company.split()[0].strip(",.").lower()
    return not (same_company(document.company, name) or own in words.lower() or _OWN.search(words))


def _gives_way(one: _Found, found: Sequence[_Found], words: str) -> bool:
    """Whether another kind tells the same: one that it gives way to, not parted by a clause."""
    for other in found:
        if other.kind.name in one.kind.gives_way_to:
            low, high = min(one.end, other.end), max(one.start, other.start)
            if not (one.kind.name in _OF_OWN and _CLAUSE.search(words, low, high)):
                return True
    return False


def _parts(
    kind: ClaimKind, first: re.Match[str], words: str, said: date | None
) -> Iterator[tuple[re.Match[str], str]]:
    """Each place where a sentence claims something of a kind, and the words that tell of it.

    A further deed of the kind in one sentence has to tell an amount of its own; then each is read
    from the words up to the next. Amounts of accounts are read from the whole sentence.
    """
    promise = kind.promise_words is not None and kind.words.match(words, first.start()) is None
    if promise:
        if _promise(words, said, first):
            yield first, words
        return
    if kind.name in _ACCOUNTS:
        again = (kind.again or kind.words).finditer(words, first.end())
        more = (
            one
            for one in again
            if not compared(words, one.start(), _clause(words, first.end(), one.start()))
        )
        yield from ((one, words) for one in (first, *islice(more, _MANY - 1)))
        return
    if negated(words, first.end(), first.end() - first.start() + 8):
        return  # "no task order has been placed" claims none
    matches = [first]
    if kind.name in _SEVERAL:
        for one in kind.words.finditer(words, first.end()):
            own = money(words[one.start() :]) and money(words[matches[-1].start() : one.start()])
            if own and len(matches) < _MANY:
                matches.append(one)
    ends = [one.start() for one in matches[1:]] + [len(words)]
    yield from ((one, words[:end]) for one, end in zip(matches, ends, strict=True))


def _clause(words: str, first: int, place: int) -> int:
    """Where the clause of a place begins; `first` where no other begins between the two."""
    return max((at.end() for at in _CLAUSE.finditer(words, first, place)), default=first)


def _told(found: Sequence[_Found], kind: ClaimKind, says: Mapping[str, Value]) -> bool:
    """Whether a sentence has told the same of a kind already, by amount, side and period."""
    keys = ("amount", "with", "last", "period_end", "shares")
    same = [one for one in found if one.kind is kind]
    own = tuple(says.get(key) for key in keys)
    if kind.name in _ACCOUNTS:
        amount = says.get("amount")
        return any(one.says.get("amount") == amount or amount is None for one in same)
    return any(tuple(one.says.get(key) for key in keys) == own for one in same)


def _promise(words: str, said: date | None, match: re.Match[str]) -> Promise | None:
    """What is promised near the words of a kind; what happens on the day of the text is no promise.

    A time behind the words goes before one ahead of them, unless another clause tells it.
    """
    found = promised(words, said, max(0, match.start() - 90))
    if found is not None and found.start < match.start():
        behind = promised(words, said, match.start())
        if behind is not None and not _CLAUSE.search(words, match.end(), behind.start):
            found = behind
    return found if found is not None and (said is None or found.last > said) else None


_OUTCOME = phrase(r"profitab\w*|positive|break-?even|increase|decrease|grow|declin|higher|lower")
_STAKE = re.compile(r"\d\s?%|\d\s+per\s?cent")
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
        firm = (
            bool({"with", "amount", "last", "day"} & says.keys()) or "definitive" in matched.lower()
        )
        return firm or _STAKE.search(words) is not None
    return True


def _whole_first(found: list[_Found], words: str) -> list[_Found]:
    """The first claim of a sentence is quoted whole, each later one from its own clause on."""
    apart: list[_Found] = []
    for one in sorted(found, key=lambda one: one.start):
        start, last = 0, apart[-1].end if apart else 0
        if apart:
            breaks = [at.end() for at in _CLAUSE.finditer(words, last, one.start)]
            start = max([*breaks[-1:], *([] if breaks else [one.start])])
            start += len(words[start:]) - len(words[start:].lstrip())
            if start <= apart[-1].start:
                continue
        apart.append(replace(one, start=start))
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
    if kind.name in _ACCOUNTS:
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
    if told and kind.name not in _ACCOUNTS:
        says["day"] = told[0].first.isoformat()
    says["by"] = speaker(document, sentence)
    return {key: value for key, value in says.items() if value is not None and value != ""}


def _of_accounts(
    document: Document, name: str, words: str, match: re.Match[str], said: date | None
) -> dict[str, Value]:
    says: dict[str, Value] = {}
    share = _PER_SHARE.search(match[0]) is not None
    found = (
        per_share_amount(words, match.end())
        if share
        else metric_amount(words, match.start(), match.end())
    )
    if found is not None and name != "record":
        below = phrase(r"loss(?:es)?\b|used in|negative").search(match[0]) is not None
        sign = -1 if below and not words[match.start() :].lower().startswith("profit") else 1
        says["amount"] = round(sign * found.value, 2)
        says["low"] = round(sign * found.low, 2) if found.low != found.value else None
        says["unit"] = found.unit if not (share or found.per_share) else f"{found.unit}/share"
        says["rounding"] = round(precision(words, found), 4)
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
