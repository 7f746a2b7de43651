"""The chapters of a dossier as sections, in the order in which a busy person reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from microcap.faces.figure_words import (
    Letters,
    amount,
    cite,
    doubts,
    interval,
    moment_short,
    phrase,
    published,
)
from microcap.faces.liquidity_section import liquidity_section
from microcap.faces.outline import Pairs, Row, Section, figure_rows, missing_rows, together
from microcap.faces.record_sections import (
    admitted_section,
    holders_section,
    reporting_section,
)
from microcap.faces.section_tables import size_grids
from microcap.faces.terminal import shares
from microcap.model.figures import Figure, counted
from microcap.model.verdicts import CannotTell, Clear, Finding
from microcap.research.chapters import (
    Dossier,
    Identity,
    Money,
    Reference,
    Size,
    Suspicion,
    TierRow,
)

INFORMS = "microcap informs; it never recommends."
SYNTHETIC = "SYNTHETIC - invented market"


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the top of every form: what it is, and the two moments."""

    symbol: str
    name: str
    about: str
    newest: str
    notes: tuple[str, ...]
    """Former names, assumed links, what the venue means."""


def header(value: Dossier, letters: Letters, *, full: bool = False) -> Header:
    """Ticker, name, venue and issuer; the newest row of each kind; what is assumed of them."""
    who = value.identity
    about, unknown = _about(who, letters)
    newest = together(
        [(published(kind, 30), _dated(figure)) for kind, figure in value.newest.items()], letters
    )
    return Header(
        published(who.symbol, 20),
        "" if who.name.value is None else published(str(who.name.value), 80),
        about.strip(),
        newest or "cannot tell: no row of any kind is held",
        (*_identity_notes(who, letters, full=full), *_unknown_of(unknown, letters, full=full)),
    )


def _about(who: Identity, letters: Letters) -> tuple[str, Pairs]:
    """What is known of the name on one line, and what is not."""
    said = {
        "venue": who.venue,
        "kind of share": who.share_kind,
        "files": who.filer_kind,
        "industry": who.industry,
        "issuer": who.issuer,
    }
    known = [figure for figure in said.values() if figure.value is not None]
    named = [_issuer(amount(figure), figure) for figure in known]
    about = ", ".join(named) + f" {cite([key for one in known for key in one.sources], letters)}"
    return about.strip(), [
        pair for pair in (("name", who.name), *said.items()) if not pair[1].value
    ]


def identity_lines(who: Identity, letters: Letters) -> list[str]:
    """Who it is, line by line: name, venue, issuer, links with their evidence, what is unknown."""
    about, unknown = _about(who, letters)
    name = [phrase(who.name, letters)] if who.name.value is not None else []
    notes = _identity_notes(who, letters, full=True)
    lines = [*name, about, *notes, *_unknown_of(unknown, letters, full=True)]
    return [line for line in lines if line]


def _unknown_of(pairs: Pairs, letters: Letters, *, full: bool) -> list[str]:
    """What is not known of the name; in brief with the reason of the last, the issuer's."""
    if full or len(pairs) < 3:
        return [together([pair], letters) for pair in pairs]
    names = ", ".join(words for words, _ in pairs)
    return [f"{names} {phrase(pairs[-1][1], letters)}"]


def _issuer(shown: str, figure: Figure) -> str:
    doubt = f" - {doubts(figure)}" if doubts(figure) else ""
    return f"{figure.unit} {shown}{doubt}" if figure.unit in ("CIK", "SIC") else shown + doubt


def _dated(figure: Figure) -> Figure:
    """A newest row shown by its day and without letters or notes, which stand further down."""
    if figure.value is None:
        return figure
    shown = figure.as_of.isoformat() if figure.as_of else str(figure.value)
    if figure.known_at is not None:
        shown = f"{moment_short(figure.known_at)} ET"
    return Figure(shown, "date", figure.status, flags=figure.flags)


def _identity_notes(who: Identity, letters: Letters, *, full: bool) -> list[str]:
    notes = []
    if who.asked and who.asked.casefold() != who.symbol.casefold():
        notes.append(f"asked for {published(who.asked, 30)}, which is {published(who.symbol, 20)}")
    if who.former_names:
        named = ", ".join(published(name, 60) for name in who.former_names)
        notes.append(f"formerly {named}")
    for link in who.links:
        status = published(link.status.replace("_", " "), 20)
        if full:
            says = f"{published(link.says, 120)} ({published(link.evidence, 160)})"
            notes.append(f"{status}: {says}")
        elif link.status != "known" and "is issued by" not in link.says:
            # what joins the history comes first, its evidence is in `microcap classify`
            notes.append(f"{status}: {published(link.says, 120)}")
    if who.tradability:
        notes.append(published(who.tradability, 160))
    notes += [published(line, 300) for line in who.venue_consequences] if full else []
    age = who.listing_age_sessions
    notes.append(f"listing age {phrase(age, letters)}")
    return notes


