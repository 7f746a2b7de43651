"""What a run of `fetch` asked, brought and missed, as text."""

from microcap.faces.terminal import clean
from microcap.model.figures import counted
from microcap.research.fetch import Fetched

_SHOWN = 20


def fetched_text(said: Fetched, where: str) -> str:
    """The run in a few lines; what a publisher wrote is cleaned of control characters."""
    brought = said.brought
    lines = [
        f"asked {said.asked:,} addresses, {said.from_kept:,} answers were kept; "
        f"brought {brought.files:,} of them into {where}"
    ]
    lines += [f"  {rows:>12,}  {table}" for table, rows in sorted(brought.rows.items())]
    if said.issuers:
        named = ", ".join(f"{clean(name)} is CIK {cik}" for name, cik in said.issuers.items())
        lines.append(f"issuers: {named}")
    if brought.already:
        lines.append(f"{len(brought.already):,} answers were here already, nothing changed")
    if brought.rejected:
        lines.append("rejected, kept in the table rejects with row and reason (microcap status):")
        lines += [f"  {rows:>12,}  {clean(why)}" for why, rows in sorted(brought.rejected.items())]
    lines += _found(said)
    lines += _listed("not known:", said.unknown)
    lines += _listed("not published by the SEC:", said.absent)
    lines += _listed("refused, each left out whole:", brought.refused)
    lines += _listed("not answered; run the same command again for it:", said.failed)
    return "\n".join(lines)


def _found(said: Fetched) -> list[str]:
    if not said.found:
        return []
    lines = [f"the words stand in {counted(len(said.found), 'document')}:"]
    for hit in said.found[:_SHOWN]:
        names = hit["names"] if isinstance(hit["names"], list) else []
        told = [str(hit[key] or "") for key in ("filed", "form", "type", "accession")]
        lines.append("  " + clean("  ".join([*told, *(str(name) for name in names[:1])]), 140))
    if len(said.found) > _SHOWN:
        lines.append(f"  … and {len(said.found) - _SHOWN:,} more (--json has all)")
    return lines


def _listed(heading: str, sentences: list[str]) -> list[str]:
    if not sentences:
        return []
    lines = [heading, *(f"  {clean(sentence, 300)}" for sentence in sentences[:_SHOWN])]
    if len(sentences) > _SHOWN:
        lines.append(f"  … and {len(sentences) - _SHOWN:,} more (--json has all)")
    return lines
