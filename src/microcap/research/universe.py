"""The universe of a day: every name that could be traded, with its cap interval and tier.

The chapter `research.size` reasons about one name and can say why; this is the same rule for all
names at once, and a test holds the two equal. A name belongs to the universe when its last bar
is at most five sessions old.
"""

from datetime import date, timedelta

import polars as pl

from microcap.model.definitions import size_tier
from microcap.research.cap import (
    AGREE,
    AROUND_SPLIT,
    BEFORE_SPLIT,
    CHURN_SESSIONS,
    STALE_AFTER,
)
from microcap.view.view import View

SEEN_WITHIN = 5


def members(view: View, panel: pl.DataFrame) -> pl.DataFrame:
    """One row per name of the universe: last row of the panel and how old it is.

    Columns: `security`, `symbol`, `last_bar`, `sessions_since_bar`, `price` (raw close, USD per
    share), `close` (split-adjusted), `session_late`, `ohlc_held`.
    """
    last = panel.group_by("security", maintain_order=True).agg(
        pl.col("symbol").last(),
        last_bar=pl.col("day").last(),
        price=pl.col("close_raw").last(),
        flags=pl.col("flags").last(),
        usual_volume=pl.col("volume").tail(CHURN_SESSIONS).mean(),
        ohlc_held=pl.col("ohlc").tail(90).sum() >= 20,
    )
    numbered = view.sessions.select("day").with_row_index("at")
    newest = numbered.height - 1
    return (
        last.join(numbered, left_on="last_bar", right_on="day", how="left")
        .with_columns(
            sessions_since_bar=(newest - pl.col("at").cast(pl.Int64)),
            session_late=(pl.col("flags") & 2) > 0,
        )
        .filter(pl.col("sessions_since_bar") <= SEEN_WITHIN)
        .drop("at", "flags")
        .sort("security")
    )


def caps(view: View, names: pl.DataFrame) -> pl.DataFrame:
    """Shares, cap interval and tiers of the given names.

    Adds `shares`, `shares_low`, `shares_high` (in the shares of the day), `cap`, `cap_low`,
    `cap_high` (USD), `tier`, `tier_low`, `tier_high`, `tier_disputed` (the ends differ, or more than all counted shares trade on a mean day), `count_kind`, `count_stale` (the vendor has fallen silent, or the cover is old).
    """
    counts = view.vendor_counts().sort("security", "day")
    vendor = counts.filter(pl.col("shares") > 0)
    silent = counts.group_by("security", maintain_order=True).agg(
        silent=pl.col("shares").last().is_null()
    )
    newest = vendor.group_by("security", maintain_order=True).agg(
        vendor=pl.col("adjusted").last(), vendor_day=pl.col("day").last()
    )
    cover = _newer(_cover_counts(view), _given_counts(view, "cover"))
    held = (
        names.select("security", "price", "usual_volume")
        .join(newest, on="security", how="left")
        .join(cover, on="security", how="left")
        .join(_given_counts(view, "user"), on="security", how="left")
    )
    fresh_cover = (pl.lit(view.day) - pl.col("cover_day")) <= STALE_AFTER
    issued_since = (pl.col("vendor_day") > pl.col("cover_day")) & (
        pl.col("vendor") / pl.col("cover") > 1 + AGREE
    )
    by_user = pl.col("user").is_not_null()
    by_cover = pl.col("cover").is_not_null() & (
        (fresh_cover & ~issued_since.fill_null(False)) | pl.col("vendor").is_null()
    )
    chosen = held.with_columns(
        used=pl.when(by_user).then("user").when(by_cover).then("cover").otherwise("vendor"),
        count_kind=pl.when(by_user)
        .then(pl.lit("user"))
        .when(by_cover)
        .then(pl.lit("cover"))
        .when(pl.col("vendor").is_not_null())
        .then(pl.lit("vendor")),
    )
    doubted = _doubted(vendor, view, chosen)
    with_ends = chosen.join(doubted, on="security", how="left")
    others = [_other(kind, view.day) for kind in ("cover", "vendor")]
    ends = with_ends.with_columns(
        shares=pl.col("used").round(),
        shares_low=pl.min_horizontal("used", "doubt_low", *others).round(),
        shares_high=pl.max_horizontal("used", "doubt_high", *others).round(),
    ).with_columns(
        cap=pl.col("price") * pl.col("shares"),
        cap_low=pl.col("price") * pl.col("shares_low"),
        cap_high=pl.col("price") * pl.col("shares_high"),
    )
    tiers = ends.with_columns(
        pl.col(amount)
        .map_elements(size_tier, return_dtype=pl.String, skip_nulls=True)
        .fill_null("unknown")
        .alias(name)
        for amount, name in (("cap", "tier"), ("cap_low", "tier_low"), ("cap_high", "tier_high"))
    ).with_columns(
        tier_disputed=(pl.col("tier_low") != pl.col("tier"))
        | (pl.col("tier_high") != pl.col("tier"))
        | (pl.col("usual_volume") > pl.col("used")).fill_null(False),
    )
    stale = tiers.join(silent, on="security", how="left").with_columns(
        count_stale=pl.when(pl.col("count_kind") == "vendor")
        .then(pl.col("silent"))
        .when(pl.col("count_kind") == "user")
        .then((pl.lit(view.day) - pl.col("user_day")) > STALE_AFTER)
        .otherwise(~fresh_cover)
    )
    wanted = [
        "security",
        "shares",
        "shares_low",
        "shares_high",
        "cap",
        "cap_low",
        "cap_high",
        "tier",
        "tier_low",
        "tier_high",
        "tier_disputed",
        "count_kind",
        "count_stale",
    ]
    return names.join(stale.select(wanted), on="security", how="left").sort("security")


