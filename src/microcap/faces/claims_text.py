"""The claims about a name as text for a terminal: the worst first, each with its words."""

from microcap.faces.figure_words import published
from microcap.faces.outline import Row
from microcap.faces.sections import INFORMS, SYNTHETIC
from microcap.faces.terminal import moment_et, wrap
from microcap.faces.text_rows import apart, row_lines, wide_enough
from microcap.model.verdicts import Evidence
from microcap.research.claims import ClaimRow, Claims, Ruling

_MOST = 40
"""Claims shown in the text; the rest is counted, and all of them are in the JSON."""
_TELLINGS = 6
_WORDS = {
    "contradicted": "CONTRADICTED",
    "overdue": "OVERDUE",
    "ended": "ENDED SINCE",
    "cannot_tell": "CANNOT TELL",
    "unverified": "UNVERIFIED",
    "verified": "VERIFIED",
}


def claims(value: Claims, width: int = 100) -> str:
    """Each claim: status and why, its words with who said them where, and what bears on it."""
    wide_enough(width)
    invented = [SYNTHETIC] if value.synthetic else []
    title = f"CLAIMS {published(value.symbol, 20)}"
    lines = [*invented, *apart(title, moment_et(value.moment), width), ""]
    counted = ", ".join(
        f"{count} {status.replace('_', ' ')}" for status, count in value.counts.items() if count
    )
    lines += [*wrap(counted or "no claim was read", width, 0), ""]
    for one in value.rows[:_MOST]:
        lines += [*_claim(one, width), ""]
    if len(value.rows) > _MOST:
        lines += wrap(f"{len(value.rows) - _MOST} more claims: --json lists all", width, 2)
    for note in value.notes:
        lines += row_lines(Row("note", published(note, 300)), width)
    if value.rows:
        do = (
            f"Your own ruling: microcap claims rule {published(value.symbol, 20)} ID --ruling "
            'verified --why "…" (or contradicted, open, withdrawn). To read more of the record: '
            f"microcap fetch documents {published(value.symbol, 20)}, or microcap note add --file."
        )
        lines += wrap(do, width, 0)
    said = "A status says what the record held here shows of a claim by the moment, and no more."
    return "\n".join([*lines, *wrap(said, width, 0), *wrap(INFORMS, width, 0)])


def ruled(value: Ruling, width: int = 100) -> str:
    """What was written about a claim."""
    said = f"claim {value.claim} is ruled {value.ruling}: {published(value.why, 400)}"
    return "\n".join(wrap(f"{said} (entry {value.entry} of the casebook)", width, 0))


def _claim(one: ClaimRow, width: int) -> list[str]:
    lines = apart(f"{_WORDS[one.status]}  {one.label}, {one.day}", one.id, width)
    lines += wrap(published(one.says, 400), width, 2)
    who = f"; says {published(one.by, 120)}" if one.by else ""
    where = f"{published(one.origin, 30)} {published(one.source, 40)}{who}"
    lines += row_lines(Row("claimed", f"“{published(one.quote, 620)}” {where}"), width)
    if one.hedge:
        lines += row_lines(Row("held back", published(one.hedge.replace(", ", "; "), 80)), width)
    if one.due is not None:
        lines += row_lines(Row("due", f"{one.due} (“{published(one.when, 60)}”)"), width)
    if one.before:
        told = "; ".join(f"{held.day}: by {held.due}" for held in one.before[-_TELLINGS:])
        more = len(one.before) - _TELLINGS
        ahead = f"{more} times more, then " if more > 0 else ""
        lines += row_lines(Row("told before", f"{ahead}{told} (told, promised)"), width)
    for piece in one.evidence:
        lines += row_lines(Row("record", _piece(piece)), width)
    if not one.evidence and one.status != "verified":
        lines += row_lines(Row("looks for", one.verified_by), width)
    if one.ruling is not None:
        why = published(one.ruling.why, 300)
        said = f"{one.ruling.ruling}: {why} (entry {one.ruling.entry})"
        lines += row_lines(Row("you ruled", said), width)
    return lines


def _piece(piece: Evidence) -> str:
    day = f", {piece.day}" if piece.day else ""
    return f"{published(piece.what, 520)} {published(piece.source, 40)}{day}"
