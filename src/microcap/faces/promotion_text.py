"""Verdicts on messages, and how good they are, as text and as JSON."""

import json
from collections.abc import Sequence

from microcap.faces.terminal import clean
from microcap.reading.messages import Fault, Judged
from microcap.research.promotion_score import Measured, PromotionScore


def line_of(one: Judged | Fault) -> str:
    """One JSON object, without a line end."""
    if isinstance(one, Fault):
        held: dict[str, object] = {"id": one.id, "line": one.line, "error": one.sentence}
        return json.dumps(held, ensure_ascii=False)
    told = one.promotion
    return json.dumps(
        {
            "id": one.id,
            "promotion": {
                "label": told.label,
                "score": told.score,
                "because": list(told.because),
                "trained_on": told.trained_on,
            },
            "compensation": [
                {
                    "detail": statement.detail,
                    "quote": statement.quote,
                    "span": list(statement.span),
                    "says": dict(statement.says),
                }
                for statement in one.compensation
            ],
        },
        ensure_ascii=False,
        allow_nan=False,
    )


def heading() -> str:
    """Names of the columns of `row_of`."""
    return f"{'id':<20} {'label':<16} {'score':>5}  because"


def row_of(one: Judged | Fault, width: int) -> str:
    """One line of the table, and one more for each disclosure of pay."""
    if isinstance(one, Fault):
        return f"{clean(str(one.id or ''), 20):<20} {'not read':<16} {'':>5}  {clean(one.sentence, 160)}"
    told = one.promotion
    score = "" if told.score is None else f"{told.score:.2f}"
    because = clean("; ".join(told.because), max(20, width - 46))
    lines = [f"{clean(str(one.id or ''), 20):<20} {told.label:<16} {score:>5}  {because}"]
    for statement in one.compensation:
        says = ", ".join(f"{key} {value}" for key, value in statement.says.items())
        lines.append(
            f"{'':<20} pay: {clean(statement.detail, 12)} {clean(says, max(20, width - 40))}"
        )
    return "\n".join(lines)


def score_text(value: PromotionScore) -> str:
    """Everything that was measured, as tables."""
    lines = [
        f"{value.promotional} promotional and {value.others} other texts of {value.families} families",
        f"Trained on {value.trained_on}. Every figure is of texts whose family no weight was learned from.",
        "",
        f"{'':<34}{'precision':>10}{'recall':>8}{'F1':>7}{'false alarms':>14}",
        _measured("families held out, texts", value.texts),
        _measured("families held out, by family", value.by_family),
        _measured("14-word list, texts", value.keywords),
        _measured("14-word list, by family", value.keywords_by_family),
        "",
        "Corpus held out (no text of it was learned from)",
    ]
    lines += [_measured(name, one) for name, one in value.by_corpus]
    lines += ["", "Precision, were promotions this share of what is read"]
    lines += [f"  {share:>6.0%} {_share(precision)}" for share, precision in value.base_rates]
    lines += ["", f"Calibration (Brier {value.brier:.3f}): said, came true, texts (by family)"]
    lines += [
        f"  {low:.1f}-{high:.1f} {_share(said)} {_share(true)} {count:>5}"
        for low, high, said, true, count in value.reliability
    ]
    lines += ["", "Recall of each family of promotions"]
    lines += [
        f"  {clean(name, 24):<24} {found:>4} of {count:>4}" for name, found, count in value.recalls
    ]
    return "\n".join(lines)


def _measured(name: str, one: Measured) -> str:
    shown = "".join(
        f"{_share(value):>{wide}}"
        for value, wide in ((one.precision, 10), (one.recall, 8), (one.f1, 7), (one.alarms, 14))
    )
    return f"{clean(name, 33):<34}{shown}"


def _share(value: float | None) -> str:
    return "      " if value is None else f"{value:6.3f}"


def styles_text(rows: Sequence[tuple[str, int, int]]) -> str:
    """How many of each style were told right."""
    return "\n".join(
        f"  {clean(name, 40):<40} {right:>4} of {count:>4}" for name, right, count in rows
    )
