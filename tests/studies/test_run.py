"""Studies by name, and what each may be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from microcap.model import catalogue
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.studies import StudyColumn, StudyReport, StudyTable, option, study
from microcap.studies.run import known_studies, options, run, study_named


@dataclass(frozen=True)
class _Asked:
    times: int = option(2, "how often", metavar="N")
    share: float | None = option(None, "a fraction")
    way: Literal["up", "down"] = option("up", "which way")
    names: tuple[str, ...] = option((), "who")
    day: date | None = option(None, "when")
    file: Path | None = option(None, "where")
    loud: bool = option(False, "with more words")


@pytest.fixture
def echo() -> Iterator[str]:
    """A study of its own options, which reads no lake; it is gone after the test."""

    @study(needs=("nothing",), reference="the test", lake=False, name="echo")
    def echo(asked: _Asked) -> StudyReport:
        """Say what was asked."""
        return StudyReport("echo", "Say it", None, True, vars(asked), (f"{asked}",), ())

    yield "echo"
    del catalogue._entries["study", "echo"]


def test_the_event_study_is_found_by_its_folder() -> None:
    assert "event" in known_studies()
    assert study_named("event").label.startswith("What prices and volume did")


def test_every_study_says_what_it_needs_and_helps_with_each_option() -> None:
    for entry in known_studies().values():
        assert entry.says["reference"]
        assert entry.says["needs"]
        assert all(len(one.help) > 5 for one in options(entry))


def test_an_option_knows_its_kind_its_choices_and_its_default(echo: str) -> None:
    known = {one.name: one for one in options(study_named(echo))}
    assert (known["times"].kind, known["times"].default, known["times"].metavar) == (int, 2, "N")
    assert known["share"].may_lack
    assert known["way"].choices == ("up", "down")
    assert known["names"].several
    assert known["loud"].kind is bool


def test_a_study_runs_with_the_options_given_and_the_defaults(echo: str) -> None:
    report = run(echo, None, share=1, names="ZZA", file="x.csv")
    assert report.asked["share"] == 1.0
    assert report.asked["names"] == ("ZZA",)
    assert report.asked["file"] == "x.csv"
    assert report.asked["times"] == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"times": "two"}, "give a whole number"),
        ({"times": True}, "give a whole number"),
        ({"share": float("nan")}, "give a number"),
        ({"way": "sideways"}, "give one of up, down"),
        ({"names": [1]}, "give texts"),
        ({"day": 20240102}, "give a day"),
        ({"day": "2 January"}, "'2 January'; write 2024-06-28"),
    ],
)
def test_a_value_of_another_kind_is_refused(echo: str, given: dict[str, object], says: str) -> None:
    with pytest.raises(Contradiction, match=says):
        run(echo, None, **given)


def test_an_unknown_study_or_option_names_the_nearest(echo: str) -> None:
    with pytest.raises(NoSuchThing, match="the nearest are echo"):
        study_named("ecco")
    with pytest.raises(NoSuchThing, match="did you mean times"):
        run(echo, None, time=3)


def test_a_study_of_a_lake_wants_a_view() -> None:
    with pytest.raises(Contradiction, match="reads a lake and was given no view"):
        run("event", None, flag="halt")


def test_a_study_whose_option_has_no_default_cannot_be_entered() -> None:
    @dataclass(frozen=True)
    class Bare:
        times: int

    def bare(asked: Bare) -> StudyReport:
        """Nothing."""
        raise AssertionError(asked)

    bare.__annotations__["asked"] = Bare
    with pytest.raises(Contradiction, match="has no default"):
        study(needs=("nothing",), reference="the test")(bare)


def test_a_row_that_lacks_a_column_cannot_be_built() -> None:
    with pytest.raises(Contradiction, match="give each column a cell"):
        StudyTable("a table", (StudyColumn("name"), StudyColumn("n")), ({"name": "ZZA"},))
