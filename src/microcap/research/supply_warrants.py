"""Warrants, options and share units: by strike, with last day, resets and cashless exercise.

Of several documents with one strike the newest counts; older ones are not added. Counts and
strikes are of their document's day and are taken through the splits since.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from microcap.research.ladder import Ground, Rung, Way, rung
from microcap.research.tagged_counts import tagged
from microcap.view.said import Stated, statements
from microcap.view.subject import Subject

_WARRANTS = ("ClassOfWarrantOrRightOutstanding",)
_WARRANT_STRIKE = ("ClassOfWarrantOrRightExercisePriceOfWarrantsOrRights1",)
_STEM = "ShareBasedCompensationArrangementByShareBasedPaymentAward"
_OPTIONS = (f"{_STEM}OptionsOutstandingNumber",)
_OPTION_STRIKE = (f"{_STEM}OptionsOutstandingWeightedAverageExercisePrice",)
_UNITS = (f"{_STEM}EquityInstrumentsOtherThanOptionsNonvestedNumber",)
_SAME_STRIKE = 0.005
"""Strikes that differ by less than this fraction are one, rounded differently (project default)."""


def warrant_rungs(subject: Subject, ground: Ground) -> list[Rung]:
    """Warrants by strike, pre-funded ones apart, and what is tagged beyond those with terms."""
    groups = _by_strike(subject, statements(subject, "warrant_terms"))
    resets = {
        one.accession for one in statements(subject, "warrant_terms") if one.detail == "reset"
    }
    rungs = []
    counted = 0.0
    for said in groups:
        newest = next((one for one in said if one.number("shares")), said[0])
        factor = subject.shares_since(newest.day)
        until = _expiry(said)
        if until is not None and until < ground.day:
            continue
        strike = (newest.number("strike") or 0.0) / factor
        number = newest.number("shares")
        count = None if number is None else number * factor
        counted += count or 0.0
        pre = any(one.detail == "pre_funded" for one in said)
        reset = newest.accession in resets and not pre
        rungs.append(_warrants(ground, said, strike, count, until, pre=pre, reset=reset))
    return [*sorted(rungs, key=lambda one: one.what), *_tagged_warrants(subject, ground, counted)]


def _warrants(
    ground: Ground,
    said: Sequence[Stated],
    strike: float,
    count: float | None,
    until: date | None,
    *,
    pre: bool,
    reset: bool,
) -> Rung:
    cashless = any(one.detail == "cashless" for one in said)
    what = "pre-funded warrants" if pre else f"warrants at ${strike:,.4g}"
    words = [
        "price may be reset" if reset else "",
        "cashless exercise stated" if cashless else "",
        f"until {until}" if until else "" if pre else "last day not told",
    ]
    what += "".join(f", {word}" for word in words if word)
    condition = "any price" if pre else f"above ${strike:,.4g}"
    if reset:
        condition += ", or where the strike is reset to the market"

    def shares_at(price: float) -> float | None:
        return count if pre or reset or price > strike else 0.0

    return rung(
        ground,
        Way(
            "pre_funded" if pre else "warrants",
            what,
            shares_at if count is not None else None,
            [one.cite() for one in said[:3]],
            missing="the number of shares: the words give a strike and no number",
            every=count,
            condition=condition,
            until=until,
            overlaps="the shares may also stand on a resale registration",
        ),
    )


def _by_strike(subject: Subject, said: Sequence[Stated]) -> list[list[Stated]]:
    """Statements of one strike in shares of the day, newest first, pre-funded ones together."""
    groups: list[tuple[float, bool, list[Stated]]] = []
    for one in said:
        strike = one.number("strike")
        pre = one.detail == "pre_funded"
        if strike is None or (one.detail == "cashless" and one.number("shares") is None):
            continue
        now = strike / subject.shares_since(one.day)
        for held, is_pre, group in groups:
            if is_pre == pre and (pre or abs(held - now) <= _SAME_STRIKE * max(held, now)):
                group.append(one)
                break
        else:
            groups.append((now, pre, [one]))
    return [group for _, _, group in groups]


def _expiry(said: Sequence[Stated]) -> date | None:
    for one in said:
        if (day := one.date("expires")) is not None:
            return day
    for one in said:
        if (years := one.number("term_years")) is not None and 0 < years < 50:
            return one.day + timedelta(days=round(years * 365.25))
    return None


def _tagged_warrants(subject: Subject, ground: Ground, counted: float) -> list[Rung]:
    told = tagged(subject, ground, _WARRANTS, "shares")
    if told is None:
        return []
    count, cited = told
    beyond = count - counted
    if beyond <= 0.01 * count:
        return []
    price = tagged(subject, ground, _WARRANT_STRIKE, "USD/shares")
    strike = price[0] if price else None
    what = f"warrants tagged: {count:,.0f}"
    if counted:
        what += f", {beyond:,.0f} more than those with terms above"

    def shares_at(at: float) -> float | None:
        return beyond if strike is None or at > strike else 0.0

    return [
        rung(
            ground,
            Way(
                "warrants",
                what + (f", strike ${strike:,.4g}" if strike is not None else ", strike not told"),
                shares_at,
                [cited, *([price[1]] if price else [])],
                every=beyond,
                condition=f"above ${strike:,.4g}"
                if strike is not None
                else "not told; counted at any",
                overlaps="the shares may also stand on a resale registration",
            ),
        )
    ]


def award_rungs(subject: Subject, ground: Ground) -> list[Rung]:
    """Options and share units of staff by the tagged facts; absent where none are tagged."""
    rungs = []
    options = tagged(subject, ground, _OPTIONS, "shares")
    if options is not None:
        price = tagged(subject, ground, _OPTION_STRIKE, "USD/shares")
        strike = price[0] if price else None
        count = options[0]

        def shares_at(at: float) -> float | None:
            return count if strike is None or at > strike else 0.0

        known = f"above ${strike:,.4g} on average" if strike is not None else "not told"
        rungs.append(
            rung(
                ground,
                Way(
                    "options",
                    f"options of staff, {count:,.0f}",
                    shares_at,
                    [options[1], *([price[1]] if price else [])],
                    every=count,
                    condition=known,
                ),
            )
        )
    units = tagged(subject, ground, _UNITS, "shares")
    if units is not None:
        number = units[0]
        rungs.append(
            rung(
                ground,
                Way(
                    "share_units",
                    f"share units of staff not vested, {number:,.0f}",
                    lambda price: number,
                    [units[1]],
                    every=number,
                    condition="any price, as they vest",
                ),
            )
        )
    return rungs
