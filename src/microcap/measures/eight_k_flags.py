"""What the items of a Form 8-K say, and how heavy each weighs."""

from collections.abc import Sequence

from microcap.measures import method
from microcap.model.errors import Contradiction
from microcap.model.item_flags import item_flags, item_of

__all__ = ["EVENT_ITEMS", "eight_k_flags", "item_of"]

EVENT_ITEMS = item_flags()
"""Items since 2004-08-23, with the flags and severities of methods.md section 7."""


@method(reference="Form 8-K; methods.md section 7, table of items")
def eight_k_flags(items: Sequence[str], says: Sequence[str] = ()) -> list[str]:
    """The flag of each item with its severity, as `auditor_change:3`; `none:0` for none.

    `says` is what the text tells beside: resigned or disagreement (of an auditor),
    chief_financial_officer (of an officer who left). Items of before 2004-08-23 are refused.
    """
    known = [one.says for item in EVENT_ITEMS.values() for one in item.worse]
    strange = [word for word in says if word not in known]
    if strange:
        raise Contradiction(f"says has {strange[0]!r}; it may have {', '.join(known)}")
    return [_flag(item, says) for item in items]


def _flag(code: str, says: Sequence[str]) -> str:
    item = item_of(code)
    if item is None:
        raise Contradiction(
            f"item {code!r} is no item of Form 8-K since 2004-08-23; items are such as 4.01"
        )
    worse = [one.severity for one in item.worse if one.says in says]
    return f"{item.flag}:{max([item.severity, *worse])}"
