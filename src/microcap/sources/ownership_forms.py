"""Forms 3, 4 and 5: what insiders own and trade, from the form's own XML.

1. `ownership_read` finds the form in bare XML, in a complete submission, or inside a page.
2. `form_lines` walks Table I and Table II; a line is a transaction or a holding.
3. Each line becomes one row for each reporting owner: joint filers share their lines, so whoever
   adds up counts an accession's line once.

A value that is only a footnote's number is null, and the footnote is kept. A line that cannot be
a row is a reject with its reason; a form that is cut off is refused whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from microcap.model.errors import Unreadable
from microcap.sources import Raw, Source, Tables
from microcap.sources.filed_xml import Element, tree
from microcap.sources.sec_payload import head as start_of
from microcap.sources.sec_rows import caveat_rows, eastern_day, parted, symbol_column
from microcap.sources.submission_text import (
    Header,
    day_of,
    decoded,
    header,
    identifier,
    number_of,
    public_at,
    rows_of,
)

ROOT = "ownershipDocument"
TABLES_OF_LINES = {
    "nonDerivativeTransaction": False,
    "nonDerivativeHolding": False,
    "derivativeTransaction": True,
    "derivativeHolding": True,
}
"""The elements that are lines, and whether they stand in Table II."""

NOTHING_OWNED = "no securities beneficially owned"
"""Title of the one row of a Form 3 that says so."""
NO_LINE = "no transaction or holding listed"
"""Title of the one row of a form that has neither, an exit report for instance."""

_NOTES = 1500
_FORM = re.compile(r"[345](/A)?")
_TYPE = re.compile(r"(?:CONFORMED SUBMISSION TYPE:|<TYPE>)\s*[345](/A)?\s*[<\n\r]")
_CAVEATS = {
    "filed by signature": "where a form comes without its submission's header, its signature date "
    "stands for the filing date, which may be some days later",
    "joint filers": "a line of several reporting owners is a row for each of them; counted once "
    "by accession and line",
    "values in footnotes": "a price or count that the form gives only in a footnote is null",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """A reporting owner: CIK without leading zeros, name, roles, officer's title."""

    cik: str
    name: str
    role: str
    """director, officer, ten_percent_owner, other; several by comma; may be empty."""
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Table I or II as the form writes it; numbers are null where it gives none."""

    number: int
    element: Element
    derivative: bool
    title: str
    code: str
    day: date | None
    acquired: bool | None
    shares: float | None
    price: float | None
    owned_after: float | None
    direct: bool | None
    exercise_price: float | None
    exercisable_from: date | None
    expires: date | None
    underlying_shares: float | None
    footnotes: str
    """Through whom it is held, in square brackets, and the footnotes of the line."""


def ownership_read(raw: Raw) -> Tables:
    """Lines of a Form 3, 4 or 5 as rows of `insider_trades`, caveats and rejects.

    Raises `Unreadable` for a form without XML (those of before mid-2003), or cut off.
    """
    text = decoded(raw)
    said = header(text, raw.name)
    root = form_root(text, raw.name)
    form = (root.said("documentType") or said.form).upper()
    issuer = re.sub(r"\D", "", root.said("issuer/issuerCik")).lstrip("0")
    raw.expect(
        bool(_FORM.fullmatch(form) and issuer),
        f"an ownership form names its type and the issuer's CIK; this one says {form[:20]!r} and "
        f"{issuer[:20]!r}; get the file again",
    )
    if form[-2:] != "/A" and said.form == f"{form}/A":
        form = said.form
    filed = said.filed or signed_on(root)
    raw.expect(
        filed is not None,
        "an ownership form without a filing date and without a signature date; bring the complete "
        "submission",
    )
    shared: dict[str, object] = {
        "issuer": issuer,
        "symbol": root.said("issuer/issuerTradingSymbol") or None,
        "accession": identifier(said, raw),
        "form": form,
        "planned": flag(root.said("aff10b5One")),
        "filed": filed,
        "known_at": public_at(said),
    }
    rows = [
        shared | _owner_cells(owner) | _line_cells(line)
        for line in form_lines(root)
        for owner in form_owners(root, said)
    ]
    frame = rows_of("insider_trades", rows).with_columns(symbol=_symbol(pl.col("symbol")))
    good, rejects = parted("insider_trades", frame, filed or eastern_day(raw.fetched))
    return {
        "insider_trades": good,
        "caveats": caveat_rows("insider_trades", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def form_root(text: str, name: str) -> Element:
    """The form's root element; raises `Unreadable` where there is none or it is cut off."""
    if "<ownershipdocument" not in text.lower():
        raise Unreadable(
            f"{name}: a Form 3, 4 or 5 was expected and no <{ROOT}> is in it; forms of before "
            "mid-2003 have none and are not read as rows"
        )
    return tree(text, 0, ROOT, name).root


def form_owners(root: Element, said: Header) -> list[Owner]:
    """The reporting owners, each once; an owner without CIK takes the header's of that name."""
    by_name = {_key(party.name): party.cik for party in said.of("reporting_owner")}
    owners = {}
    for one in root.all("reportingOwner"):
        name = one.said("reportingOwnerId/rptOwnerName")
        cik = re.sub(r"\D", "", one.said("reportingOwnerId/rptOwnerCik")).lstrip("0")
        cik = cik or by_name.get(_key(name), "")
        bonds = one.find("reportingOwnerRelationship") or Element("none")
        roles = {
            "director": flag(bonds.said("isDirector")),
            "officer": flag(bonds.said("isOfficer")),
            "ten_percent_owner": flag(bonds.said("isTenPercentOwner")),
            "other": flag(bonds.said("isOther")),
        }
        title = bonds.said("officerTitle") or bonds.said("otherText")
        if re.search(r"see\s+remark", title, re.IGNORECASE) and root.said("remarks"):
            title = f"{title} ({root.said('remarks')[:200]})"
        role = ",".join(word for word, held in roles.items() if held)
        owners[cik, name] = Owner(cik, name, role, title)
    return list(owners.values())


