"""A filer: filings, dated attributes, and how far its record is whole."""

from datetime import date
from pathlib import Path

from checks.invented import DAY, ISSUER, fact, filing, held, listed, subject_of
from microcap.view.filer import Filer, Span, filer_of, kind_of

REPORT = filing("10-K", date(2024, 3, 28))


def test_touching_spans_of_coverage_are_one(tmp_path: Path) -> None:
    spans = [
        held(first=date(2019, 1, 1), until=date(2021, 5, 1)),
        held(first=date(2021, 5, 2), until=date(2023, 1, 1)),
        held(first=date(2023, 6, 1), until=date(2024, 12, 31)),
    ]
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT], coverage=spans)
    filer = Filer(subject.view, ISSUER)
    assert filer.spans == (
        Span(date(2019, 1, 1), date(2023, 1, 1)),
        Span(date(2023, 6, 1), DAY),
    )
    assert filer.record == Span(date(2023, 6, 1), DAY)
    assert filer.whole(date(2020, 1, 1), date(2022, 1, 1))
    assert not filer.whole(date(2022, 1, 1), date(2023, 7, 1))


def test_what_was_filed_later_is_not_seen(tmp_path: Path) -> None:
    later = filing("10-Q", date(2024, 8, 14))
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT, later])
    assert Filer(subject.view, ISSUER).filings["form"].to_list() == ["10-K"]


def test_a_field_has_the_value_of_the_day_that_is_asked(tmp_path: Path) -> None:
    fields = [
        fact("category", "Accelerated filer", date(2022, 1, 3)),
        fact("category", "Non-accelerated filer", date(2024, 1, 3)),
    ]
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT], issuers=fields)
    filer = filer_of(subject)
    assert filer is not None
    newest, before = filer.said("category"), filer.said("category", date(2023, 12, 31))
    assert newest is not None and before is not None
    assert (newest.value, before.value) == ("Non-accelerated filer", "Accelerated filer")
    assert filer.said("category", date(2021, 12, 31)) is None


def test_a_security_without_an_issuer_has_no_filer(tmp_path: Path) -> None:
    assert filer_of(subject_of(tmp_path)) is None


def test_the_kind_comes_from_the_forms_it_filed(tmp_path: Path) -> None:
    filings = [filing("6-K", date(2024, 5, 2)), filing("20-F", date(2024, 4, 25))]
    subject = subject_of(tmp_path, listings=listed(), filings=filings)
    found = kind_of(Filer(subject.view, ISSUER))
    assert found.kind is not None
    assert (found.kind.name, found.day) == ("foreign_private", date(2024, 4, 25))


def test_an_issuer_of_which_nothing_is_held_has_no_kind(tmp_path: Path) -> None:
    view = subject_of(tmp_path, listings=listed()).view
    filer = Filer(view, "9900099")
    assert kind_of(filer).kind is None
    assert filer.record is None
