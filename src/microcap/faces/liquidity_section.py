"""The liquidity chapter in words: the three lines first, then what they rest on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from microcap.faces.figure_words import (
    Letters,
    amount,
    cite,
    flag_words,
    interval,
    label,
    phrase,
    published,
)
from microcap.faces.outline import Pairs, Row, Section, together
from microcap.faces.section_tables import liquidity_grids
from microcap.faces.terminal import money, plain, shares
from microcap.model.figures import Figure
from microcap.research.chapters import Liquidity, Spike

_VOLUME = (
    "adv_shares_10",
    "adv_shares_90",
    "adv_ratio",
    "median_shares_90",
    "adv_ex_top2_90",
    "top2_share_90",
    "adv_usd_90",
)
_ZEROES = ("zero_volume_share_90", "turnover_90")
_IMPACT = ("usd_to_move_1", "usd_to_move_5", "amihud_90")
_SWINGS = ("cc_90", "max_drawdown_252", "high_252_distance", "return_20")


def liquidity_section(
    value: Liquidity, letters: Letters, *, symbol: str, full: bool = False
) -> Section:
    """How it trades: legal, partners and cost first; then spread, volume, spikes, the way out."""
    order = money(value.order_usd)
    flags = _frequent(value)
    letters = replace(letters, flags=frozenset(flags))
    partners: Pairs = [("", value.legal), ("partners", value.partners)]
    efforts = {"money": value.money, "time": value.time, "effort": value.effort}
    said = [f"{word}: {published(line, 200)}" for word, line in efforts.items() if line]
    estimates: Pairs = [(published(row.method, 40), row.figure) for row in value.spreads]
    by_method = f". By method: {together(estimates, letters, brief=True)}" if estimates else ""
    looks: Pairs = [("", value.quote), ("looks", value.spread_watch)]
    volume = [_named(value.volume, _VOLUME, letters), _named(value.zero_shares, _ZEROES, letters)]
    out = [_exit(value, letters), _named(value.impact, _IMPACT, letters)]
    marks: Pairs = [(label(name), figure) for name, figure in value.marks.items()]
    rows = (
        Row("legal", together(partners, letters)),
        Row("cost", "; ".join([_cost(value, order, letters), *said])),
        Row("spread", phrase(value.spread, letters) + by_method),
        Row("quote", together(looks, letters)),
        Row("volume", "; ".join(one for one in volume if one)),
        Row("spikes", _spikes(value, letters)),
        Row("exit", "; ".join(one for one in out if one)),
        Row("swings", _named({**value.volatility, **value.drawdown}, _SWINGS, letters)),
        Row("mark", together(marks, letters) or "cannot tell: no price and no quote is held"),
        Row("rests on", published("; ".join(value.determinants), 400) if full else ""),
        Row("rules", published("; ".join(value.rules), 400)),
        *_caveats(value, flags, full),
    )
    headline = phrase(value.verdict, letters)
    grids = liquidity_grids(value, letters) if full else ()
    more = f"microcap liquidity {symbol}"
    return Section("LIQUIDITY", headline, tuple(row for row in rows if row.says), more, grids)


def _frequent(value: Liquidity) -> tuple[str, ...]:
    """Flags that stand at three figures or more, which one line can say for all of them."""
    held = [value.spread, *(row.figure for row in value.spreads), *value.volume.values()]
    held += [*value.zero_shares.values(), *value.volatility.values(), *value.drawdown.values()]
    counted = Counter(flag for figure in held for flag in figure.flags)
    return tuple(flag for flag, times in counted.items() if times >= 3)


def _caveats(value: Liquidity, flags: Sequence[str], full: bool) -> list[Row]:
    """What is wrong with the bars; in brief by the names of the defects."""
    frequent = ", ".join(map(flag_words, flags))
    if full:
        rows = [Row("caveat", published(caveat, 400)) for caveat in value.caveats]
        return [Row("caveat", f"of the figures above: {frequent}")] * bool(frequent) + rows
    names = ", ".join(published(caveat.partition(":")[0], 60) for caveat in value.caveats)
    said = [one for one in (frequent, names) if one]
    return [Row("caveat", "; known of the source: ".join(said))]


def _cost(value: Liquidity, order: str, letters: Letters) -> str:
    if value.cost.value is None:
        return f"{order} in and out {phrase(value.cost, letters)}"
    usd = f"{amount(value.cost_usd)} there and back" if value.cost_usd.value is not None else ""
    return f"{order} in and out {interval(value.cost)}{', ' if usd else ''}{usd}" + phrase(
        value.cost, letters
    ).removeprefix(interval(value.cost))


def _named(held: Mapping[str, Figure], names: Sequence[str], letters: Letters) -> str:
    """The named figures that a chapter has; where it has none of them, all that it has."""
    chosen = [name for name in names if name in held] or list(held)
    return together([(label(name), held[name]) for name in chosen], letters, brief=True)


def _spikes(value: Liquidity, letters: Letters) -> str:
    tally = ", ".join(
        f"{count} {published(name, 30)}" for name, count in value.spike_tally.items() if count
    )
    if not value.spikes and value.verdict.value is None:
        return phrase(value.verdict, letters)
    if not value.spikes:
        return tally or "none found in the sessions held"
    shown = value.spikes[:3]
    # spikes of one label and reason are said together
    alike: dict[tuple[str, str], list[Spike]] = {}
    for spike in shown:
        alike.setdefault((spike.label, spike.because), []).append(spike)
    said = "; ".join(_alike(spikes, letters) for spikes in alike.values())
    rest = f"; {len(value.spikes) - len(shown)} more" if len(shown) < len(value.spikes) else ""
    return f"{tally + '. Largest: ' if tally else ''}{said}{rest}"


def _alike(spikes: Sequence[Spike], letters: Letters) -> str:
    sizes = [
        f"{spike.day} {shares(spike.volume)} sh ({plain(spike.times_median, 2)} x the median)"
        for spike in spikes
    ]
    because = published(spikes[0].because, 200)
    cited = cite([piece.source for spike in spikes for piece in spike.evidence], letters)
    said = f"{', '.join(sizes)} {published(spikes[0].label, 30)}"
    return f"{said}{f': {because}' if because else ''} {cited}".rstrip()


def _exit(value: Liquidity, letters: Letters) -> str:
    if value.position_shares.value is None:
        return phrase(value.exit_days, letters)
    position = phrase(value.position_shares, letters, brief=True)
    return f"{position} in {phrase(value.exit_days, letters)}"