def _other(kind: str, day: date) -> pl.Expr:
    """The count of a kind that is not in use, where it is recent and does not agree."""
    held = pl.when(
        (pl.col("count_kind") != kind)
        & ((pl.lit(day) - pl.col(f"{kind}_day")) <= 2 * STALE_AFTER)
        & ((pl.col(kind) / pl.col("used") - 1).abs() > AGREE)
    )
    return held.then(pl.col(kind))


def _doubted(vendor: pl.DataFrame, view: View, chosen: pl.DataFrame) -> pl.DataFrame:
    """The ends of the counts in doubt, for names whose cap rests on the vendor's count."""
    day = view.day
    splits = (
        view.splits()
        .filter((pl.col("day") <= day) & (pl.col("day") > day - AROUND_SPLIT))
        .group_by("security")
        .agg(ex_day=pl.col("day").max())
    )
    using = chosen.filter(pl.col("count_kind") == "vendor").select("security", "used")
    counts = vendor.join(using, on="security").join(splits, on="security")
    since = pl.col("ex_day") - BEFORE_SPLIT
    last_before = (
        counts.filter(pl.col("day") < since)
        .group_by("security", "ex_day", maintain_order=True)
        .agg(pl.col("adjusted").last(), pl.col("used").last())
    )
    around = pl.concat(
        [
            counts.filter(pl.col("day") >= since).select("security", "ex_day", "adjusted", "used"),
            last_before,
        ]
    )
    odd = around.filter((pl.col("adjusted") / pl.col("used") - 1).abs() > AGREE)
    jumped = _jumped(vendor, using, day)
    both = pl.concat([odd.select("security", "adjusted"), jumped])
    return both.group_by("security").agg(
        doubt_low=pl.col("adjusted").min(), doubt_high=pl.col("adjusted").max()
    )


def _jumped(vendor: pl.DataFrame, using: pl.DataFrame, day: date) -> pl.DataFrame:
    """The count before the one in use, where that came within 60 days and is three times off."""
    recent = vendor.join(using, on="security").with_columns(
        before=pl.col("adjusted").shift().over("security")
    )
    last = (
        recent.group_by("security", maintain_order=True)
        .last()
        .filter(pl.col("day") > day - timedelta(days=60))
    )
    jump = pl.col("adjusted") / pl.col("before")
    return last.filter((jump > 3) | (jump < 1 / 3)).select("security", adjusted="before")


def _given_counts(view: View, kind: str) -> pl.DataFrame:
    """The newest counts of a kind in the table share_counts, classes together, in today's shares."""
    given = view.table("share_counts").filter(
        (pl.col("kind") == kind) & pl.col("shares").is_not_null()
    )
    rows = view.borne(given.collect())
    newest = rows.sort("day", "known_at").unique(["security", "share_class"], keep="last")
    splits = (
        view.splits()
        .filter((pl.col("status") == "listed") & (pl.col("day") <= view.day))
        .select("security", ex_day="day", ratio=pl.col("new_shares") / pl.col("old_shares"))
    )
    factors = (
        newest.join(splits, on="security")
        .filter(pl.col("day") < pl.col("ex_day"))
        .group_by("security", "share_class")
        .agg(factor=pl.col("ratio").product())
    )
    counted = newest.join(factors, on=["security", "share_class"], how="left").join(
        _ordinary_per_adr(view), on="security", how="left"
    )
    per_share = pl.lit(1.0) if kind == "user" else pl.col("ordinary_per_adr").fill_null(1.0)
    adjusted = pl.col("shares") * pl.col("factor").fill_null(1.0) / per_share
    return counted.group_by("security").agg(
        adjusted.sum().alias(kind), pl.col("day").min().alias(f"{kind}_day")
    )


def _newer(filed: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """Of a filing's cover page and one in a file, the newer."""
    return pl.concat([filed, given]).sort("cover_day").unique("security", keep="last")


def _ordinary_per_adr(view: View) -> pl.DataFrame:
    """Ordinary shares per depositary share, by the newest dated list that gives it."""
    return (
        view.borne(view.table("listings").filter(pl.col("ordinary_per_adr") > 0).collect())
        .sort("day")
        .group_by("security", maintain_order=True)
        .agg(pl.col("ordinary_per_adr").last())
    )


def _cover_counts(view: View) -> pl.DataFrame:
    """The newest cover-page count of each linked name, in the shares of the day."""
    empty = pl.DataFrame(schema={"security": pl.String, "cover": pl.Float64, "cover_day": pl.Date})
    facts = (
        view.table("facts", pl.col("tag") == "EntityCommonStockSharesOutstanding")
        .filter((pl.col("unit") == "shares") & (pl.col("value") > 0))
        .select("issuer", "day", "filed", "value", "known_at")
        .collect()
    )
    if facts.is_empty():
        return empty
    last = facts.sort("day", "known_at").unique("issuer", keep="last")
    linked = last.join(view.issuers_of_securities(), on="issuer")
    splits = (
        view.splits()
        .filter((pl.col("status") == "listed") & (pl.col("day") <= view.day))
        .select("security", ex_day="day", ratio=pl.col("new_shares") / pl.col("old_shares"))
    )
    factors = (
        linked.join(splits, on="security")
        .filter((pl.col("day") < pl.col("ex_day")) & (pl.col("filed") < pl.col("ex_day")))
        .group_by("security")
        .agg(factor=pl.col("ratio").product())
    )
    counted = (
        linked.join(factors, on="security", how="left")
        .join(_ordinary_per_adr(view), on="security", how="left")
        .with_columns(
            cover=pl.col("value")
            * pl.col("factor").fill_null(1.0)
            / pl.col("ordinary_per_adr").fill_null(1.0)
        )
    )
    return counted.select("security", "cover", cover_day="day")
