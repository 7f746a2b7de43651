"""The header of a complete submission, in both shapes, and the words of forms."""

from datetime import UTC, date, datetime

import pytest

from microcap.sources.submission_text import (
    Header,
    accession_in,
    day_of,
    header,
    number_of,
    parts,
    public_at,
)

FEED = (
    "<SUBMISSION>\n<ACCESSION-NUMBER>0009900001-24-000007<TYPE>SC 13G<FILING-DATE>20241213"
    "<SUBJECT-COMPANY><COMPANY-DATA><CONFORMED-NAME>Zz Holdings<CIK>0009900001</COMPANY-DATA>"
    "</SUBJECT-COMPANY><FILED-BY><CONFORMED-NAME>Pellworth<CIK>0009900091</FILED-BY>"
    "<DOCUMENT><TYPE>SC 13G<FILENAME>a.htm<TEXT>one</TEXT></DOCUMENT>"
    "<DOCUMENT><TYPE>EX-99<FILENAME>b.htm<TEXT>two</TEXT></DOCUMENT></SUBMISSION>"
)


def test_the_feed_tells_form_day_and_who_is_who() -> None:
    said = header(FEED)
    assert (said.form, said.accession, said.filed, said.accepted) == (
        *("SC 13G", "0009900001-24-000007"),
        date(2024, 12, 13),
        None,
    )
    assert [(one.role, one.name, one.cik) for one in said.parties] == [
        ("subject_company", "Zz Holdings", "9900001"),
        ("filed_by", "Pellworth", "9900091"),
    ]
    assert [(one.type, FEED[one.start : one.end]) for one in parts(FEED)] == [
        ("SC 13G", "one</TEXT>"),
        ("EX-99", "two</TEXT>"),
    ]


def test_acceptance_is_eastern_and_becomes_utc() -> None:
    """16:32:05 of a June day in New York is 20:32:05 UTC."""
    said = header("<SEC-HEADER>\n<ACCEPTANCE-DATETIME>20240612163205\n</SEC-HEADER>")
    assert said.accepted == datetime(2024, 6, 12, 20, 32, 5, tzinfo=UTC)


def test_what_is_filed_for_the_next_day_is_public_on_its_morning() -> None:
    """06:00 Eastern of 13 June 2024 is 10:00 UTC."""
    evening = Header(filed=date(2024, 6, 13), accepted=datetime(2024, 6, 13, 1, 0, tzinfo=UTC))
    assert public_at(evening) == datetime(2024, 6, 13, 10, 0, tzinfo=UTC)
    late = Header(filed=date(2024, 6, 12), accepted=datetime(2024, 6, 13, 1, 0, tzinfo=UTC))
    assert public_at(late) == datetime(2024, 6, 13, 1, 0, tzinfo=UTC)
    assert public_at(Header(filed=date(2024, 6, 12))) is None


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *((".25", 0.25), ("1,500", 1500.0), ("$0.33", 0.33), ("757756.00", 757756.0)),
        *(("See footnote", None), ("", None), ("1e400", None), ("(1)", None)),
    ],
)
def test_numbers_of_forms_are_read_or_null(said: str, number: float | None) -> None:
    assert number_of(said) == number


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024-06-28", date(2024, 6, 28)),
        ("2024-06-28-05:00", date(2024, 6, 28)),
        ("06/28/2024", date(2024, 6, 28)),
        ("20240628", date(2024, 6, 28)),
        ("2024-13-01", None),
        ("soon", None),
    ],
)
def test_days_of_forms_are_read_or_null(said: str, day: date | None) -> None:
    assert day_of(said) == day


def test_an_accession_number_may_stand_in_the_name_of_the_file() -> None:
    assert accession_in("4_0009900001-24-000007.xml") == "0009900001-24-000007"
    assert accession_in("form4.xml") == ""
