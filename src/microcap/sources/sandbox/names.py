"""Who is in the invented market: tickers, names, venues and the measure of each security."""

from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np

CIK_BASE = 9_900_000
"""Invented issuers are numbered from here; the SEC has not come near it."""

DEATHS = {
    "death_bankruptcy": 4,
    "death_delisting": 3,
    "death_acquired": 2,
    "death_going_concern": 1,
}
_STORIES = {
    "non_reporting": 4,
    "foreign": 20,
    **DEATHS,
    "spac_remnant": 5,
    "pump_and_dump": 4,
    "short_and_distort": 2,
    "dilution": 10,
    "reverse_split": 12,
    "rename": 1,
    "reuse": 1,
    "restricted": 3,
    "stale_vendor_count": 1,
    "promotion": 5,
}
"""How many securities have each story; all others are ordinary, besides the three show names."""
SECURITIES = 400

SUCCESSOR = ("ZZRNV", "Renorvale Holdings, Inc.")
"""The ticker and the name that the renamed security takes on."""

_OTC = {
    "non_reporting": ("PINK_CURRENT", "PINK_CURRENT", "EXPERT", "EXPERT"),
    "foreign": ("OTCQX", "OTCQX"),
    "pump_and_dump": ("PINK_CURRENT", "PINK_CURRENT"),
    "dilution": ("OTCQB", "OTCQB"),
    "promotion": ("PINK_CURRENT", "PINK_CURRENT"),
    "ordinary": (*("OTCQX",) * 5, *("OTCQB",) * 7, *("PINK_CURRENT",) * 4),
}
"""The venues of the first bearers of each story; with ZZBT and ZZQX they are 30."""
_LISTED = ("NASDAQ_CM", "NASDAQ_CM", "NASDAQ_CM", "NASDAQ_GM", "NASDAQ_GS", "NYSE_AMERICAN", "NYSE")
OTC_VENUES = frozenset({"OTCQX", "OTCQB", "PINK_CURRENT", "OTCID", "PINK_LIMITED", "EXPERT"})

_FIRST_PART = (
    *("Vor", "Quel", "Thra", "Brin", "Osk", "Lum", "Drav", "Fenn", "Gral", "Hux"),
    *("Ilm", "Jor", "Kest", "Morv", "Nyl", "Orv", "Pelk", "Rask", "Sorn", "Tulv"),
)
_SECOND_PART = ("nath", "mere", "dane", "wick", "vale", "gorn", "tova", "lisk", "brae", "stell")
_BUSINESSES = (
    ("Therapeutics", "2834", "develops a treatment that is in its second trial"),
    ("Marine Sensors", "3829", "makes sensors for the sea"),
    ("Tool & Die", "3540", "makes cutting tools"),
    ("Minerals", "1040", "explores two claims for gold"),
    ("Bancorp", "6022", "is the holding company of a small bank"),
    ("Software", "7372", "sells scheduling software to clinics"),
    ("Foods", "2030", "packs frozen vegetables"),
    ("Energy", "1311", "pumps oil from old wells"),
    ("Diagnostics", "8071", "runs a laboratory for blood tests"),
    ("Logistics", "4213", "carries freight by truck"),
    ("Semiconductor", "3674", "designs chips for meters"),
    ("Apparel", "2300", "sews work clothes"),
)
_SUFFIXES = ("Inc.", "Corp.", "Holdings, Inc.", "Group, Inc.")


@dataclass(frozen=True, slots=True)
class Profile:
    """One invented security as it begins: who it is and how it trades."""

    number: int
    ticker: str
    name: str
    kind: str
    venue: str
    cap: float
    """Market capitalisation on the first day, USD."""
    price: float
    """Raw price on the first day, USD per share."""
    volatility: float
    """Standard deviation of the daily log return."""
    dollars: float
    """Median dollar volume of a session, USD."""
    spread: float
    """True full relative spread; 0.05 is 5 %."""
    trend: float
    """Log drift of the price per year."""
    volume_noise: float
    """Standard deviation of the log dollar volume."""
    fiscal_year_end: int
    """Last month of the fiscal year."""
    sic: str
    business: str

    @property
    def issuer(self) -> str:
        """Its key as an issuer, shaped like a CIK."""
        return str(CIK_BASE + self.number)

    @property
    def otc(self) -> bool:
        """Whether it trades over the counter on its first day."""
        return self.venue in OTC_VENUES

    @property
    def files(self) -> bool:
        """Whether it files with the SEC."""
        return self.kind not in ("non_reporting", "almost_unknown")

    @property
    def foreign(self) -> bool:
        """Whether it files as a foreign private issuer."""
        return self.kind == "foreign"


