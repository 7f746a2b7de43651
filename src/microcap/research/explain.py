"""What a word means here: its formula, who says it, who disputes it, and a command to see it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from microcap.model import catalogue
from microcap.model.errors import NoSuchThing

Grade = Literal["true", "disputed", "wrong", "cannot be judged"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article says, retold, with a grade and who says otherwise."""

    article: str
    says: str
    grade: Grade
    why: str
    by: str = ""
    terms: tuple[str, ...] = ()
    dispute: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One term: what it is, how it is computed, what the articles say of it, where to go on.

    `wrong` is a formula that circulates and is false; `rules` names rows of the rule table;
    `lines` are the rows of a term that is a list, such as the reading list.
    """

    term: str
    title: str
    text: str
    kind: Literal["term", "dispute", "list", "measure", "method", "check"] = "term"
    synonyms: tuple[str, ...] = ()
    formula: str = ""
    unit: str = ""
    wrong: str = ""
    example: str = ""
    choice: str = ""
    claims: tuple[Claim, ...] = ()
    rules: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    see: str = ""

    def as_json(self) -> dict[str, Any]:
        """The explanation as plain values."""
        return asdict(self)


def explain(term: str) -> Explanation:
    """What a term means: a word, a synonym, a dispute (`D5`), a list, a measure, a method, a check.

    Spelling is forgiving (`micro stock`, `microcap`, `Micro-Caps` are one). Raises `NoSuchThing`
    with the nearest terms, and for the sense of the word in photography.
    """
    raw, key = term.strip().casefold(), _key(term)
    found = next(
        (_by_key()[one] for one in (raw, key, key.removesuffix("s")) if one in _by_key()), None
    )
    if found is not None:
        return found
    if is_other_sense(term):
        raise NoSuchThing(
            f"{term!r} is the word of another trade ({_glossary()['other_sense']['text']}); "
            "microcap explains shares only; ask for micro-cap"
        )
    plug = _plug(term)
    if plug is not None:
        return plug
    near = nearest(term)
    raise NoSuchThing(
        f"no term {term!r} in the glossary; nearest: {', '.join(near) or 'none'}; "
        "`microcap explain terms` lists all"
    )


def nearest(term: str, count: int = 4) -> tuple[str, ...]:
    """The terms whose names or synonyms come nearest in spelling, then those whose text has it."""
    names = _by_key()
    close = [names[key].term for key in get_close_matches(_key(term), names, n=8, cutoff=0.6)]
    return tuple(dict.fromkeys([*close, *(one.term for one in search(term))]))[:count]


def search(words: str) -> tuple[Explanation, ...]:
    """Terms and disputes that speak of all the words, those that bear them in their name first.

    A synonym counts as its term. A question in the sense of photography finds nothing.
    """
    asked = [word for word in words.casefold().replace("-", " ").split() if len(word) > 2]
    if not asked or is_other_sense(words):
        return ()
    ranked = []
    for one in terms().values():
        name = _flat((one.term, one.title, *one.synonyms))
        everything = f"{name} {_flat((one.text, one.formula, one.choice))}"
        if all(word in everything for word in asked):
            ranked.append((not all(word in name for word in asked), one.term, one))
    return tuple(one for _, _, one in sorted(ranked, key=lambda entry: entry[:2]))


def terms_in(text: str) -> tuple[str, ...]:
    """Which terms a text names, by any synonym of two letters or more words; none for pictures.

    Meant for notes and documents: `a micro stock on the pink sheets` names micro-cap and
    pink-sheets. Single common words (small, mid, cap) do not count.
    """
    if is_other_sense(text):
        return ()
    padded = f" {' '.join(_words(text))} "
    found = []
    for one in terms().values():
        if one.kind != "term":
            continue
        names = {" ".join(_words(name)) for name in (one.term, *one.synonyms)}
        names |= {name.replace(" ", "") for name in names if "cap" in name}
        telling = {name for name in names if " " in name or len(name) > 6}
        if any(f" {name} " in padded or f" {name}s " in padded for name in telling):
            found.append(one.term)
    return tuple(found)


def is_other_sense(text: str) -> bool:
    """Whether a text speaks of micro stock as pictures or of a lens, not of shares."""
    sense = _glossary()["other_sense"]
    words = _words(text)
    traded = [place for place, word in enumerate(words) if word in sense["traded"]]
    pictured = [place for place, word in enumerate(words) if word in sense["pictured"]]
    return any(abs(one - other) <= sense["distance"] for one in traded for other in pictured)


def claims(article: str | None = None, grade: str | None = None) -> tuple[Claim, ...]:
    """The ledger of what the articles claim, each graded; by article (S0 to S4) or grade."""
    held = _claims()
    return tuple(
        claim
        for claim in held
        if article in (None, claim.article) and grade in (None, str(claim.grade))
    )


def terms() -> Mapping[str, Explanation]:
    """Every term, dispute and list by name, in the order of the glossary."""
    return _terms()


def not_advice() -> str:
    """The sentence that stands on every report: this informs and recommends nothing."""
    sentence: str = _disputes()["not_advice"]
    return sentence


def articles() -> Mapping[str, str]:
    """What the articles S0 to S4 are, and which of them sell something."""
    return MappingProxyType(_disputes()["article"])


def worked_examples() -> Mapping[str, float]:
    """The articles' example numbers, as fractions and dollars, by name.

    The spread of 2.35 x 4.10, as a share of the mid:

    >>> round(worked_examples()["spread_2.35_4.10"], 4)
    0.5426
    >>> round((4.10 - 2.35) / ((4.10 + 2.35) / 2), 4)
    0.5426

    A discount rate of 20 % and five points for illiquidity:

    >>> round(worked_examples()["discount_rate_20_5"], 10)
    0.25

    $5.00 for the liquid and $3.00 for the illiquid of one thing, held five years:

    >>> round(worked_examples()["premium_5_3_5_years"], 4)
    0.1076

    The patient bid in a market of 2 x 4 with a value of 3.00, for 10 of 100 shares:

    >>> round(worked_examples()["patient_bid"], 2), worked_examples()["patient_bid_cap"]
    (2.01, 3.0)
    >>> worked_examples()["patient_bid_shares"]
    10.0

    A deep ask at 7 over a market of 3 that goes to 20, dollars given away a share:

    >>> worked_examples()["deep_ask_forgone"]
    13.0
    """
    bid, ask, cent, value = 2.35, 4.10, 0.01, 3.00
    return MappingProxyType(
        {
            "spread_2.35_4.10": (ask - bid) / ((ask + bid) / 2),
            "discount_rate_20_5": 0.20 + 0.05,
            "premium_5_3_5_years": (5.00 / 3.00) ** (1 / 5) - 1,
            "patient_bid": min(2.00 + cent, value, 4.00 - cent),
            "patient_bid_cap": value,
            "patient_bid_shares": 0.10 * 100,
            "deep_ask_forgone": 20.00 - 7.00,
        }
    )


@cache
def _terms() -> Mapping[str, Explanation]:
    held = {}
    for fields in _glossary()["term"]:
        named = {**fields, **_tuples(fields, ("synonyms", "related", "rules"))}
        term = named.pop("name")
        held[term] = Explanation(term, claims=_about(term, _claims()), **named)
    for fields in _disputes()["dispute"]:
        name = fields["id"]
        spoken = tuple(claim for claim in _claims() if claim.dispute == name)
        held[name] = Explanation(
            name,
            fields["title"],
            fields["text"],
            "dispute",
            choice=fields["choice"],
            claims=spoken,
            related=tuple(fields["terms"]),
            see=f"microcap explain {fields['terms'][0]}",
        )
    for one in _lists(tuple(held)):
        held[one.term] = one
    return MappingProxyType(held)


def _lists(names: tuple[str, ...]) -> tuple[Explanation, ...]:
    reading = [f"{one['who']}: {one['what']} ({one['for']})" for one in _disputes()["reading"]]
    cards = [
        f"{one['name']} ({one['symbol']}), {one['as_of']}: {one['figures']}"
        for one in _disputes()["card"]
    ]
    sold = [f"{name}: {about}" for name, about in articles().items()]
    return (
        Explanation(
            "claims",
            "What the articles claim, graded",
            "Every claim that microcap leans on or corrects: true, disputed, wrong, or one that "
            "cannot be judged. Out of date counts as wrong.",
            "list",
            ("claims ledger", "grades"),
            claims=_claims(),
            related=("articles",),
        ),
        Explanation(
            "articles",
            "The articles S0 to S4",
            "What was read. No article is quoted, and microcap stands for no broker or provider.",
            "list",
            ("sources", "s0", "s1", "s2", "s3", "s4"),
            lines=tuple(sold),
            related=("claims",),
        ),
        Explanation(
            "reading-list",
            "Primary sources to read",
            "Where the record itself is, by institution and document.",
            "list",
            ("reading", "primary sources"),
            lines=tuple(reading),
            related=("due-diligence", "edgar"),
        ),
        Explanation(
            "scale-card",
            "The scale of things, as printed in January 2026",
            "Large companies beside which a micro-cap is small, with S0's figures of that month. "
            "A dated example: none of it is live.",
            "list",
            ("scale", "large companies"),
            lines=tuple(cards),
            related=("market-cap", "D19"),
        ),
        Explanation(
            "not-advice",
            "Not advice",
            not_advice(),
            "list",
            ("disclaimer", "risk statement"),
            related=("articles",),
        ),
        Explanation(
            "terms",
            "Every term of the glossary",
            ", ".join(names),
            "list",
            ("glossary", "all terms"),
            related=("claims", "reading-list", "scale-card", "not-advice"),
        ),
    )


@cache
def _by_key() -> Mapping[str, Explanation]:
    keys: dict[str, Explanation] = {}
    for one in _terms().values():
        keys[_key(one.term)] = one
    # a term's own name wins over another's synonym, and a spelling as written over a loose one
    named = [(name, one) for one in _terms().values() for name in (*one.synonyms, one.title)]
    for name, one in named:
        keys.setdefault(name.casefold(), one)
    for name, one in named:
        keys.setdefault(_key(name), one)
        keys.setdefault(_key(name).removesuffix("s"), one)
    return MappingProxyType(keys)


@cache
def _claims() -> tuple[Claim, ...]:
    return tuple(
        Claim(**{**fields, **_tuples(fields, ("terms",))}) for fields in _disputes()["claim"]
    )


def _about(term: str, held: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in held if term in claim.terms)


def _plug(term: str) -> Explanation | None:
    # measures bring polars, so they are loaded only for a word that the glossary does not have
    catalogue.load("measures")
    name = "_".join(_words(term))
    for kind in ("measure", "method"):
        entry = catalogue.entries(kind).get(name)
        if entry is not None:
            text = " ".join((entry.function.__doc__ or "").split())
            return Explanation(
                entry.name,
                entry.label.rstrip("."),
                text,
                "measure" if kind == "measure" else "method",
                unit=str(entry.says.get("unit", "")),
                lines=(f"reference: {entry.says['reference']}",)
                if "reference" in entry.says
                else (),
                see=f"microcap calc {entry.name}" if kind == "method" else "",
            )
    catalogue.load("checks")
    question = catalogue.entries("check").get(name)
    return None if question is None else _question(question)


def _question(entry: catalogue.Entry) -> Explanation:
    says = entry.says
    lines = [f"{says['holds_as']} of severity {says['severity']}, risk {says['risk']}"]
    if says["holds_as"] == "state":
        lines.append(f"ends with {says['ends']}")
    else:
        lines.append("fades by half in twelve months" if says["fades"] else "does not fade")
    return Explanation(
        entry.name,
        entry.label.rstrip("."),
        " ".join((entry.function.__doc__ or "").split()),
        "check",
        lines=(*lines, f"reference: {says['reference']}"),
        related=("severity",),
        see="microcap flags SYMBOL",
    )


@cache
def _glossary() -> dict[str, Any]:
    return _document("glossary.toml")


@cache
def _disputes() -> dict[str, Any]:
    return _document("disputes.toml")


def _document(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("microcap.model").joinpath(name).read_text("utf-8"))


def _tuples(fields: Mapping[str, Any], names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(fields[name]) for name in names if name in fields}


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()


def _key(text: str) -> str:
    return "".join(_words(text))


def _flat(parts: Iterable[str]) -> str:
    return " ".join(parts).casefold().replace("-", " ")
