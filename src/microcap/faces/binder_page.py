"""The binder as one page for a broker, FINRA or the SEC: no script, no other host, all escaped.

What was sent by somebody is cleaned line by line, bounded and escaped; no link of it is a link here.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from html import escape

from microcap.casebook.entry import Entry
from microcap.faces.figure_words import LETTER, Letters, letters_of, phrase, published
from microcap.faces.page_style import PAGE_CSS
from microcap.faces.sections import SYNTHETIC
from microcap.faces.terminal import clean, moment_et, plain, price
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding
from microcap.reading import Statement
from microcap.reading.promotion import Promotion
from microcap.research.around_messages import Around
from microcap.research.binder import Binder, KeptThing, has_day
from microcap.research.chapters import Reference, Suspicion
from microcap.research.report_addresses import ReportAddress
from microcap.view.moment import EASTERN

PURPOSE = "microcap informs; it never accuses and never recommends."
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MOST_EVIDENCE = 25
_SHOWN_LINES, _SHOWN_LETTERS = 60, 4_000
_FOR = {"sec": "the SEC", "finra": "FINRA", "broker": "a broker"}
_CSS = """
pre { white-space: pre-wrap; border: 1px solid var(--line); padding: 0.6rem; font-size: 0.85rem; }
blockquote { margin: 0.3rem 0 0.3rem 1rem; } article { border-top: 1px solid var(--line); padding: 0.6rem 0; }
h3 { font-size: 1rem; margin: 0.2rem 0; } .seal { font-size: 0.8rem; color: var(--faint); }
@media print { pre { break-inside: auto; } }
"""


def binder_page(value: Binder, *, inside: bool = False) -> str:
    """The packet's page as an HTML document; `inside` the archive it links the words that are kept there."""
    letters = letters_of(value.sources)
    name = published(value.name, 120)
    title = f"{published(value.symbol, 20)} {name} packet for {_FOR[value.receiver]}".replace(
        "  ", " "
    )
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title><style>{PAGE_CSS}{_CSS}</style></head><body>",
        _head(value, title),
        "<main>",
        _section("Where to send it", [_address(one) for one in value.addresses]),
        _section("What came", _came(value, inside=inside)),
        _section("What was written", [_entry(one) for one in value.entries]),
        _section("Price and volume when it came", _market(value, letters)),
        _section(
            "What the register found",
            [_finding(one, letters, value.kept) for one in value.findings] or [_p("no finding")],
        ),
        _section("What it did not find, and what nobody can tell", [_others(value)]),
        _section("Sources", [_sources(value.sources)]),
        _section("How to check that nothing was changed", [_chain(value)]),
        "</main>",
        f"<footer><p>{PURPOSE}</p></footer></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _head(value: Binder, title: str) -> str:
    invented = f'<p class="invented">{SYNTHETIC}</p>' if value.synthetic else ""
    issuer = f"issuer {published(value.issuer, 20)}" if value.issuer else "issuer: cannot tell"
    doubts = "".join(f"<li>{escape(published(one, 300))}</li>" for one in value.doubts)
    return (
        f"<header>{invented}<h1>{escape(title)}</h1>"
        f"<p><strong>as known {escape(moment_et(value.moment))}</strong>, {escape(issuer)}; "
        f"{counts(len(value.entries), len(value.kept), len(value.findings))}</p>"
        "<p>What a user kept and wrote, beside what published records show. A finding is an observable "
        "fact with its source; who caused it, and whether it was wrong, is not for this page to say.</p>"
        f"{f'<ul class=notes>{doubts}</ul>' if doubts else ''}</header>"
    )


def counts(entries: int, files: int, findings: int) -> str:
    """How much of each a packet holds."""
    told = (
        (entries, "entry", "entries"),
        (files, "file", "files"),
        (findings, "finding", "findings"),
    )
    return ", ".join(f"{many} {one if many == 1 else more}" for many, one, more in told)