_SHOWN = (
    Profile(
        1, "ZZHM", "Halvorsen Marine Sensors, Inc.", "troubled", "NASDAQ_CM",
        62e6, 1.3, 0.045, 160e3, 0.045, -0.5, 0.35, 12, "3829", "makes sensors for the sea",
    ),
    Profile(
        2, "ZZBT", "Brightwater Tool & Die, Inc.", "clean", "OTCQX",
        118e6, 14.9, 0.014, 42e3, 0.012, 0.05, 0.22, 12, "3540", "makes cutting tools",
    ),
    Profile(
        3, "ZZQX", "Quorvex Holdings Ltd.", "almost_unknown", "EXPERT",
        4e6, 0.31, 0.05, 300.0, 0.3, 0.0, 0.5, 12, "", "",
    ),
)  # fmt: skip


def roster(generator: np.random.Generator) -> tuple[Profile, ...]:
    """The securities of the market, the three show names first, in the order of their numbers."""
    kinds = [kind for kind, count in _STORIES.items() for _ in range(count)]
    kinds += ["ordinary"] * (SECURITIES - len(kinds) - len(_SHOWN))
    tickers = _tickers(len(kinds), generator)
    titles = _titles(len(kinds), generator)
    bearers: dict[str, int] = {}
    profiles = list(_SHOWN)
    for place, kind in enumerate(kinds):
        held = bearers.get(kind, 0)
        bearers[kind] = held + 1
        over_the_counter = _OTC.get(kind, ())
        venue = over_the_counter[held] if held < len(over_the_counter) else None
        ticker, (name, sic, business) = tickers[place], titles[place]
        number = place + len(_SHOWN) + 1
        profiles.append(measured(number, ticker, name, kind, venue, generator, sic, business))
    return tuple(profiles)


def _tickers(count: int, generator: np.random.Generator) -> list[str]:
    two = [f"ZZ{a}{b}" for a in ascii_uppercase for b in ascii_uppercase]
    three = [f"{pair}{c}" for pair in two for c in ascii_uppercase]
    taken = {profile.ticker for profile in _SHOWN} | {SUCCESSOR[0]}
    short = [ticker for ticker in two if ticker not in taken]
    three = [ticker for ticker in three if ticker not in taken]
    split = count * 3 // 4
    chosen = [str(one) for one in generator.choice(short, split, replace=False)]
    chosen += [str(one) for one in generator.choice(three, count - split, replace=False)]
    return [chosen[place] for place in generator.permutation(count)]


def _titles(count: int, generator: np.random.Generator) -> list[tuple[str, str, str]]:
    words = [first + second for first in _FIRST_PART for second in _SECOND_PART]
    order = generator.permutation(len(words) * 2)[:count]
    titles = []
    for place in order:
        business, sic, does = _BUSINESSES[int(place) * 7 % len(_BUSINESSES)]
        suffix = _SUFFIXES[int(place) % len(_SUFFIXES)]
        # the second round of a word belongs to another business, so no name comes twice
        middle = business if place < len(words) else f"& Sons {business}"
        titles.append((f"{words[int(place) % len(words)]} {middle} {suffix}", sic, does))
    return titles


def measured(
    number: int,
    ticker: str,
    name: str,
    kind: str,
    venue: str | None,
    generator: np.random.Generator,
    sic: str,
    business: str,
) -> Profile:
    listed = venue is None
    place = str(generator.choice(_LISTED)) if venue is None else venue
    cap = float(
        np.clip(np.exp(generator.normal(np.log(60e6 if listed else 22e6), 1.0)), 4e6, 350e6)
    )
    price = float(np.clip(np.exp(generator.normal(np.log(4.0 if listed else 0.9), 1.0)), 0.03, 30))
    turnover = float(np.exp(generator.normal(np.log(0.0012 if listed else 0.00015), 1.5)))
    volatility = float(np.clip(np.exp(generator.normal(np.log(0.032), 0.3)), 0.012, 0.08))
    trend = float(generator.normal(-0.05, 0.15))
    noise = float(generator.uniform(0.3, 0.55))
    months = (12, 12, 12, 12, 6, 9)
    year_end = int(generator.choice(months))
    if kind in ("dilution", "reverse_split", "stale_vendor_count") or kind in DEATHS:
        trend = {"dilution": -0.35, "death_acquired": 0.0}.get(kind, -0.8)
        price, place = min(price, 1.9), "NASDAQ_CM" if listed else place
    if kind == "spac_remnant":
        cap, price, volatility, trend, place = 45e6, 10.4, 0.006, 0.03, "NASDAQ_GM"
        sic, business = "6770", "looks for a company to merge with"
        name = name.partition(" ")[0] + " Acquisition Corp."
        turnover *= 0.3
    if kind == "foreign":
        name = name.rpartition(" ")[0].rstrip(",") + " Ltd"
    dollars = float(np.clip(cap * turnover, 150.0, 5e6))
    if dollars < 30e3:
        noise += 0.35
    # thinner names are dearer: 1.6 % at $100,000 a day, 10 % at $1,000
    spread = 0.016 * (dollars / 1e5) ** -0.4 * float(np.exp(generator.normal(0, 0.25)))
    return Profile(
        number, ticker, name, kind, place, cap, price, volatility, dollars,
        float(np.clip(spread, 0.003, 0.25)), trend, noise, year_end, sic, business,
    )  # fmt: skip
