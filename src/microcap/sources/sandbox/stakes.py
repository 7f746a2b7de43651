"""Who holds the two shown names: forms of insiders, a schedule, a notice of sale, proxies.

1. `plan` puts the forms of the troubled and of the clean name into their stories.
2. `stake_rows` makes the lines of the forms from the share ledger and the closes.
3. `proxy_text` is the table of owners and of pay in every proxy statement of theirs.

Every person is invented, with a number that the SEC gives to nobody here. The insiders hold what
the table `ownership` of the invented market says of them, so that the two agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from microcap.sources.sandbox.corporate import Ledger, large_share, ticker_on
from microcap.sources.sandbox.corporate import insiders_share as share_of_insiders
from microcap.sources.sandbox.story import QUIET, Floats, Paper, Stake, Story

SHOWN = ("troubled", "clean")
_FILED_AT = 1030
"""17:10 Eastern."""


@dataclass(frozen=True, slots=True)
class Insider:
    """An invented insider: number, name, office, and which part of all insiders' shares."""

    owner: str
    name: str
    role: str
    title: str | None
    part: float


_PEOPLE = {
    "troubled": (
        Insider("9907001", "Halden Iris", "director,officer", "Chief Executive Officer", 0.6),
        Insider("9907002", "Brandt Osmund", "officer", "Chief Financial Officer", 0.25),
        Insider("9907003", "Vale Petra", "director", None, 0.15),
    ),
    "clean": (
        Insider("9907011", "Tolliver Edda", "director,officer", "President", 0.55),
        Insider("9907012", "Marsh Quentin", "officer", "Treasurer", 0.25),
        Insider("9907003", "Vale Petra", "director", None, 0.2),
    ),
}
_TRADES = {
    # part of the life, who, code, part of the own shares, sessions until the form
    # the director who also sits at the clean name left before the reverse splits
    "troubled": ((0.865, 1, "S", 0.04, 9), (0.895, 0, "S", 0.05, 1), (0.3, 2, "S", 0.03, 1)),
    "clean": ((0.62, 0, "P", 0.004, 1), (0.955, 2, "P", 0.01, 1), (0.965, 1, "P", 0.006, 1)),
}
_NOTICES = {"troubled": ((0.89, 0, 0.05),), "clean": ()}
_HOLDER, _HOLDER_NUMBER = "Ostermark Capital LP", "9907010"


def plan(story: Story) -> None:
    """Put the forms into the story, on days that are not kept free of filings."""
    kind = story.profile.kind
    if kind not in SHOWN:
        return
    first = _proxies(story)[0].session if _proxies(story) else story.begins
    for who, _ in enumerate(_PEOPLE[kind]):
        session = _open(story, first + 4)
        _put(story, Stake(session, session, "3", who, "", 0.0))
    for part, who, code, share, delay in _TRADES[kind]:
        traded = story.part(part)
        _put(story, Stake(traded, _open(story, traded + delay), "4", who, code, share))
    for part, who, share in _NOTICES[kind]:
        session = _open(story, story.part(part))
        _put(story, Stake(session, session, "144", who, "", share))
    if _proxies(story) and large_share(story) >= 0.1:
        session = _open(story, _proxies(story)[-1].session + 6)
        _put(story, Stake(session - 3, session, "SCHEDULE 13G", 0, "", 0.0))


def _put(story: Story, stake: Stake) -> None:
    if stake.filed > story.ends:
        return
    story.stakes.append(stake)
    titles = {
        "3": "Initial statement of beneficial ownership",
        "4": "Statement of changes in beneficial ownership",
        "144": "Notice of proposed sale of securities",
        "SCHEDULE 13G": "Statement of beneficial ownership by certain investors",
    }
    minute = _FILED_AT - len(story.stakes)
    about = story.day(stake.session)
    story.papers.append(
        Paper(stake.filed, minute, stake.form, None, about, titles[stake.form], stake=stake)
    )


def _open(story: Story, wanted: int) -> int:
    """The first session from the wanted one on that no quiet day is near."""
    session = wanted
    while any(abs(session - quiet) <= QUIET for quiet in story.quiet):
        session += 1
    return session


def _proxies(story: Story) -> list[Paper]:
    return sorted(
        (paper for paper in story.papers if paper.form == "DEF 14A"), key=lambda one: one.session
    )


