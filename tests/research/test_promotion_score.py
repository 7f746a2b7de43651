"""How well promotions are told from other texts."""

import json
from pathlib import Path

import numpy as np
import pytest

from microcap.model.errors import Unreadable
from microcap.research.promotion_score import measured, promotion_score, rows_of, styles_told


def test_shares_are_those_of_weighted_texts() -> None:
    """Hits 1 of weight 1, missed weight 3, one false of weight 2 of 4: P 1/3, R 1/4, F1 2/(4+3)."""
    found = measured(
        np.array([True, True, False, False]),
        np.array([True, False, True, False]),
        np.array([1.0, 3.0, 2.0, 2.0]),
    )
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 4)
    assert found.f1 == pytest.approx(2 / 7)
    assert found.alarms == pytest.approx(1 / 2)


def test_nothing_called_has_no_precision() -> None:
    none = np.array([False, False])
    assert measured(none, none, np.ones(2)).precision is None


def test_a_line_that_is_no_labelled_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": 1, "text": "a"}\n')
    with pytest.raises(Unreadable, match="line 1 is none"):
        rows_of(file)


def test_styles_are_counted_with_their_label(tmp_path: Path) -> None:
    row = {"id": "1", "label": "promotional", "style": "sms", "text": "strong buy " * 8 + "now the"}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row) + "\n")
    assert styles_told(file) == (("promotional", 1, 1), ("promotional: sms", 1, 1))


@pytest.mark.real
def test_families_never_seen_are_told_as_reported(shared: Path) -> None:
    """The figures of docs/promotion.md, with room for another machine's last digits."""
    found = promotion_score(shared / "data" / "promotions" / "promo_texts.jsonl")
    assert (found.promotional, found.others, found.families) == (206, 348, 74)
    assert found.by_family.f1 is not None and found.by_family.f1 > 0.93
    assert found.by_family.alarms is not None and found.by_family.alarms < 0.02
    assert found.brier < 0.03
