"""Peers: the same industry, the nearest in size, at least eight; invented."""

from pathlib import Path

from annual_rows import BEFORE, NOW, company, industry, peers, two_years
from checks.invented import ISSUER, Row
from microcap.measures.account_scores import accruals
from microcap.measures.peers import Place, industry_codes, peer_figures, place
from microcap.model.verdicts import CannotTell
from microcap.view.subject import Subject


def _among(folder: Path, *groups: tuple[str, int]) -> Subject:
    facts: list[Row] = two_years(NOW, BEFORE)
    codes = [industry("3674")]
    for at, (code, count) in enumerate(groups):
        rows, said = peers(NOW, count, code=code, before=BEFORE)
        # each group has issuers of its own
        facts += [{**row, "issuer": f"{row['issuer']}{at}"} for row in rows]
        codes += [{**row, "issuer": f"{row['issuer']}{at}"} for row in said]
    return company(folder, facts, issuers=codes)


def test_four_digits_are_taken_before_three_and_three_before_two(tmp_path: Path) -> None:
    cases = {
        "3674": (("3674", 8), ("3679", 8)),
        "367x": (("3674", 7), ("3679", 1), ("3690", 9)),
        "36xx": (("3674", 4), ("3600", 4)),
    }
    for code, groups in cases.items():
        found = place(_among(tmp_path / code, *groups), 0.1, 11e6, accruals)
        assert isinstance(found, Place)
        assert found.says == f"8 peers, SIC {code}, nearest in assets"


def test_with_seven_of_two_digits_nobody_can_tell(tmp_path: Path) -> None:
    found = place(_among(tmp_path, ("3674", 7), ("2834", 9)), 0.1, 11e6, accruals)
    assert isinstance(found, CannotTell)
    assert "held are 7" in found.missing


def test_of_thirty_the_nearest_twenty_four_in_assets_are_taken(tmp_path: Path) -> None:
    """Peers grow by 1 % of 11m each; the accruals of all are 10.68 %."""
    subject = _among(tmp_path, ("3674", 30))
    found = place(subject, 0.11, 11e6, accruals)
    assert isinstance(found, Place)
    assert (found.peers, found.below, found.above) == (24, 24, 0)
    assert found.in_highest_fifth
    assert not found.in_lowest_fifth


def test_a_fifth_is_fewer_than_two_of_nine() -> None:
    """9 / 5 = 1.8: one peer beyond it is still the fifth, two are not."""
    assert Place(1.0, 1, 8, 9, "3674").in_lowest_fifth
    assert not Place(1.0, 2, 7, 9, "3674").in_lowest_fifth
    assert Place(1.0, 8, 1, 9, "3674").in_highest_fifth


def test_the_subject_is_no_peer_of_itself_and_a_second_industry_brings_all(tmp_path: Path) -> None:
    subject = _among(tmp_path, ("3674", 8), ("2834", 9), ("7372", 3))
    view = subject.view
    assert industry_codes(view)[ISSUER] == "3674"
    assert len(peer_figures(view, "3674")) == 9
    assert len(peer_figures(view, "2834")) == 9
    assert len(peer_figures(view, "7372")) == 3
    assert len(peer_figures(view, "3674")) == 9
    found = place(subject, 0.1, 11e6, accruals)
    assert isinstance(found, Place)
    assert found.peers == 8
