"""The four sentences that a friend would say."""

from microcap.model.figures import counted, percent
from microcap.model.verdicts import CannotTell, Finding
from microcap.research.chapters import Identity, Liquidity, Money, Size, Suspicion
from microcap.view.subject import Subject


def in_short(
    subject: Subject,
    who: Identity,
    how_big: Size,
    trades: Liquidity,
    cash: Money,
    doubts: tuple[Suspicion, ...],
) -> tuple[str, ...]:
    return (
        _what_it_is(who, how_big, cash),
        _what_happened(subject, doubts),
        _how_it_trades(trades),
        _what_next(cash, how_big),
    )


def _what_it_is(who: Identity, how_big: Size, cash: Money) -> str:
    name = (
        str(who.name.value)
        if who.name.value
        else f"{who.symbol}, whose issuer's name cannot be told,"
    )
    if isinstance(how_big.cap.value, float):
        cap = how_big.cap
        if cap.low is not None and cap.high is not None and cap.high / cap.low > 1.05:
            worth = f"is worth between {_usd(cap.low)} and {_usd(cap.high)}; its share count is in doubt"
        else:
            worth = f"is worth {_usd(float(how_big.cap.value))}, {how_big.tier.value} by the default definition"
    else:
        worth = f"has no market cap here: what is missing is {how_big.cap.missing}"
    sales = (
        f", with sales of {_usd(float(cash.revenue.value))} in twelve months"
        if isinstance(cash.revenue.value, float)
        else ""
    )
    return f"{name} {worth}{sales}."


def _what_happened(subject: Subject, doubts: tuple[Suspicion, ...]) -> str:
    found = [doubt for doubt in doubts if isinstance(doubt.verdict, Finding)]
    unknown = sum(isinstance(doubt.verdict, CannotTell) for doubt in doubts)
    if found:
        worst = found[0].verdict
        assert isinstance(worst, Finding)
        more = (
            f", and {len(found) - 1} more finding{'s' if len(found) > 2 else ''}"
            if len(found) > 1
            else ""
        )
        return (
            f"{_sentence(_first_clause(worst.says))}{more}; {_questions(unknown)} cannot be told."
        )
    clear = len(doubts) - unknown
    if clear == 0:
        return f"Whether anything is suspicious cannot be told: none of {unknown} questions could be looked into."
    if unknown > clear:
        return (
            f"Whether anything is suspicious cannot be told: {unknown} of {len(doubts)} questions "
            f"could not be looked into; the other {clear} are clear."
        )
    return f"Nothing suspicious was found in what could be looked at: {clear} clear, {unknown} could not be told."


def _how_it_trades(trades: Liquidity) -> str:
    verdict = trades.verdict
    volume = trades.volume["adv_usd_90"]
    if not isinstance(volume.value, float):
        return f"How it trades cannot be told; what is missing is {volume.missing}."
    if "extrapolated" in trades.cost.flags:
        cost = f"a ${trades.order_usd:,.0f} order is more than a usual day's volume"
    else:
        cost = _costs(trades)
    sessions = min(90, verdict.n_used or 90)
    why = f" ({verdict.note})" if verdict.note else ""
    word = f"{verdict.value}{why}" if verdict.value else "of a consistency that cannot be told"
    return (
        f"Volume is {word}, {_usd(volume.value)} a day over {counted(sessions, 'session')}; {cost}."
    )


def _costs(trades: Liquidity) -> str:
    return (
        f"${trades.order_usd:,.0f} in and out costs about {percent(float(trades.cost.value), 1)}"
        if isinstance(trades.cost.value, float)
        else "what a round trip costs cannot be told"
    )


def _what_next(cash: Money, how_big: Size) -> str:
    runway = cash.runway_months
    if runway.status == "not_applicable":
        lasts = "It earns cash, so a runway does not apply"
    elif isinstance(runway.value, float):
        lasts = (
            f"By the last balance sheet cash lasts {runway.value:.1f} months from today"
            if runway.value > 0
            else "By the last balance sheet, at the pace of the last twelve months, the cash is gone"
        )
    else:
        lasts = f"How long its money lasts cannot be told; what is missing is {runway.missing}"
    return f"{lasts}. You have set no value for it, so no order can be planned."


def _questions(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"


def _first_clause(says: str) -> str:
    """What a finding says first; the rest stands in the chapter."""
    return says.partition(";")[0] if len(says) > 90 else says


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _usd(value: float) -> str:
    for size_, unit in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size_ * 0.9995:
            return f"${value / size_:.1f}{unit}"
    return f"${value:.0f}"
