"""The forms of insiders and holders of the two shown names: they agree with the share ledger."""

import polars as pl
import pytest

from microcap.reading.document import Document
from microcap.reading.ownership_table import ownership_table
from microcap.reading.pay import pay_rows
from microcap.sources import Tables
from microcap.sources.sandbox.truth import Truth

Made = tuple[Tables, Truth]
# the calendar's library still reads its time zones in a way that the newest pandas warns of
pytestmark = pytest.mark.filterwarnings("ignore:Series.values returning:DeprecationWarning")
TROUBLED, CLEAN = "9900001", "9900002"


def _of(tables: Tables, name: str, issuer: str) -> pl.DataFrame:
    return tables[name].lazy().collect().filter(pl.col("issuer") == issuer)


def test_only_the_two_shown_names_have_forms(made: Made) -> None:
    tables, _ = made
    for name in ("insider_trades", "planned_sales", "beneficial_owners", "filing_documents"):
        assert set(tables[name].lazy().collect()["issuer"]) <= {TROUBLED, CLEAN}


def test_insiders_of_the_troubled_name_sell_and_those_of_the_clean_one_buy(made: Made) -> None:
    tables, _ = made
    for issuer, code in ((TROUBLED, "S"), (CLEAN, "P")):
        forms = _of(tables, "insider_trades", issuer).filter(pl.col("form") == "4")
        assert set(forms["code"]) == {code}
        assert forms["acquired"].unique().to_list() == [code == "P"]
    assert _of(tables, "planned_sales", TROUBLED).height == 1


def test_every_form_is_a_filing_of_the_list_and_known_when_it_was_accepted(made: Made) -> None:
    tables, _ = made
    for issuer in (TROUBLED, CLEAN):
        filings = _of(tables, "filings", issuer).select("accession", "form", accepted="known_at")
        for name in ("insider_trades", "planned_sales", "beneficial_owners"):
            rows = _of(tables, name, issuer).join(filings, on="accession", how="left")
            assert rows["accepted"].null_count() == 0
            assert (rows["accepted"] == rows["known_at"]).all()


def test_a_trade_is_made_at_the_close_of_its_day(made: Made) -> None:
    tables, _ = made
    bars = tables["bars"].lazy().collect().select("symbol", "day", "close")
    trades = _of(tables, "insider_trades", CLEAN).filter(pl.col("form") == "4")
    both = trades.join(bars, on=["symbol", "day"])
    assert both.height == trades.height == 3
    assert (both["price"] - both["close"]).abs().max() == pytest.approx(0.0, abs=1e-4)


def test_a_purchase_is_added_to_what_was_owned(made: Made) -> None:
    """What is owned after a form less its shares is what the last form of the same owner left."""
    tables, _ = made
    rows = _of(tables, "insider_trades", CLEAN).filter(pl.col("form") == "4")
    assert (rows["owned_after"] > rows["shares"]).all()
    assert (rows["shares"] > 0).all()


def test_one_form_of_the_troubled_name_comes_a_week_late(made: Made) -> None:
    """Two business days are allowed; nine sessions pass."""
    tables, _ = made
    rows = _of(tables, "insider_trades", TROUBLED).filter(pl.col("form") == "4")
    late = rows.filter((pl.col("filed") - pl.col("day")).dt.total_days() > 7)
    assert late.height == 1


def test_a_proxy_states_what_the_table_of_holdings_says(made: Made) -> None:
    """The group row against the row of officers and directors of the same day."""
    tables, _ = made
    owned = tables["ownership"].lazy().collect().filter(pl.col("kind") == "officers_directors")
    for issuer, symbol in ((TROUBLED, "ZZHM"), (CLEAN, "ZZBT")):
        row = (
            _of(tables, "filing_documents", issuer).filter(pl.col("form") == "DEF 14A").sort("day")
        )
        last = row.row(-1, named=True)
        document = Document("proxy.htm", "DEF 14A", "DEF 14A", last["text"], [0], [0])
        table = ownership_table(document)
        assert table is not None
        assert table.all_insiders is not None
        stated = owned.filter((pl.col("symbol") == symbol) & (pl.col("day") == last["day"]))
        assert table.all_insiders.shares == pytest.approx(stated["shares"].item(), abs=1)
        assert len(pay_rows(document)) == 2
