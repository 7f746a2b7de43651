"""The register of one name: every answer once, the six risks, and what they rest on."""

from pathlib import Path

from checks.invented import bars, listed
from microcap.model.catalogue import entries
from microcap.model.verdicts import Finding
from microcap.research.flags import flags
from research.tiny import subject


def test_every_check_answers_once_and_the_worst_comes_first(tmp_path: Path) -> None:
    """Thirty closes at 0.90 on Nasdaq are a finding of weight 2."""
    value = flags(subject(tmp_path, bars=bars([0.9] * 30), listings=listed("NASDAQ_CM")))
    assert sorted(one.check for one in value.answers) == sorted(entries("check"))
    assert value.answers[0].check == "price_under_one_dollar"
    assert len(value.risks) == 6


def test_what_findings_rest_on_is_among_the_sources(tmp_path: Path) -> None:
    value = flags(subject(tmp_path, bars=bars([0.9] * 30), listings=listed("NASDAQ_CM")))
    cited = {
        piece.source
        for one in value.answers
        if isinstance(one.verdict, Finding)
        for piece in one.verdict.evidence
    }
    assert cited
    assert cited <= {one.key for one in value.sources}


def test_a_name_of_which_nothing_is_known_has_no_low_risk_by_checks(tmp_path: Path) -> None:
    value = flags(subject(tmp_path))
    levels = {one.risk: one.level for one in value.risks if one.risk != "thin liquidity"}
    assert set(levels.values()) == {"cannot tell"}