def sections(value: Dossier, letters: Letters, *, full: bool = False) -> tuple[Section, ...]:
    """Every chapter between the four sentences and the sources.

    `full` adds the tables, and shows every finding and spike.
    """
    symbol = published(value.identity.symbol, 20)
    return (
        suspicious(value.suspicious, letters, full=full),
        admitted_section(value.admitted, letters, symbol=symbol, full=full),
        size_section(value.size, letters, symbol=symbol, full=full),
        holders_section(value.holders, value.parties, letters, symbol=symbol, full=full),
        liquidity_section(value.liquidity, letters, symbol=symbol, full=full),
        money_section(value.money, letters),
        reporting_section(value.reports, letters, symbol=symbol, full=full),
        _plain("VALUE, PLAN", value.value_and_plan, "nothing in your research file"),
        _plain("CHANGES IT", value.changes_it, "cannot tell: no date is held"),
        Section(
            "CANNOT TELL",
            "what is not held, and where to get it" if value.cannot_tell else "nothing further",
            tuple(
                Row("", row.says) for row in missing_rows([("", one) for one in value.cannot_tell])
            ),
        ),
    )


def _plain(title: str, said: Sequence[str], otherwise: str) -> Section:
    lines = [published(line, 400) for line in said] or [otherwise]
    return Section(title, lines[0], tuple(Row("", line) for line in lines[1:]))


def suspicious(held: Sequence[Suspicion], letters: Letters, *, full: bool = False) -> Section:
    """Findings by weight, what the clear checks looked at, and what could not be told."""
    found = [one for one in held if isinstance(one.verdict, Finding)]
    found.sort(key=lambda one: (-one.severity, one.day is None, one.check))
    clear = [one for one in held if isinstance(one.verdict, Clear)]
    unknown = [one for one in held if isinstance(one.verdict, CannotTell)]
    counts = f"{counted(len(found), 'finding')}, {len(clear)} clear, {len(unknown)} cannot tell"
    rows = [_finding(one, letters, full) for one in found]
    measured = [one for one in found if one.base_rate and not one.base_rate.startswith("not")]
    rows += [
        Row("base rate", f"{_named(one)}: {published(one.base_rate, 300)}")
        for one in measured[: None if full else 1]
    ]
    if clear:
        looked = "; ".join(dict.fromkeys(_looked(one, full) for one in clear))
        rows.append(Row("clear", f"none found of: {looked}" if full else f"looked at: {looked}"))
    # a label is the sentence of a finding, which an answer without one must not say
    rows += missing_rows(
        [(_named(one), one.verdict) for one in unknown if isinstance(one.verdict, CannotTell)],
        brief=not full,
    )
    if not held:
        rows.append(Row("cannot tell", "no check was run, so nothing is known to be clear"))
    weighed = "; severity 0-5 today" if found else ""
    return Section("SUSPICIOUS", counts + weighed, tuple(rows))


def _finding(one: Suspicion, letters: Letters, full: bool) -> Row:
    if not isinstance(one.verdict, Finding):  # only findings are given to it
        return Row("", "")
    says = published(one.verdict.says, 400 if full else 220)
    day = f", {one.day}" if one.day and one.day.isoformat() not in says else ""
    cited = cite([piece.source for piece in one.verdict.evidence], letters)
    if full:
        cited += "".join(
            f"; {published(piece.what, 240)}"
            + (f" ({piece.day})" if piece.day else "")
            + f" {cite([piece.source], letters)}"
            for piece in one.verdict.evidence
        )
    kind = published(one.kind, 10)
    named = _named(one)
    said = says if _letters_only(says).startswith(_letters_only(named)) else f"{named}: {says}"
    return Row(f"{one.severity:.1f} {kind}", f"{said}{day} {cited}".rstrip())


