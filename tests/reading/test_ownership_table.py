"""The proxy's table of owners and the table of pay, found by the shape of their rows."""

from microcap.reading.document import Document
from microcap.reading.ownership_table import ownership_rows, ownership_table
from microcap.reading.pay import pay_rows, pay_statements

PROXY = (
    "SECURITY OWNERSHIP OF CERTAIN BENEFICIAL OWNERS AND MANAGEMENT\n"
    "The following table sets forth ownership as of April 22, 2024, when 4,000,000 shares stood.\n"
    "Name and Address of Beneficial Owner\tAmount\tPercent of Class\n"
    "5% Stockholders:\n"
    "Marrowgate Partners, L.P. (1)\t410,000\t10.3\t%\n"
    "Directors and Named Executive Officers:\n"
    "Agnes B. Quillfeather (2)\t112,500\t2.8%\n"
    "Tobias Wrenfield\t—\t*\n"
    "Una Sparrow\t9,000\t*\n"
    "All directors and executive officers as a group (3 persons)\t121,500\t3.0\t%\n"
    "* Less than 1%\n"
    "SUMMARY COMPENSATION TABLE\n"
    "Name and Principal Position\tYear\tSalary ($)\tBonus ($)\tTotal ($)\n"
    "Agnes B. Quillfeather\t2023\t240,000\t—\t251,400\n"
    "Chief Kettle Officer\t2022\t230,000\t10,000\t240,000\n"
    "Una Sparrow, Chief Financial Officer\t2023\t150,000\t5,000\t155,000\n"
)


def document(text: str = PROXY, form: str = "DEF 14A") -> Document:
    return Document("proxy.htm", form, form, text, [0], [0])


def test_the_rows_of_the_table_have_names_shares_and_percent() -> None:
    table = ownership_table(document())
    assert table is not None
    assert [(row.name, row.role, row.shares, row.percent) for row in table.rows] == [
        ("Marrowgate Partners, L.P", "holder", 410_000, 0.103),
        ("Agnes B. Quillfeather", "insider", 112_500, 0.028),
        ("Tobias Wrenfield", "insider", 0, None),
        ("Una Sparrow", "insider", 9_000, None),
        (
            *("All directors and executive officers as a group (3 persons)", "all_insiders"),
            *(121_500, 0.03),
        ),
    ]
    assert table.day == "2024-04-22"
    assert table.all_insiders == table.rows[-1]


def test_pay_is_the_total_of_the_row_by_year() -> None:
    assert [(row.name, row.title, row.year, row.total) for row in pay_rows(document())] == [
        ("Agnes B. Quillfeather", "", 2023, 251_400),
        ("Agnes B. Quillfeather", "Chief Kettle Officer", 2022, 240_000),
        ("Una Sparrow", "Chief Financial Officer", 2023, 155_000),
    ]
    assert pay_statements(document())[0].says["total"] == 251_400


def test_a_list_of_selling_holders_is_no_table_of_owners() -> None:
    assert len(ownership_rows(document())) == 5
    assert ownership_rows(document(form="424B3")) == []


def test_a_document_without_such_tables_has_none() -> None:
    assert ownership_table(document("Beneficial ownership of our stock is wide.")) is None
    assert pay_rows(document("See the summary compensation table in our proxy.")) == ()
