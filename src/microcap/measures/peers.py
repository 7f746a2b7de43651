"""Where a score stands among companies of the same industry and about the same size.

1. `industry_codes` has the SIC of every issuer as known at the moment.
2. `peer_figures` is one pass over the facts of the issuers that share two digits, kept with the view.
3. `place` ranks a score among the nearest in assets: of the same four digits where at least eight
   of them have the score, else of three, else of two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from math import log
from typing import Any

import polars as pl

from microcap.measures.account_scores import ACCRUAL_ITEMS, DISTRESS_ITEMS, Values
from microcap.model.verdicts import CannotTell
from microcap.view.annual_figures import annual_figures
from microcap.view.once import once
from microcap.view.subject import Subject
from microcap.view.view import View

LEAST = 8
"""With fewer peers nothing is compared (project default)."""
MOST = 24
"""The nearest in size are taken, no more than these (project default)."""
_FRESH = timedelta(days=460)
"""A fiscal year that ended before is no peer of today's: fifteen months, when a new one is due."""
_ITEMS = tuple(dict.fromkeys((*DISTRESS_ITEMS, *ACCRUAL_ITEMS)))
_DO = (
    "microcap ingest sec FOLDER with the companyfacts and submissions of companies of its industry"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A score among its peers: how many have a lower one, and a higher one, of how many."""

    value: float
    below: int
    above: int
    peers: int
    code: str
    """The digits of the SIC that they share."""

    @property
    def in_lowest_fifth(self) -> bool:
        """Fewer than a fifth of the peers have a lower score."""
        return self.below < self.peers / 5

    @property
    def in_highest_fifth(self) -> bool:
        """Fewer than a fifth of the peers have a higher score."""
        return self.above < self.peers / 5

    @property
    def says(self) -> str:
        """How many peers, and by what they are chosen."""
        return f"{self.peers} peers, SIC {self.code:x<4}, nearest in assets"


@once
def industry_codes(view: View) -> dict[str, str]:
    """The SIC of every issuer as known at the moment, four digits."""
    rows = view.table("issuers", pl.col("field") == "sic").collect()
    rows = rows.filter((pl.col("day") <= view.day) & pl.col("value").str.contains(r"^\d{3,4}$"))
    last = rows.sort("day", "known_at").unique("issuer", keep="last", maintain_order=True)
    return {issuer: code.zfill(4) for issuer, code in last.select("issuer", "value").iter_rows()}


def peer_figures(view: View, code: str) -> list[dict[str, Any]]:
    """The newest annual figures of every issuer with the same first two digits.

    One pass over the facts for the first industry of a view; the second one asked for takes all
    the others with it, so that a screen of every name makes two.
    """
    held, codes = _passes(view), industry_codes(view)
    if code[:2] not in held:
        every = {other[:2] for other in codes.values()}
        taken = every - held.keys() if held else {code[:2]}
        wanted = [one for one, other in codes.items() if other[:2] in taken]
        rows = annual_figures(view, wanted, _ITEMS, view.day - _FRESH)
        held.update({digits: [] for digits in taken})
        for row in rows.filter(pl.col("assets") > 0).to_dicts():
            held[codes[row["issuer"]][:2]].append(row)
    return held[code[:2]]


@once
def _passes(view: View) -> dict[str, list[dict[str, Any]]]:
    return {}


def place(
    subject: Subject, value: float, assets: float, score: Callable[[Values], float | None]
) -> Place | CannotTell:
    """Where a score stands among the subject's peers; `score` is the same one on their figures.

    `assets` is the subject's size in dollars. At least eight peers must have the score.
    """
    codes = industry_codes(subject.view)
    code = codes.get(subject.issuer or "")
    if code is None:
        return CannotTell(f"an industry code (SIC) of the issuer of {subject.symbol}", _DO)
    others = [one for one in peer_figures(subject.view, code) if one["issuer"] != subject.issuer]
    scored = [(one, told) for one in others if (told := score(one)) is not None]
    found: list[tuple[dict[str, Any], float]] = []
    for digits in (4, 3, 2):
        found = [
            (one, told) for one, told in scored if codes[one["issuer"]][:digits] == code[:digits]
        ]
        if len(found) >= LEAST:
            near = sorted(found, key=lambda pair: abs(log(pair[0]["assets"] / assets)))[:MOST]
            lower = sum(told < value for _, told in near)
            higher = sum(told > value for _, told in near)
            return Place(value, lower, higher, len(near), code[:digits])
    return CannotTell(
        f"{LEAST} peers of SIC {code[:2]}xx with accounts of the last fifteen months; "
        f"held are {len(found)}",
        _DO,
    )
