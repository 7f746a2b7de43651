"""Which source reads a file of the SEC or of a compiler, by what is in it."""

from datetime import UTC, datetime
from pathlib import Path

from microcap.model.errors import Unreadable
from microcap.sources import Raw, Source
from microcap.sources.compiled_figures import COVER_PAGE, FACTS, QUOTES, REVERSE_SPLITS
from microcap.sources.compiled_filings import (
    ACCEPTANCE_TIMES,
    EVENTS_8K,
    FILINGS_BY_PHRASE,
    FILINGS_SNAPSHOTS,
    FILINGS_XBRL,
    FORMS_345,
    REVERSE_SPLIT_8K,
)
from microcap.sources.compiled_lists import (
    COMPANY_NAMES,
    FILER_CHANGES,
    LISTED_FILERS,
    TICKER_HISTORY,
)
from microcap.sources.compiled_market import (
    BORROW,
    CANADIAN_HALTS,
    OTC_TIERS,
    SHORT_INTEREST_PARTS,
    VENDOR_FLOAT,
)
from microcap.sources.edgar.current_feed import CURRENT_FEED
from microcap.sources.edgar.filing_index import FILING_INDEX
from microcap.sources.edgar.frames import CONCEPT
from microcap.sources.edgar.full_text import FULL_TEXT
from microcap.sources.edgar.index_files import INDEX_FILES
from microcap.sources.finra_off_exchange import OFF_EXCHANGE
from microcap.sources.finra_short_interest import SHORT_INTEREST
from microcap.sources.finra_short_volume import SHORT_VOLUME
from microcap.sources.form_144 import FORM_144
from microcap.sources.halt_lists import HALT_FEED, HALT_LIST
from microcap.sources.insider_data_sets import INSIDER_DATA_SETS
from microcap.sources.ownership_forms import FORMS_OF_INSIDERS
from microcap.sources.schedules_13dg import SCHEDULES_13DG
from microcap.sources.sec_actions import SEC_RELEASE_FEEDS, SEC_RELEASES
from microcap.sources.sec_companyfacts import COMPANYFACTS
from microcap.sources.sec_fails import FAILS_TO_DELIVER
from microcap.sources.sec_payload import error_page, head
from microcap.sources.sec_submissions import SUBMISSIONS
from microcap.sources.sec_tickers import TICKERS
from microcap.sources.symbol_directories import SYMBOL_DIRECTORIES
from microcap.sources.threshold_lists import THRESHOLD_LISTS

SEC: tuple[Source, ...] = (SUBMISSIONS, COMPANYFACTS, TICKERS)
"""What the SEC itself serves."""

EDGAR: tuple[Source, ...] = (INDEX_FILES, FULL_TEXT, FILING_INDEX, CURRENT_FEED, CONCEPT)
"""What EDGAR answers beside them: indexes, search, pages of filings, the newest, one tag."""

OWNERSHIP: tuple[Source, ...] = (FORMS_OF_INSIDERS, FORM_144, SCHEDULES_13DG, INSIDER_DATA_SETS)
"""What insiders and large holders file with the SEC, document by document or by quarter."""

COMPILED: tuple[Source, ...] = (
    TICKER_HISTORY,
    COMPANY_NAMES,
    FILER_CHANGES,
    LISTED_FILERS,
    FACTS,
    COVER_PAGE,
    QUOTES,
    REVERSE_SPLITS,
    EVENTS_8K,
    FILINGS_SNAPSHOTS,
    FILINGS_BY_PHRASE,
    FILINGS_XBRL,
    REVERSE_SPLIT_8K,
    FORMS_345,
    ACCEPTANCE_TIMES,
)
"""What somebody compiled from public records; of two that fit, the first with more columns."""

MARKET: tuple[Source, ...] = (
    HALT_LIST,
    HALT_FEED,
    SHORT_INTEREST,
    SHORT_VOLUME,
    FAILS_TO_DELIVER,
    THRESHOLD_LISTS,
    OFF_EXCHANGE,
    SYMBOL_DIRECTORIES,
    SEC_RELEASES,
    SEC_RELEASE_FEEDS,
    OTC_TIERS,
    SHORT_INTEREST_PARTS,
    BORROW,
    VENDOR_FLOAT,
    CANADIAN_HALTS,
)
"""Market structure: who is short, what failed, what was halted, suspended or named in a release."""


def recognise(path: Path) -> Source | None:
    """The source that reads this file, by its content, or nothing where none does.

    Raises `Unreadable` for an error page of the SEC that was saved in place of an answer, and
    for a file that cannot be opened as what its first bytes promise.
    """
    raw = Raw(path.name, path, datetime(1970, 1, 1, tzinfo=UTC))
    found = error_page(head(raw))
    if found:
        raise Unreadable(f"{path.name}: this is {found[0]}, not an answer; {found[1]}")
    return next(
        (
            source
            for source in (*SEC, *EDGAR, *OWNERSHIP, *COMPILED, *MARKET)
            if source.recognise(raw)
        ),
        None,
    )
