"""Trading was halted and had not resumed by the moment."""

from microcap.checks import check
from microcap.checks.absence_proved import none_missing
from microcap.model.figures import counted
from microcap.model.halt_codes import halt_words
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.market_structure import last_trade, open_halts, own_rows
from microcap.view.moment import EASTERN
from microcap.view.subject import Subject


@check(
    severity=3,
    kind="state",
    risk="liquidity",
    ends="the resumption of trading",
    reference="methods.md section 5; Nasdaq Rule 4120, NYSE Rule 123D",
)
def halted_now(subject: Subject) -> Verdict:
    """A halt had begun and not ended by the moment; the last price is then not a mark.

    That none is listed is a clean bill only where a source says that it holds every halt.
    """
    found = open_halts(subject)
    if found.height:
        newest = found.row(-1, named=True)
        since = newest["start_at"].astimezone(EASTERN)
        return Finding(
            f"halted since {since:%Y-%m-%d %H:%M} ET, code {newest['code']}",
            tuple(
                Evidence(
                    row["source"],
                    f"code {row['code']}: {halt_words(row['code'], row['day'])}",
                    row["day"],
                    row["known_at"],
                )
                for row in found.sort("start_at", descending=True).iter_rows(named=True)
            ),
        )
    last, day = last_trade(subject), subject.view.last_session
    if last is not None and none_missing(subject, "halts", last, day):
        halts = own_rows(subject, "halts").height
        return Clear(
            f"{counted(halts, 'halt')} held, complete from the last trade of {last} to {day}"
        )
    return CannotTell(
        f"a complete list of halts from the last trade ({last or 'none held'}) to {day}",
        "microcap ingest files FILE with an exchange's list of halts of these days",
    )
