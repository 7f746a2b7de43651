"""Beneish's M: eight indices of two years that looked odd in companies found to have misstated."""

from collections.abc import Mapping
from typing import Any

from microcap.measures import method
from microcap.model.errors import Contradiction

INDICES = ("DSRI", "GMI", "AQI", "SGI", "DEPI", "SGAI", "LVGI", "TATA")
CUT_OFFS = {"40:1": -1.49, "20:1": -1.78, "10:1": -1.89}
"""Above it a company is like the misstaters, by the relative cost of missing one; 20:1 is ours."""
_WEIGHTS = {
    "DSRI": 0.92,
    "GMI": 0.528,
    "AQI": 0.404,
    "SGI": 0.892,
    "DEPI": 0.115,
    "SGAI": -0.172,
    "LVGI": -0.327,
    "TATA": 4.679,
}
_YEAR = ("rec", "sales", "cogs", "ca", "ppe", "ta", "dep", "sga", "cl", "ltd")


@method(
    reference="Beneish 1999, Financial Analysts Journal 55(5)",
    ways=(INDICES, ("current", "prior")),
)
def beneish(  # noqa: PLR0913  the model's eight indices
    DSRI: float | None = None,
    GMI: float | None = None,
    AQI: float | None = None,
    SGI: float | None = None,
    DEPI: float | None = None,
    SGAI: float | None = None,
    LVGI: float | None = None,
    TATA: float | None = None,
    current: Mapping[str, Any] | None = None,
    prior: Mapping[str, Any] | None = None,
    missing_as_one: bool = False,
) -> float | dict[str, float | None] | None:
    """Beneish M of eight indices, or the indices and M of two years' statements.

    A year is an object of rec, sales, cogs, ca, ppe, ta, dep, sga, cl, ltd; the current one also
    has ni and cfo (income from continuing operations and operating cash flow). Cut-offs: -1.49,
    -1.78 (the default) and -1.89. A null index makes M null, unless `missing_as_one`; a zero or
    negative denominator always does, and so does an unknown TATA.
    """
    given = dict(zip(INDICES, (DSRI, GMI, AQI, SGI, DEPI, SGAI, LVGI, TATA), strict=True))
    if current is None and prior is None:
        return _score(given, missing_as_one)
    if current is None or prior is None or any(one is not None for one in given.values()):
        raise Contradiction(
            "beneish was given a part of two ways; give current and prior, or the eight indices"
        )
    now, before = _numbers(current, "current", (*_YEAR, "ni", "cfo")), _numbers(prior, "prior")
    indices, broken = _indices(now, before)
    return {**indices, "M": None if broken else _score(indices, missing_as_one)}


def _score(indices: Mapping[str, float | None], missing_as_one: bool) -> float | None:
    total = -4.84
    for name, weight in _WEIGHTS.items():
        value = indices[name]
        if value is None and missing_as_one and name != "TATA":
            value = 1.0
        if value is None:
            return None
        total += weight * value
    return total


def _indices(
    now: Mapping[str, float | None], before: Mapping[str, float | None]
) -> tuple[dict[str, float | None], bool]:
    """The indices, and whether a denominator was not above zero."""
    broken = False

    def over(part: float | None, whole: float | None) -> float | None:
        nonlocal broken
        if part is None or whole is None:
            return None
        if whole <= 0:
            broken = True
            return None
        return part / whole

    def margin(year: Mapping[str, float | None]) -> float | None:
        return over(_less(year["sales"], year["cogs"]), year["sales"])

    def soft(year: Mapping[str, float | None]) -> float | None:
        hard = over(_plus(year["ca"], year["ppe"]), year["ta"])
        return None if hard is None else 1 - hard

    def worn(year: Mapping[str, float | None]) -> float | None:
        return over(year["dep"], _plus(year["dep"], year["ppe"]))

    def part(year: Mapping[str, float | None], name: str) -> float | None:
        return over(year[name], year["sales"])

    def debts(year: Mapping[str, float | None]) -> float | None:
        return over(_plus(year["cl"], year["ltd"]), year["ta"])

    indices = {
        "DSRI": over(part(now, "rec"), part(before, "rec")),
        "GMI": over(margin(before), margin(now)),
        "AQI": over(soft(now), soft(before)),
        "SGI": over(now["sales"], before["sales"]),
        "DEPI": over(worn(before), worn(now)),
        "SGAI": over(part(now, "sga"), part(before, "sga")),
        "LVGI": over(debts(now), debts(before)),
        "TATA": over(_less(now["ni"], now["cfo"]), now["ta"]),
    }
    return indices, broken


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _numbers(
    year: Mapping[str, Any], name: str, keys: tuple[str, ...] = _YEAR
) -> dict[str, float | None]:
    for key, value in year.items():
        if key not in (*_YEAR, "ni", "cfo"):
            raise Contradiction(f"{name} has {str(key)[:40]!r}; a year has {', '.join(keys)}")
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise Contradiction(f"{name}: {key} is {str(value)[:40]!r}; give a number or null")
    return {key: year.get(key) for key in keys}
