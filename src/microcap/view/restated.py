"""When one number tells another than before: restated, mis-scaled, or turned round."""

from typing import Literal

Change = Literal["same", "scale", "sign", "restated"]

_FRACTION = 0.005
_DOLLARS = 1000.0
"""A later value differs when it is off by more than 0.5 % and more than $1,000 (methods, 6)."""
_SCALES = (1e3, 1e6)
_SCALE_SLACK = 0.01
"""A ratio within 1 % of a thousand or a million is suspected of being in the wrong unit."""


def materially_differs(earlier: float, later: float) -> bool:
    """Whether a later value differs by more than 0.5 % of the earlier one and by more than 1,000."""
    gap = abs(later - earlier)
    return gap > _DOLLARS and gap > _FRACTION * abs(earlier)


def off_by_scale(value: float, other: float) -> float | None:
    """The power of ten by which two values are apart: 1e3, 1e6 or their inverse, within 1 %."""
    ratio = value / other if other else 0.0
    for scale in _SCALES:
        for wanted in (scale, 1 / scale):
            if abs(ratio / wanted - 1) <= _SCALE_SLACK:
                return wanted
    return None


def change(earlier: float, later: float) -> Change:
    """What became of a value: the same, told in another unit, with another sign, or restated."""
    if off_by_scale(later, earlier) is not None and max(abs(later), abs(earlier)) >= _DOLLARS:
        return "scale"
    if not materially_differs(earlier, later):
        return "same"
    if earlier != 0 and abs(later / earlier + 1) <= _FRACTION:
        return "sign"
    return "restated"