def _letters_only(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def _named(one: Suspicion) -> str:
    return published(one.check.replace("_", " "), 60)


def _looked(one: Suspicion, full: bool) -> str:
    looked = published(one.verdict.looked_at, 240) if isinstance(one.verdict, Clear) else ""
    return f"{_named(one)} (looked at {looked})" if full else looked


def size_section(value: Size, letters: Letters, *, symbol: str, full: bool = False) -> Section:
    """How big: the cap as an interval, price, shares, tiers, float three ways."""
    rows = figure_rows([("price", [("", value.price)])], letters)
    counts = _counted(value, letters)
    rows += [Row("shares", ". ".join([phrase(value.shares, letters)] + [counts] * bool(counts)))]
    tiers = _tiers(value.tiers, full) or phrase(value.tier, letters)
    rows += [Row("tier", f"{tiers}. Raw: {_history(value, letters)}")]
    floats: Pairs = [
        ("float", value.float_shares),
        ("by the guide", value.float_by_guide),
        ("by the essay", value.float_by_essay),
        ("cover page, non-affiliates'", value.public_float_usd),
    ]
    rows += [Row("float", together(floats, letters))]
    rules: Pairs = [("penny stock", value.penny_stock), ("low-priced", value.low_priced)]
    rows += [Row("price rules", together(rules, letters, brief=not full))]
    if value.doubts:
        rows.append(Row("doubt", ". ".join(published(doubt, 500) for doubt in value.doubts)))
    cap = interval(value.cap)
    if value.cap.value is None:
        cap = phrase(value.cap, letters, brief=True)
    headline = f"{cap}   {_tier_words(value)}"
    more = f"microcap classify {symbol}"
    return Section("SIZE", headline, tuple(rows), more, size_grids(value, letters) if full else ())


def _tier_words(value: Size) -> str:
    """The tier under the default definition, in capitals, between those of the cap's ends."""
    if value.tier.value is None:
        return f"tier {amount(value.tier)}"
    best = published(str(value.tier.value), 30)
    first = value.tiers[0] if value.tiers else None
    row = next((tier for tier in value.tiers if tier.definition == "default"), first)
    ends = [best] if row is None else [row.low, best, row.high]
    named = dict.fromkeys(published(end, 60) for end in ends if end)
    shown = " | ".join(name.upper() if name == best else name for name in named)
    words = [row.status] if row and row.status in ("disputed", "boundary") else []
    words += [
        one for figure in (value.cap, value.tier) for one in doubts(figure).split(", ") if one
    ]
    doubted = ", ".join(dict.fromkeys(published(word, 40) for word in words))
    return f"{shown} - {doubted}" if doubted else shown


def _counted(value: Size, letters: Letters) -> str:
    """The counts in use, as a sum where they add up to the shares, and those that are not."""
    used = [row for row in value.counts if row.used]
    said = []
    total = sum(row.in_todays_shares for row in used)
    held = value.shares.value
    if len(used) > 1 and isinstance(held, float | int) and abs(total - held) < 1 + 1e-6 * held:
        terms = " + ".join(
            f"{row.in_todays_shares:,.0f} {_kind(row.kind, row.share_class)} of {row.day} "
            f"{cite([row.source], letters)}".rstrip()
            for row in used
        )
        said.append(f"{terms} = {held:,.0f}")
    for row in value.counts:
        if not row.used:
            named = (
                f"{_kind(row.kind, row.share_class)} {shares(row.in_todays_shares)} of {row.day}"
            )
            said.append(
                f"{named}, {published(row.why, 120)} {cite([row.source], letters)}".rstrip()
            )
    return "; ".join(said)


def _kind(kind: str, share_class: str) -> str:
    return published(f"{kind.replace('_', ' ')} {share_class}".strip(), 60)


def _tiers(tiers: Sequence[TierRow], full: bool) -> str:
    grouped: dict[tuple[str, str, str, str, str], list[str]] = {}
    for row in tiers:
        why = (
            published(row.why, 200) if row.status in ("not_given", "cannot_tell", "unknown") else ""
        )
        key = (row.low, row.best, row.high, row.status, why)
        grouped.setdefault(key, []).append(published(row.definition, 40))
    said = []
    for (low, best, high, status, why), names in grouped.items():
        words = published(status.replace("_", " "), 40)
        if status in ("not_given", "cannot_tell", "unknown"):
            said.append(f"{', '.join(names)}: {words}" + (f", {why}" if full else ""))
            continue
        ends = _ends(*(published(tier, 60) for tier in (low, best, high)))
        said.append(f"{', '.join(names)}: {ends}" + ("" if status == "agreed" else f" - {words}"))
    return ". ".join(said)


def _ends(low: str, best: str, high: str) -> str:
    if low == best == high:
        return best
    if best == high:
        return f"{low} at the low end, else {best}"
    if low == best:
        return f"{best}, but {high} at the high end"
    return f"{low} at the low end, {best} at best, {high} at the high end"


def _history(value: Size, letters: Letters) -> str:
    stretches = [f"{published(tier, 30)} from {day}" for day, tier in value.tier_history[-3:][::-1]]
    stable = phrase(value.tier_stable, letters)
    if not stretches:
        return stable
    return f"{', '.join(stretches)}; steady {stable}"


def money_section(value: Money, letters: Letters) -> Section:
    """What the company's own numbers say of its cash."""
    groups: list[tuple[str, Pairs]] = [
        ("cash", [("", value.cash), ("operations", value.operating_cash), ("debt", value.debt)]),
        ("earns", [("sales", value.revenue), ("net income", value.net_income)]),
    ]
    notes = tuple(Row("", published(note, 400)) for note in value.notes)
    runway: Pairs = [("runway", value.runway_months)]
    every = [(words or "cash", one) for _, pairs in [("", runway), *groups] for words, one in pairs]
    if len({figure.missing for _, figure in every}) == 1 and value.runway_months.missing:
        return Section("MONEY", together(every, letters), notes)
    return Section("MONEY", together(runway, letters), (*figure_rows(groups, letters), *notes))


def source_words(source: Reference) -> str:
    """One source as a line: its letter, what it is, its own reference, the moment in ET."""
    moment = moment_short(source.known_at) if source.known_at else "moment not held"
    what = published(source.what, 100)
    key = published(source.key, 60)
    named = what if key.casefold() in what.casefold() else f"{what} {key}".strip()
    return f"[{source.letter}] {named}, {moment}"
