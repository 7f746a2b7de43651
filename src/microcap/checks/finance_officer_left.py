"""The chief financial officer left, by the words of the company's report."""

from microcap.checks import check
from microcap.checks.filing_record import answer, cite, items_filed
from microcap.checks.item_told import documents_of, items_unread, two_years
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.reading.finance_officer import finance_officer_leaves
from microcap.view.subject import Subject


@check(
    severity=2,
    kind="event",
    risk="misstatement",
    reference="Form 8-K, Item 5.02; methods.md section 7",
)
def finance_officer_left(subject: Subject) -> Verdict:
    """The chief financial officer resigned, retired or was dismissed within two years (8-K 5.02).

    Read from the words below the item. Officers leave for many reasons; the sentence is quoted.
    """
    record = two_years(subject)
    found = items_filed(record.rows, "5.02")
    texts = documents_of(subject)
    cited: list[Evidence] = []
    for row in found.sort("day", descending=True).iter_rows(named=True):
        for document in texts.get(row["accession"], ()):
            words = finance_officer_leaves(document)
            if words:
                day, known_at = cite(row).day, cite(row).known_at
                cited.append(Evidence(row["accession"], f"“{words}”", day, known_at))
                break
    if cited:
        days = ", ".join(dict.fromkeys(str(one.day) for one in cited))
        return Finding(f"the chief financial officer left: {days}", tuple(cited))
    unread = items_unread(subject, found)
    if unread.height:
        return CannotTell(
            f"who came and who left: the text of {unread.height} of {found.height} 8-Ks with item "
            f"5.02 since {record.first} is not held",
            f"microcap fetch sec {subject.issuer} --forms 8-K --since {record.first}",
        )
    if found.is_empty() or record.gap is not None:
        return answer(record, found.clear(), fact="", asked="8-K item 5.02")
    return Clear(
        f"{found.height} 8-Ks with item 5.02 since {record.first}, each read: none tells that the "
        "chief financial officer left"
    )