def _kind(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {escape(kind)}"


def _section(title: str, parts: Sequence[str]) -> str:
    name = "".join(letter if letter.isalpha() else "-" for letter in title.lower())
    return f'<section id="{name}"><h2>{escape(title)}</h2>\n' + "\n".join(parts) + "\n</section>"


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _address(one: ReportAddress) -> str:
    where = (
        f'<a href="{escape(one.href)}" rel="noreferrer">{escape(one.href)}</a>' if one.href else ""
    )
    return f"<p><strong>{escape(one.label)}</strong>: {escape(one.purpose)}. {where} ({escape(one.standing)})</p>"


def _entry(one: Entry) -> str:
    told = one.body.get("text") if one.kind == "note" else None
    rest = {key: held for key, held in one.body.items() if key not in ("text", "files")}
    words = _block(told) if isinstance(told, str) and told.strip() else ""
    words += _block(json.dumps(rest, ensure_ascii=False, sort_keys=True)) if rest else ""
    by = f", by {published(one.author, 80)}" if one.author else ""
    instead = f", in the place of entry {one.replaces}" if one.replaces else ""
    refs = ", ".join(published(ref, 80) for ref in one.refs)
    return (
        f'<article id="entry-{one.number}"><h3>Entry {one.number}: {escape(published(one.kind, 40))}</h3>'
        f"<p>written {escape(moment_et(one.written_at))}{escape(by)}{escape(instead)}"
        f"{escape(f'; points to {refs}') if refs else ''}</p>{words}"
        f'<p class="seal"><code>{one.hash}</code></p></article>'
    )


def _came(value: Binder, *, inside: bool) -> list[str]:
    """A table of all that came, and each of them with its words."""
    if not value.kept:
        return [_p("no file was kept")]
    heads = ("received", "from", "kind", "file", "discloses pay")
    rows = []
    for one in value.kept:
        day = came_at(one.file.received) if has_day(one.file) else "not known"
        origin = published(one.file.origin, 80) or "not said"
        paid = any(told.detail == "paid" for told in one.pay)
        name = f'<a href="#{_place(one)}">{escape(published(one.file.name, 60))}</a>'
        rows.append(
            (escape(day), escape(origin), escape(one.file.kind), name, "yes" if paid else "")
        )
    return [
        _rows("In the order in which it came", heads, rows),
        *(_thing(one, inside=inside) for one in value.kept),
    ]


def came_at(received: datetime) -> str:
    """When something came; a day that was named without an hour, which is kept as its end, has none."""
    told = received.astimezone(EASTERN)
    whole_day = (told.hour, told.minute, told.second) == (23, 59, 59)
    return f"{told:%a %Y-%m-%d}" if whole_day else moment_et(received)


def _place(one: KeptThing) -> str:
    return f"file-{one.entry}-{one.file.sha256[:16]}"


def _thing(one: KeptThing, *, inside: bool) -> str:
    file = one.file
    when = {
        "user": "as the user says",
        "header": "by the mail's own header, which anybody can write",
        "writing": "the moment of the note; when it came is not known",
    }.get(file.dated_by, published(file.dated_by, 40))
    rows = [
        ("kind", published(file.kind, 40)),
        ("origin", published(file.origin, 200) or "not said"),
        ("received", f"{came_at(file.received)}, {when}"),
        ("bytes", f"{file.size:,}, SHA-256 {file.sha256}: {one.state}"),
        ("read", published(file.unread, 300) or f"{file.characters:,} characters"),
        ("its words", _verdict(one.promotion) if one.promotion else ""),
        *(("pay", _pay(told)) for told in one.pay[:10]),
    ]
    held = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(says)}</dd></div>"
        for label, says in rows
        if says
    )
    words = _block(one.text) if one.text else ""
    if one.state == "whole":
        whole = f"kept/{file.sha256}"
        text = escape(f"{whole}.txt")
        link = f'<a href="{text}">{text}</a>' if inside else text
        held += f"<div><dt>in the archive</dt><dd>{escape(f'{whole}.bytes')}"
        held += f", its words {link}</dd></div>" if one.text else "</dd></div>"
    return (
        f'<article id="{_place(one)}"><h3>{escape(published(file.name, 120))} '
        f'(<a href="#entry-{one.entry}">entry {one.entry}</a>)</h3><dl>{held}</dl>{words}</article>'
    )


def _verdict(told: Promotion) -> str:
    because = published("; ".join(told.because), 300)
    if told.score is None:
        return f"cannot tell whether they are those of promotions: {because}"
    likely = "those of promotions" if told.label == "promotional" else "not those of promotions"
    score = "above 99 %" if told.score > 0.99 else f"{told.score:.0%}"  # a model is never certain
    score = "below 1 %" if told.score < 0.01 else score
    return f"{likely}, probability {score} by a model of {told.trained_on}{f': {because}' if because else ''}"


def _pay(told: Statement) -> str:
    says = ", ".join(f"{key} {_amount(key, held)}" for key, held in told.says.items())
    kind = told.detail.replace("_", " ")
    return f"{kind}{f' ({says})' if says else ''}: “{published(told.quote, 400)}”"


def _amount(key: str, held: object) -> str:
    """A value that was read out of words, with its unit."""
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, int | float):
        return f"${held:,.2f}" if key == "cash" else f"{held:,}"
    return published(str(held), 120)


def _market(value: Binder, letters: Letters) -> list[str]:
    if not value.around:
        return [_p("cannot tell: no message with a day, or no prices of the name, are held")]
    bars = f" [{letters.by_key['bars']}]" if "bars" in letters.by_key else ""
    heads = ("message", "session", "close before", "close", "highest of 10 after", "10th after", "volume", "usual", "times usual")  # fmt: skip
    undated = sum(one.file.kind != "note" and not has_day(one.file) for one in value.kept)
    rows = [_around(one) for one in value.around]
    near = [
        (
            str(one.day),
            price(one.close_as_printed),
            price(one.close),
            "cannot tell" if one.volume_as_printed is None else plain(one.volume_as_printed),
            "no trade" if one.no_trade else "",
            str(one.came) if one.came else "",
        )
        for one in value.sessions
    ]
    said = (
        f" Not in it: {undated} of the files, of which nobody says when they came."
        if undated
        else ""
    )
    return [
        _p("Closes in USD per share and shares, in the shares of the packet's day; usual is the median of 60 sessions before. That one followed the other does not say that one caused the other." + said),
        _table(f"Around each message{bars}", heads, rows),
        _table("Sessions near a message", ("day", "close as printed", "close in shares of today", "volume as printed", "", "messages"), near),
    ]  # fmt: skip


