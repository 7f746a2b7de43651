"""Altman's Z, Z'' and EM score: five ratios weighed into one number of distress."""

from typing import Literal

from microcap.measures import method

YOUNG = (
    "young companies that burn cash are distressed by construction: their losses stand in three "
    "of its ratios; compare within a peer group"
)
"""The sentence that stands beside every score of distress."""
ZONES = {"Z": (1.81, 2.99), "Z2": (1.1, 2.6)}
"""Below the first distress, above the second safe; Altman 1968 and 1995/2000."""


@method(reference="Altman 1968, J. Finance 23(4); Altman 1995/2000 for Z'' and EM")
def altman(
    working_capital: float | None,
    retained_earnings: float | None,
    ebit: float | None,
    total_liabilities: float | None,
    total_assets: float | None,
    book_equity: float | None = None,
    market_value_equity: float | None = None,
    sales: float | None = None,
) -> dict[str, float | None]:
    """Altman Z (manufacturers), Z'' (all others, as `Z2`) and EM = 3.25 + Z''.

    Amounts in one unit. Zones of Z are 1.81 and 2.99, of Z'' 1.1 and 2.6. Assets or liabilities
    that are not above zero, and an unknown part, give null. Young companies that burn cash are
    distressed by construction: rank inside the peer group.
    """
    nothing: dict[str, float | None] = {"Z": None, "Z2": None, "EM": None}
    if (
        working_capital is None
        or retained_earnings is None
        or ebit is None
        or total_liabilities is None
        or total_assets is None
        or total_assets <= 0
        or total_liabilities <= 0
    ):
        return nothing
    liquid, kept, earned = (
        part / total_assets for part in (working_capital, retained_earnings, ebit)
    )
    first = second = None
    if market_value_equity is not None and sales is not None:
        cover = market_value_equity / total_liabilities
        turn = sales / total_assets
        first = 1.2 * liquid + 1.4 * kept + 3.3 * earned + 0.6 * cover + 0.999 * turn
    if book_equity is not None:
        book = book_equity / total_liabilities
        second = 6.56 * liquid + 3.26 * kept + 6.72 * earned + 1.05 * book
    return {"Z": first, "Z2": second, "EM": None if second is None else 3.25 + second}


def altman_zone(
    score: float, form: Literal["Z", "Z2"] = "Z2"
) -> Literal["distress", "grey", "safe"]:
    """The zone of a score: distress, grey or safe, by the cut-offs of its form."""
    low, high = ZONES[form]
    return "distress" if score < low else "safe" if score > high else "grey"
