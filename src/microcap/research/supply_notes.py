"""Convertible notes at their price, variable ones at the market's, as documents and tags tell them."""

from datetime import date, timedelta

from microcap.measures.treasury_stock import conversion_price
from microcap.model.figures import counted
from microcap.model.verdicts import Evidence
from microcap.research.ladder import Ground, PriceToShares, Rung, Way, rung
from microcap.research.tagged_counts import tagged
from microcap.view.said import Stated, statements
from microcap.view.subject import Subject

_NOTES = (
    "ConvertibleNotesPayable",
    "ConvertibleNotesPayableCurrent",
    "ConvertibleDebt",
    "ConvertibleDebtCurrent",
    "ConvertibleLongTermNotesPayable",
)
_NOTE_PRICE = ("DebtInstrumentConvertibleConversionPrice1",)
_OLD = timedelta(days=3 * 365)
"""A note without a last day is not shown longer than this after the words (project default)."""


def note_rungs(subject: Subject, ground: Ground) -> list[Rung]:
    """Convertible notes at their price, or at the market's where the words give none."""
    said = statements(subject, "convertible_note")
    variable = statements(subject, "toxic_conversion")
    toxic = {one.accession: one for one in reversed(variable)}
    gone = {one.number("principal") for one in said if one.detail == "ended"}
    rungs, seen = [], set()
    used: set[tuple[object, ...]] = set()
    for one in said:
        principal = one.number("principal")
        due = one.date("maturity")
        old = due is None and ground.day - one.day > _OLD
        if (
            one.detail != "terms"
            or principal is None
            or principal in gone
            or principal in seen
            or old
            or (due is not None and due < ground.day)
        ):
            continue
        seen.add(principal)
        terms = toxic.get(one.accession)
        if terms is not None:
            used.add(_sort(terms))
        rungs.append(_note(subject, ground, one, principal, due, terms))
    for one in variable:
        if _sort(one) not in used and ground.day - one.day <= _OLD:
            used.add(_sort(one))
            rungs.append(
                rung(
                    ground,
                    Way(
                        "toxic_notes",
                        f"conversion below the market, {_terms(one)}",
                        None,
                        [one.cite()],
                        missing="the principal: the words give the terms and no amount",
                        condition="more shares the lower the price",
                    ),
                )
            )
    if not rungs:
        told = tagged(subject, ground, _NOTES, "USD")
        if told is not None:
            rungs.append(_tagged_note(subject, ground, *told))
    return rungs


def _sort(one: Stated) -> tuple[object, ...]:
    """Terms that are told in the same numbers are one note's, whichever document tells them."""
    return one.detail, one.number("discount"), one.number("lookback_days")


def _note(
    subject: Subject,
    ground: Ground,
    one: Stated,
    principal: float,
    due: date | None,
    variable: Stated | None,
) -> Rung:
    words = f"note of ${principal:,.0f}, {one.form} of {one.day}" + (f", due {due}" if due else "")
    overlaps = "the shares may also stand on a resale registration"
    if variable is not None:
        discount = variable.number("discount") or 0.0
        floor = (variable.number("floor") or 0.0) / subject.shares_since(variable.day)
        note = (
            "" if variable.number("discount") else "; the discount is not told and counts as none"
        )

        def variable_at(price: float) -> float | None:
            return principal / conversion_price(price, discount, floor)

        return rung(
            ground,
            Way(
                "toxic_notes",
                f"{words}; {_terms(variable)}{note}",
                variable_at,
                [one.cite(), variable.cite()],
                condition="more shares the lower the price",
                until=due,
                overlaps=overlaps,
            ),
        )
    stated = one.number("conversion_price")
    if stated:
        fixed = stated / subject.shares_since(one.day)

        def fixed_at(price: float) -> float | None:
            return principal / fixed if price > fixed else 0.0

        return rung(
            ground,
            Way(
                "convertible_notes",
                f"{words}, converts at ${fixed:,.4g}",
                fixed_at,
                [one.cite()],
                every=principal / fixed,
                condition=f"above ${fixed:,.4g}",
                until=due,
                overlaps=overlaps,
            ),
        )
    return rung(
        ground,
        Way(
            "convertible_notes",
            f"{words}; its conversion price is not told, counted at the market",
            _at_market(principal),
            [one.cite()],
            condition="not told",
            until=due,
            overlaps=overlaps,
        ),
    )


def _tagged_note(subject: Subject, ground: Ground, principal: float, cited: Evidence) -> Rung:
    price = tagged(subject, ground, _NOTE_PRICE, "USD/shares")
    if price is None:
        return rung(
            ground,
            Way(
                "convertible_notes",
                f"convertible notes tagged, ${principal:,.0f}; conversion price not told, counted at the market",
                _at_market(principal),
                [cited],
                condition="not told",
            ),
        )
    fixed = price[0]
    return rung(
        ground,
        Way(
            "convertible_notes",
            f"convertible notes tagged, ${principal:,.0f}, at ${fixed:,.4g}",
            lambda at: principal / fixed if at > fixed else 0.0,
            [cited, price[1]],
            every=principal / fixed,
            condition=f"above ${fixed:,.4g}",
        ),
    )


def _at_market(principal: float) -> PriceToShares:
    return lambda price: principal / price


def _terms(one: Stated) -> str:
    discount, back, floor = one.number("discount"), one.number("lookback_days"), one.number("floor")
    words = [one.detail.replace("_", " ")]
    words += [f"{discount:.0%} below the {one.says.get('price') or 'market'}"] if discount else []
    words += [f"of {counted(round(back), 'day')}"] if back else []
    words += [f"floor ${floor:,.4g} as written"] if floor else []
    words += ["no floor"] if one.says.get("no_floor") else []
    return ", ".join(words)
