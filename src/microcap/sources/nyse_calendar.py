"""Sessions of the New York Stock Exchange, which OTC equities follow."""

from datetime import date

import polars as pl

FIRST, LAST = date(2009, 1, 2), date(2027, 12, 31)
"""Sessions are written to the lake once, for the years that any source here covers."""


def sessions(first: date = FIRST, last: date = LAST) -> pl.DataFrame:
    """Sessions from `first` to `last`: `day`, `open_at`, `close_at` (UTC), `early_close`.

    Past sessions are as they were held, future ones as the exchange has announced its holidays;
    exchange-calendars keeps both. Its import costs seconds, so it happens here and not above.
    """
    import warnings

    with warnings.catch_warnings():
        # the library uses a form of pandas that the newest pandas announces to drop
        warnings.simplefilter("ignore", DeprecationWarning)
        return _schedule(first, last)


def _schedule(first: date, last: date) -> pl.DataFrame:
    import exchange_calendars

    calendar = exchange_calendars.get_calendar(
        "XNYS", start=first.isoformat(), end=last.isoformat()
    )
    schedule = calendar.schedule.reset_index()
    frame = pl.DataFrame(
        {
            "day": schedule.iloc[:, 0].dt.date.tolist(),
            "open_at": schedule["open"].dt.to_pydatetime().tolist(),
            "close_at": schedule["close"].dt.to_pydatetime().tolist(),
        }
    )
    utc = pl.Datetime("us", "UTC")
    close_et = pl.col("close_at").dt.convert_time_zone("America/New_York")
    return frame.with_columns(pl.col("open_at", "close_at").cast(utc)).with_columns(
        early_close=close_et.dt.hour() < 16,
        known_at=pl.datetime(1970, 1, 1, time_zone="UTC").cast(utc),
    )