def _around(one: Around) -> tuple[str, ...]:
    figures = (
        one.session,
        one.close_before,
        one.close_on,
        one.highest_after,
        one.close_after,
        one.volume_on,
        one.volume_usual,
        one.times_usual,
    )
    # the source stands in the caption, and the session in the row: neither is said nine times
    plainly = Letters({}, one.session.as_of)
    return (str(one.day), *(phrase(figure, plainly) for figure in figures))


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return _rows(caption, heads, [tuple(_linked(cell) for cell in row) for row in rows])


def _rows(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are markup already."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        f'<div class="scroll" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
        f"<caption>{_linked(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _linked(said: str) -> str:
    parts = LETTER.split(said)
    return "".join(
        f'<a class="letter" href="#source-{part}">[{part}]</a>' if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def _finding(one: Suspicion, letters: Letters, kept: Sequence[KeptThing]) -> str:
    assert isinstance(one.verdict, Finding)
    cited = "".join(
        _evidence(piece, letters, kept) for piece in one.verdict.evidence[:_MOST_EVIDENCE]
    )
    more = len(one.verdict.evidence) - _MOST_EVIDENCE
    rest = _p(f"{more} more pieces of evidence are in packet.json") if more > 0 else ""
    return (
        f"<article><h3>{escape(published(one.label, 200))}</h3>"
        f"<p>{escape(published(one.verdict.says, 400))} ({_kind(one.kind)}, weighs "
        f"{one.severity:.1f} of 5 today; check <code>{escape(one.check)}</code>)</p>{cited}{rest}</article>"
    )


def _evidence(piece: Evidence, letters: Letters, kept: Sequence[KeptThing]) -> str:
    letter = letters.by_key.get(piece.source)
    mark = _linked(f" [{letter}]") if letter else ""
    if piece.source == "user":
        # a check quotes the title of the row, cut
        mine = next(
            (one for one in kept if one.file.title and one.file.title[:160] in piece.what), None
        )
        mark += f', <a href="#{_place(mine)}">the file</a>' if mine else ""
    known = f", known {moment_et(piece.known_at)}" if piece.known_at else ""
    return (
        f"<blockquote>{escape(published(piece.what, 600))} <small>{escape(published(piece.source, 60))}"
        f"{f', {piece.day}' if piece.day else ''}{escape(known)}{mark}</small></blockquote>"
    )


def _others(value: Binder) -> str:
    rows = []
    for one in value.others:
        told = one.verdict
        if isinstance(told, Clear):
            says = f"clear: {told.looked_at}"
        else:
            assert isinstance(told, CannotTell)
            says = f"cannot tell: {told.missing}"
        rows.append((published(one.label, 200), published(says, 300)))
    if not rows:
        return _p("cannot tell: the lake holds nothing of this ticker, and no check was asked")
    return _table("Checks", ("check", "answer"), rows)


def _sources(held: Sequence[Reference]) -> str:
    rows = []
    for one in held:
        what = escape(published(one.what, 200) or published(one.key, 80))
        if one.key == "user":
            what = 'what a user kept or saw: <a href="#what-came">What came</a>'
        if one.href.startswith("https://"):
            what = f'<a href="{escape(one.href)}" rel="noreferrer">{what}</a>'
        known = moment_et(one.known_at) if one.known_at else "moment not held"
        rows.append(
            f'<div id="source-{one.letter}"><dt>[{one.letter}]</dt><dd>{what} '
            f"<code>{escape(published(one.key, 80))}</code>, {escape(known)}</dd></div>"
        )
    return (
        f'<dl class="sources">{"".join(rows)}</dl>' if rows else _p("no row of any source was used")
    )


def _chain(value: Binder) -> str:
    whole = sum(one.state == "whole" for one in value.kept)
    return "".join(
        (
            _p(
                f"At this moment the casebook held {value.chain.says} by SHA-256; entries about other "
                "names, of the watch-list, and those that were withdrawn are given by their seals alone."
            ),
            f"<p>Head of the chain: <code>{value.chain.head}</code></p>",
            _p(
                "In the archive: MANIFEST lists the SHA-256 of every file (sha256sum -c MANIFEST); "
                "chain.jsonl gives the words under each seal; kept/ holds the bytes as they came, "
                f"{whole} of {len(value.kept)} whole, under names that open no program."
            ),
        )
    )


def _block(text: str) -> str:
    """Words of somebody, line by line, bounded; nothing of it is markup."""
    head = text[:_SHOWN_LETTERS]
    lines = head.splitlines()
    shown = [clean(line, _SHOWN_LETTERS) for line in lines[:_SHOWN_LINES]]
    cut = len(head) < len(text) or len(lines) > _SHOWN_LINES
    more = "\n… (cut here; whole in the archive)" if cut else ""
    return f"<pre>{escape(chr(10).join(shown) + more)}</pre>"
