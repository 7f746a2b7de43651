"""Everything the register of red flags says of one name, and the six risks it adds up to none of."""

from dataclasses import dataclass
from datetime import datetime

from microcap.research.chapters import Reference, Suspicion
from microcap.research.liquidity import liquidity
from microcap.research.references import references
from microcap.research.risks import Risk, risks
from microcap.research.suspicious import suspicions
from microcap.view.subject import Subject


@dataclass(frozen=True)
class Flags:
    """Findings by today's weight, clean bills, what nobody can tell, and the six risks."""

    symbol: str
    moment: datetime
    synthetic: bool
    answers: tuple[Suspicion, ...]
    risks: tuple[Risk, ...]
    sources: tuple[Reference, ...]


def flags(subject: Subject) -> Flags:
    """Every check asked of a subject, the worst first, with the six risks of the name."""
    doubts = suspicions(subject)
    mapped = risks(doubts, liquidity(subject))
    return Flags(
        subject.symbol,
        subject.view.moment,
        subject.view.synthetic,
        doubts,
        mapped,
        references(subject, (mapped,), doubts),
    )
