"""Regulatory actions on a name."""

from datetime import date
from pathlib import Path

from checks.invented import fact, listed
from market_rows import release
from microcap.research.actions import actions
from research.tiny import subject

SUSPENSION = release("34-1", date(2024, 6, 24), kind="trading_suspension")


def test_releases_are_told_newest_first_with_their_roles(tmp_path: Path) -> None:
    rows = [
        release("LR-1", date(2022, 1, 4)),
        release(
            "LR-2", date(2023, 1, 4), respondents="Zz Holdings, Inc. (acquirer); A (defendant)"
        ),
    ]
    value = actions(subject(tmp_path, listings=listed(), regulatory_actions=rows))
    assert [(one.identifier, one.role, one.party, one.by) for one in value.named] == [
        ("LR-2", "acquirer", False, "CIK"),
        ("LR-1", "defendant", True, "CIK"),
    ]
    assert (value.count.value, value.count.status) == (2, "estimated")
    assert value.notes == ("1 of 2 releases mention it in another role than a party's",)


def test_a_namesake_is_a_note_to_check_and_counts_for_nothing(tmp_path: Path) -> None:
    value = actions(
        subject(
            tmp_path,
            listings=listed(),
            issuers=[fact("name", "ZZ HOLDINGS CORP", date(2020, 1, 2))],
            regulatory_actions=[release("LR-3", date(2022, 1, 4), issuer=None)],
        )
    )
    assert value.named == ()
    assert [one.by for one in value.namesakes] == ["name"]
    assert value.notes == (
        "LR-3 of 2022-01-04 names someone called the same and gives no CIK of ours: "
        "check https://www.sec.gov/lr-3",
    )
    assert value.count.status == "cannot_tell"
    assert "of the 1 that are held none gives its CIK or ticker" in value.count.missing


def test_a_suspension_is_in_force_until_its_longest_end(tmp_path: Path) -> None:
    """Ten business days after 24 June 2024, 4 July left out, is 9 July."""
    value = actions(subject(tmp_path, listings=listed(), regulatory_actions=[SUSPENSION]))
    assert value.suspended is not None
    assert (value.suspended.until, value.suspended.until_assumed) == (date(2024, 7, 9), True)


def test_a_suspension_that_ended_is_named_and_not_in_force(tmp_path: Path) -> None:
    row = {**SUSPENSION, "until": date(2024, 6, 27)}
    value = actions(subject(tmp_path, listings=listed(), regulatory_actions=[row]))
    assert value.suspended is None
    assert [one.until for one in value.named] == [date(2024, 6, 27)]