def stake_rows(
    story: Story, book: Ledger, closes: Floats, paper: Paper, accession: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The table and the row of a form's one line, without its moment."""
    stake = paper.stake
    if stake is None:
        return
    common: dict[str, Any] = {
        "issuer": story.profile.issuer,
        "accession": accession,
        "day": story.day(stake.session),
        "security_title": "Common Stock",
        "filed": story.day(paper.session),
    }
    if stake.form == "SCHEDULE 13G":
        shares = _large(story, book, stake.session)
        yield "beneficial_owners", common | {
            "form": stake.form, "owner": _HOLDER_NUMBER, "owner_name": _HOLDER, "role": "holder",
            "kind": "IA", "shares": float(shares),
            "percent": round(shares / int(book.shares[stake.session]), 4),
            "sole_vote": float(shares), "shared_vote": 0.0,
        }  # fmt: skip
        return
    person = _PEOPLE[story.profile.kind][stake.who]
    price = round(float(closes[stake.session]), 4)
    if stake.form == "144":
        shares = int(_held(story, book, stake.who, stake.session) * stake.share)
        yield "planned_sales", common | {
            "line": 1, "owner_name": person.name, "role": person.title or person.role,
            "shares": shares, "value": round(shares * price, 2),
            "outstanding": int(book.shares[stake.session]), "broker": "Fernhill Brokerage",
            "acquired": "open market and awards",
        }  # fmt: skip
        return
    traded = stake.form == "4"
    before = _held(story, book, stake.who, stake.session)
    shares = int(before * stake.share)
    bought = stake.code == "P"
    yield "insider_trades", common | {
        "symbol": ticker_on(story, stake.session), "line": 1, "form": stake.form,
        "owner": person.owner, "owner_name": person.name, "role": person.role,
        "officer_title": person.title, "derivative": False, "code": stake.code,
        "acquired": bought if traded else None, "shares": float(shares) if traded else None,
        "price": price if traded else None, "direct": True, "planned": False if traded else None,
        "owned_after": float(before + (shares if bought else -shares) * traded),
        "footnotes": None,
    }  # fmt: skip


def _held(story: Story, book: Ledger, who: int, session: int) -> int:
    """What an insider held before a session, in the shares of that session."""
    person = _PEOPLE[story.profile.kind][who]
    proxies = [paper for paper in _proxies(story) if paper.session <= session]
    stated = proxies[-1].session if proxies else story.begins
    held = float(book.shares[stated]) * share_of_insiders(story) * person.part
    for split in book.splits:
        if stated < split.session <= session:
            held = held * split.new / split.old
    for stake in story.stakes:
        if stake.form == "4" and stake.who == who and stated < stake.session < session:
            held *= 1 + stake.share * (1 if stake.code == "P" else -1)
    return int(held)


def _large(story: Story, book: Ledger, session: int) -> int:
    proxies = [paper for paper in _proxies(story) if paper.session <= session]
    stated = proxies[-1].session if proxies else session
    return int(book.restated(stated, session) * large_share(story))


def proxy_text(story: Story, book: Ledger, paper: Paper) -> str | None:
    """The tables of owners and of pay in a proxy statement; null for any other paper."""
    if paper.form != "DEF 14A" or story.profile.kind not in SHOWN:
        return None
    outstanding = int(book.shares[paper.session])
    day = story.day(paper.session) - timedelta(days=1)
    people = _PEOPLE[story.profile.kind]
    together = int(outstanding * share_of_insiders(story))
    owners = [
        f"{one.name}, {one.title or 'Director'}\t{int(together * one.part):,}\t{share_of_insiders(story) * one.part:.1%}"
        for one in people
    ]
    large = large_share(story)
    holders = [f"{_HOLDER}\t{int(outstanding * large):,}\t{large:.1%}"] if large >= 0.1 else []
    scale = 1.0 if story.profile.kind == "clean" else 1.4
    pay = [
        f"{one.name}\n{one.title}\t{day.year - 1}\t{int(210_000 * scale):,}\t{int(290_000 * scale):,}"
        for one in people
        if one.title
    ]
    return "\n".join(
        [
            f"{story.profile.name} (an invented company). Proxy statement for the annual meeting.",
            "SECURITY OWNERSHIP OF CERTAIN BENEFICIAL OWNERS AND MANAGEMENT",
            f"as of {day:%B} {day.day}, {day.year}, with {outstanding:,} shares outstanding",
            "Name of Beneficial Owner\tAmount\tPercent",
            *(["5% Stockholders", *holders] if holders else []),
            "Directors and Executive Officers",
            *owners,
            f"All directors and executive officers as a group ({len(people)} persons)\t{together:,}\t{share_of_insiders(story):.1%}",
            "",
            "SUMMARY COMPENSATION TABLE",
            "Name and Principal Position\tYear\tSalary ($)\tTotal ($)",
            *pay,
        ]
    )
