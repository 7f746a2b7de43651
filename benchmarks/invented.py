"""Invented inputs, for a machine without the shared generators: a market, tagged numbers, texts.

The shapes are those that matter for speed: prices in cents, days without trades whose four prices
are the last close, volumes of a heavy tail; companyfacts of four megabytes with some thousand
lists. Nothing in them is a forecast of anything.
"""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

FIRST = date(2014, 1, 2)
IDLE = 0.15
"""Share of days without a trade."""


def panel(folder: Path, securities: int, days: int) -> None:
    """Write panel.parquet and p_o.npy, p_h.npy, p_l.npy, p_c.npy of so many securities and days."""
    draw = np.random.default_rng(7)
    shape = (securities, days)
    spread = np.exp(draw.normal(-3.6, 0.7, (securities, 1))).clip(0.002, 0.3)
    volatility = np.exp(draw.normal(-3.3, 0.4, (securities, 1))).clip(0.008, 0.12)
    middle = draw.normal(1, 1.2, (securities, 1)) + np.cumsum(
        volatility * draw.standard_normal(shape), axis=1
    )
    trades = [
        np.round(
            np.exp(
                np.clip(middle, -2, 7)
                + spread / 2 * draw.choice([-1.0, 1.0], shape)
                + volatility / 4 * draw.standard_normal(shape)
            ),
            2,
        ).clip(0.01)
        for _ in range(4)
    ]
    first, last = trades[0], trades[3]
    high, low = np.maximum.reduce(trades), np.minimum.reduce(trades)
    idle = draw.random(shape) < IDLE
    idle[:, 0] = False
    held = np.maximum.accumulate(np.where(idle, 0, np.arange(days)), axis=1)
    last = np.take_along_axis(last, held, axis=1)
    prices = {
        name: np.where(idle, last, values)
        for name, values in (("open", first), ("high", high), ("low", low), ("close", last))
    }
    volume = np.where(idle, 0, np.exp(draw.normal(8, 1.8, shape))).astype(np.int64)
    shares = np.round(np.exp(draw.normal(16.8, 1, (securities, 1)))).astype(np.int64)
    business = np.busday_offset(np.datetime64(FIRST), np.arange(days), roll="forward")
    for name, values in prices.items():
        np.save(folder / f"p_{name[0]}.npy", values)
    pl.DataFrame(
        {
            "sec": np.repeat(np.arange(securities, dtype=np.int32), days),
            "date": np.tile(business.astype("datetime64[D]"), securities),
            **{name: values.ravel() for name, values in prices.items()},
            "volume": volume.ravel(),
            "shares": np.repeat(shares, days, axis=1).ravel(),
        }
    ).write_parquet(folder / "panel.parquet", compression="zstd", row_group_size=100 * days)


def facts(folder: Path, files: int, size: int = 4_000_000) -> None:
    """Write so many answers of about `size` bytes, in the form in which the SEC sends them."""
    draw = np.random.default_rng(11)
    ends = [date(year, month, day) for year in range(2009, 2024) for month, day in _QUARTERS]
    for number in range(files):
        cik = 1_000_000 + number
        body = {
            "cik": cik,
            "entityName": f"INVENTED {cik} CORP",
            "facts": {"us-gaap": _concepts(cik, ends, size, draw)},
        }
        text = json.dumps(body, separators=(",", ":"))
        (folder / f"CIK{cik:010d}.json").write_text(text)


def texts(folder: Path, short: int = 100_000, long: int = 60) -> None:
    """Write news.json, short texts and whether each promotes, and tenk.json, texts of 500 kB."""
    draw = np.random.default_rng(5)
    promotes = (draw.random(short) < 0.2).tolist()
    news = []
    for loud, count in zip(promotes, draw.integers(15, 70, short).tolist(), strict=True):
        words = [_WORDS[place] for place in draw.integers(0, len(_WORDS), count).tolist()]
        news.append(" ".join([*words, _LOUD] if loud else words).capitalize() + ".")
    (folder / "news.json").write_text(json.dumps([news, [int(one) for one in promotes]]))
    reports = []
    for number in range(long):
        places = draw.integers(0, len(_WORDS), 75_000).tolist()
        words = [_WORDS[place] for place in places]
        if number % 3 == 0:
            words[40_000] = _DOUBT
        reports.append(" ".join(words)[:500_000])
    (folder / "tenk.json").write_text(json.dumps(reports))


_WORDS = (
    "company",
    "shares",
    "market",
    "quarter",
    "revenue",
    "agreement",
    "results",
    "mineral",
    "director",
    "note",
    "offering",
    "the",
    "of",
    "listing",
    "board",
    "cash",
    "and",
    "to",
    "in",
    "for",
    "with",
    "on",
    "by",
    "as",
    "from",
    "its",
    "our",
    "we",
    "will",
    "has",
    "been",
    "under",
)
_LOUD = "about to explode with huge upside, do not miss it"
_DOUBT = "substantial doubt about its ability to continue as a going concern"
_QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))


def _concepts(
    cik: int, ends: list[date], size: int, draw: np.random.Generator
) -> dict[str, object]:
    concepts: dict[str, object] = {}
    written = 0
    while written < size:
        rows: list[dict[str, object]] = []
        spans = draw.random() < 0.55
        for place, end in enumerate(ends):
            if draw.random() < 0.3:
                continue
            row: dict[str, object] = {}
            if spans:
                row["start"] = (end - timedelta(days=90)).isoformat()
            row |= {
                "end": end.isoformat(),
                "val": int(np.exp(draw.normal(14, 2))),
                "accn": f"{cik:010d}-{end.year % 100:02d}-{place + 1:06d}",
                "fy": end.year,
                "fp": f"Q{place % 4 + 1}",
                "form": "10-K" if place % 4 == 3 else "10-Q",
                "filed": (end + timedelta(days=45)).isoformat(),
            }
            if draw.random() < 0.6:
                row["frame"] = f"CY{end.year}Q{place % 4 + 1}"
            rows.append(row)
        name = f"InventedConcept{len(concepts):05d}"
        concepts[name] = {"label": name, "description": "Amount. " * 20, "units": {"USD": rows}}
        written += 150 * len(rows) + 300
    return concepts
