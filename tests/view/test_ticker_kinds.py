"""What a ticker says of the instrument that it names."""

import pytest

from microcap.view.ticker_kinds import kind_by_ticker


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("ZZHMW", "warrant"),
        ("ZZHMR", "right"),
        ("ZZHMU", "unit"),
        ("ZZHM", "share"),
        ("ZZHMA", "share"),
        ("ZYXWW", "share"),
        ("ZZ-WT", "warrant"),
        ("ZZ-UN", "unit"),
        ("ZZ-B", "share"),
    ],
)
def test_an_ending_names_the_kind_where_the_share_beside_it_is_held(symbol: str, kind: str) -> None:
    """Of ZYXWW no share ZYXW is held, so that it may be a share of five letters."""
    assert kind_by_ticker(symbol, {"ZZHM", "ZZ"}) == kind
