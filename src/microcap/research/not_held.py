"""What the record does not hold for a name, and where to get it."""

from microcap.model.verdicts import CannotTell
from microcap.research.admissions import Admissions
from microcap.research.holders import Holders
from microcap.view.subject import Subject

_BARS = 90


def not_held(subject: Subject, held: Holders, admitted: Admissions) -> tuple[CannotTell, ...]:
    """What is missing for a whole file of the subject, each with what a user can do about it."""
    return tuple(
        one
        for one in (
            *_market(subject),
            *_record(subject),
            *_holdings(subject, held),
            admitted.unknown,
            *_told(subject),
        )
        if one is not None
    )


def _market(subject: Subject) -> list[CannotTell]:
    missing = []
    if subject.panel.height < _BARS:
        missing.append(
            CannotTell(
                f"ninety sessions of bars: {subject.panel.height} held",
                "microcap ingest files YOUR.csv --map YOUR.toml",
            )
        )
    if subject.quotes.is_empty():
        missing.append(
            CannotTell(
                "bid and ask",
                f"microcap quote add {subject.symbol} BID ASK, five looks on five sessions",
            )
        )
    return missing


def _record(subject: Subject) -> list[CannotTell]:
    missing = []
    if subject.issuer is None:
        missing.append(
            CannotTell(
                "who issued it",
                "microcap ingest sec FOLDER with the SEC's submissions or ticker lists; for a name without EDGAR put its documents in a folder",
            )
        )
    elif subject.filings.is_empty():
        missing.append(CannotTell("its filings", f"microcap fetch sec {subject.symbol}"))
    elif not subject.holds_complete(
        "filings", subject.view.session_back(250), subject.view.last_session
    ):
        missing.append(
            CannotTell(
                "whether all its filings of the last year are held",
                f"microcap fetch sec {subject.symbol}",
            )
        )
    if not subject.share_counts:
        missing.append(
            CannotTell(
                "its share count",
                "microcap ingest sec FOLDER (companyfacts), or a file of share counts",
            )
        )
    if subject.facts.is_empty():
        missing.append(
            CannotTell(
                "its financial statements", "microcap ingest sec FOLDER with companyfacts JSON"
            )
        )
    return missing


def _holdings(subject: Subject, held: Holders) -> list[CannotTell]:
    """Of the holdings that no source states, what would state them; together where all are missing."""
    gaps = {
        "insiders' holdings": held.insiders_shares,
        "large holders": held.large_shares,
        "what is restricted": held.restricted_shares,
    }
    missing = [name for name, figure in gaps.items() if figure.value is None]
    if not missing:
        return []
    do = (
        f"microcap fetch sec {subject.symbol} --documents 'DEF 14A,3,4,5,SCHEDULE 13G', "
        "or the proxy's ownership table as a file"
    )
    if missing == ["what is restricted"]:
        do = "a file of them, as table ownership"
    return [
        CannotTell(" and ".join([", ".join(missing[:-1]), missing[-1]][len(missing) < 2 :]), do)
    ]


def _told(subject: Subject) -> list[CannotTell]:
    missing = []
    if subject.news.is_empty():
        missing.append(CannotTell("releases, news and promotions", "a file of them, as table news"))
    missing.append(CannotTell("depth of book: no feed is read, your own looks tell the touch"))
    return missing
