"""Whether a source says that it holds every row of a table, so that no row means that none was."""

from datetime import date, timedelta

import polars as pl

from microcap.view.subject import Subject

_DAY = timedelta(days=1)


def none_missing(subject: Subject, table: str, first: date, last: date) -> bool:
    """Whether the spans of one source, complete and with absence meaning none, cover the days.

    `Subject.holds_complete` asks for complete spans alone: a file may be held as a whole and still
    not have every message that was sent.
    """
    rows = subject.coverage(table).filter(pl.col("complete") & (pl.col("absent_means") == "none"))
    for _, spans in rows.group_by("source"):
        reach = first - _DAY
        for begins, until in spans.sort("day").select("day", "until").iter_rows():
            if begins <= reach + _DAY:
                reach = max(reach, until)
        if reach >= last:
            return True
    return False
