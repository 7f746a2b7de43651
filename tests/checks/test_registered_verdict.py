"""The verdict that two checks share."""

from pathlib import Path

from microcap.checks.registered_verdict import registered_verdict
from microcap.model.verdicts import Clear, Finding
from offering_rows import company


def test_the_same_shares_are_above_one_part_of_the_float_and_below_another(tmp_path: Path) -> None:
    """2.125 of the float."""
    held = company(tmp_path)
    assert isinstance(registered_verdict(held, 2.0), Finding)
    verdict = registered_verdict(held, 2.2)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("1 registration with $17,000,000 unsold")
