"""Values as JSON: every frozen value becomes an object whose fields keep their order.

A figure always says `value`, `unit` and `status`; unknown is null with a status, never NaN. A
verdict says which of the three it is under `verdict`. Days are ISO, moments ISO in UTC.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from numbers import Integral, Real

from microcap.model.errors import Contradiction, MicrocapError
from microcap.model.figures import Figure
from microcap.model.verdicts import CannotTell, Clear, Finding
from microcap.research.chapters import Dossier

_VERDICTS: dict[type, str] = {Finding: "finding", Clear: "clear", CannotTell: "cannot_tell"}
_OF_A_BAR = ("day", "open", "high", "low", "close", "volume", "no_trade")
_OF_A_MARK = ("day", "kind", "label")


def dumps(value: object) -> str:
    """One JSON document, indented, in the letters of its languages."""
    return json.dumps(as_json(value), ensure_ascii=False, allow_nan=False, indent=2)


def error_json(error: MicrocapError) -> dict[str, str]:
    """An error as one sentence under `error`."""
    return {"error": _text(str(error))}


def as_json(value: object) -> object:
    """A frozen value as objects, lists, strings, numbers, booleans and null.

    Sets are sorted; money that is owed (`Decimal`) is a string, so that no cent is lost. Raises
    `Contradiction` for a moment without zone and for what has no JSON form.
    """
    if isinstance(value, Figure):
        return _figure(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    if isinstance(value, Mapping):
        return {_key(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [as_json(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted((as_json(inner) for inner in value), key=repr)
    return _plain(value)


def _figure(figure: Figure) -> dict[str, object]:
    held: dict[str, object] = {"value": as_json(figure.value)}
    held |= {"low": figure.low, "high": figure.high} if _has_ends(figure) else {}
    held |= {"unit": figure.unit}
    optional = {
        "as_of": figure.as_of,
        "known_at": figure.known_at,
        "sources": figure.sources,
        "status": figure.status,
        "missing": figure.missing,
        "note": figure.note,
        "n_used": figure.n_used,
        "n_dropped": figure.n_dropped,
        "flags": figure.flags,
    }
    held |= {name: one for name, one in optional.items() if one not in (None, "", ())}
    return {name: as_json(one) for name, one in held.items()}


def _has_ends(figure: Figure) -> bool:
    return figure.low is not None or figure.high is not None


def _object(value: object) -> dict[str, object]:
    held: dict[str, object] = {}
    if type(value) in _VERDICTS:
        held["verdict"] = _VERDICTS[type(value)]
    for field in fields(value):  # type: ignore[arg-type]
        held[field.name] = as_json(getattr(value, field.name))
    if isinstance(value, Dossier):
        held["bars"] = [_named(_OF_A_BAR, bar) for bar in value.bars]
        held["marks"] = [_named(_OF_A_MARK, mark) for mark in value.marks]
    return held


def _named(names: tuple[str, ...], row: tuple[object, ...]) -> dict[str, object]:
    return {name: as_json(one) for name, one in zip(names, row, strict=True)}


def _key(key: object) -> str:
    shown = as_json(key)
    return shown if isinstance(shown, str) else json.dumps(shown)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return as_json(value.value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value) if value.is_finite() else None
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        number = float(value)
        return number if math.isfinite(number) else None
    raise Contradiction(
        f"JSON of a {type(value).__name__}: it has no form in JSON; "
        "give a figure, a verdict, a frozen value, or plain data"
    )


def _text(text: str) -> str:
    """Text that every encoder takes: half of a pair of surrogates becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise Contradiction(
            f"JSON of the moment {moment}: it has no time zone; moments are aware, in UTC"
        )
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
