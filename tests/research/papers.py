"""Texts of invented filings, as rows of the table `filing_documents`."""

from datetime import date

from checks.invented import ISSUER, Row

DOUBT = (
    "The Company has incurred recurring losses from operations. These conditions raise substantial "
    "doubt about the Company's ability to continue as a going concern."
)
WEAKNESS = (
    "Management concluded that our internal control over financial reporting was not effective "
    "because we identified a material weakness related to segregation of duties."
)
MENDED = (
    "Management concluded that the previously identified material weakness has been remediated as "
    "of December 31, 2023."
)
PLAIN = "The Company makes tools. Sales were higher than in the year before."


def paper(form: str, day: date, text: str, *, number: int = 1) -> Row:
    """The main document of one filing of the issuer; `number` tells filings of one day apart."""
    return {
        "issuer": ISSUER,
        "accession": f"0009900001-{day:%y}-{day:%m%d}{number:02d}",
        "document": f"{form.lower()}-{day:%Y%m%d}.htm",
        "form": form,
        "type": form,
        "day": day,
        "title": None,
        "text": text,
    }