def form_lines(root: Element) -> Iterator[Line]:
    """The lines of both tables in the order of the form, numbered from 1.

    A form without any has one line that says so, so that its owner is not lost.
    """
    notes = {
        one.attributes["id"][0]: one.text for one in root.all("footnote") if "id" in one.attributes
    }
    period = day_of(root.said("periodOfReport"))
    number = 0
    for table in root.children:
        for one in table.children:
            derivative = _kind(one.name)
            if derivative is not None:
                number += 1
                yield _line(one, number, derivative, period, notes)
    if number == 0:
        owns_nothing = flag(root.said("noSecuritiesOwned")) is not False
        nothing = root.said("documentType").startswith("3") and owns_nothing
        blank = _line(Element("nonDerivativeHolding", source=root.source), 1, False, period, {})
        yield replace(
            blank,
            title=NOTHING_OWNED if nothing else NO_LINE,
            owned_after=0.0 if nothing else None,
            footnotes=root.said("remarks")[:_NOTES],
        )


def signed_on(root: Element) -> date | None:
    """The latest day of a signature; null where none can be read."""
    days = [day_of(one.text) for one in root.all("signatureDate")]
    return max((day for day in days if day is not None), default=None)


def flag(text: str) -> bool | None:
    """A box of a form: 1, true, Y are true; 0, false, N are false; null for anything else."""
    word = text.strip().lower()
    if word in {"1", "true", "y", "yes"}:
        return True
    return False if word in {"0", "false", "n", "no"} else None


def _kind(name: str) -> bool | None:
    return next((two for one, two in TABLES_OF_LINES.items() if one.lower() == name.lower()), None)


def _line(
    one: Element, number: int, derivative: bool, period: date | None, notes: dict[str, str]
) -> Line:
    code = one.said("transactionCoding/transactionCode").upper()
    holding = one.name.lower().endswith("holding")
    direction = one.said("transactionAmounts/transactionAcquiredDisposedCode").upper()
    nature = one.said("ownershipNature/directOrIndirectOwnership").upper()
    day = period if holding else day_of(one.said("transactionDate"))
    if not holding and not code:
        day = None  # a transaction without code is no row: it would look like a holding
    cited = [ref.attributes["id"][0] for ref in one.all("footnoteId") if "id" in ref.attributes]
    said = " ".join(f"({name}) {notes[name]}" for name in dict.fromkeys(cited) if name in notes)
    held = one.said("ownershipNature/natureOfOwnership")
    said = f"[{held[:100]}] {said}".strip() if held else said
    after = one.said("postTransactionAmounts/sharesOwnedFollowingTransaction")
    return Line(
        number,
        one,
        derivative,
        one.said("securityTitle"),
        "" if holding else code,
        day,
        {"A": True, "D": False}.get(direction),
        number_of(one.said("transactionAmounts/transactionShares")),
        number_of(one.said("transactionAmounts/transactionPricePerShare")),
        number_of(after),
        {"D": True, "I": False}.get(nature),
        number_of(one.said("conversionOrExercisePrice")),
        day_of(one.said("exerciseDate")),
        day_of(one.said("expirationDate")),
        number_of(one.said("underlyingSecurity/underlyingSecurityShares")),
        said[:_NOTES],
    )


def _owner_cells(owner: Owner) -> dict[str, object]:
    return {
        "owner": owner.cik or None,
        "owner_name": owner.name or None,
        "role": owner.role,
        "officer_title": owner.title or None,
    }


def _line_cells(line: Line) -> dict[str, object]:
    return {
        "line": line.number,
        "security_title": line.title,
        "derivative": line.derivative,
        "code": line.code,
        "day": line.day,
        "acquired": line.acquired,
        "shares": line.shares,
        "price": line.price,
        "owned_after": line.owned_after,
        "direct": line.direct,
        "exercise_price": line.exercise_price,
        "exercisable_from": line.exercisable_from,
        "expires": line.expires,
        "underlying_shares": line.underlying_shares,
        "footnotes": line.footnotes or None,
    }


def _symbol(column: pl.Expr) -> pl.Expr:
    """The ticker without quotes and exchange; null for the words people write where there is none."""
    plain = symbol_column(column).str.replace_all(r"[\"'()\[\]]", "")
    plain = plain.str.replace(r"^(NASDAQ|NYSE|OTC\w*|AMEX)\s*:\s*", "")
    none = plain.str.contains(r"^(N/?A|NONE|NOT APPLICABLE|-*)$")
    return pl.when(~none & (plain.str.len_chars() <= 12)).then(plain)


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _recognised(raw: Raw) -> bool:
    start = start_of(raw)
    if "<ownershipdocument" in start.lower():
        return True
    return start.lstrip()[:20].startswith(("<SEC-DOCUMENT", "<SUBMISSION", "-----BEGIN")) and bool(
        _TYPE.search(start)
    )


FORMS_OF_INSIDERS = Source(
    name="sec_ownership_forms",
    read=ownership_read,
    about="Forms 3, 4 and 5: holdings and trades of directors, officers and ten-percent owners",
    address="https://www.sec.gov/Archives/edgar/data/CIK/ACCESSION.txt",
    rhythm="when an insider files",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=_recognised,
)
