"""Form 144: what an affiliate means to sell."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.form_144 import FORM_144, form_144_read
from microcap.sources.published import recognise

FORMATS = Path(__file__).resolve().parents[1] / "formats"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_notice_becomes_a_row_with_its_seller_and_broker() -> None:
    assert recognise(FORMATS / "sec_form_144.xml") is FORM_144
    rows = form_144_read(raw_from(FORMATS / "sec_form_144.xml", NOW))["planned_sales"].lazy()
    row = rows.collect().row(0, named=True)
    assert (row["owner_name"], row["role"], row["broker"]) == (
        "Tobias Wrenfield",
        "Officer, Director",
        "Plover & Finch Securities",
    )
    assert (row["shares"], row["value"], row["outstanding"]) == (60_000, 48_000.5, 4_000_000)
    assert (row["day"], row["filed"], row["known_at"]) == (
        date(2024, 6, 14),
        date(2024, 6, 13),
        None,
    )
    assert row["acquired"] == "60000, Founder shares, 01/09/2021, The Issuer"


def test_a_notice_without_issuer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form144.xml"
    body = (FORMATS / "sec_form_144.xml").read_text()
    path.write_text(body.replace("<issuerCik>0009900001</issuerCik>", ""))
    with pytest.raises(Unreadable, match="issuer's CIK"):
        form_144_read(raw_from(path, NOW))


def test_a_sale_without_count_is_a_reject(tmp_path: Path) -> None:
    path = tmp_path / "form144.xml"
    body = (FORMATS / "sec_form_144.xml").read_text()
    path.write_text(body.replace("60000</noOfUnitsSold>", "many</noOfUnitsSold>"))
    rejects = form_144_read(raw_from(path, NOW))["rejects"].lazy().collect()
    assert rejects["reason"].to_list() == ["shares is missing or cannot be read"]
