"""The public methods as a calculator: JSON in, JSON out.

1. `run` finds the method and holds the inputs against its signature.
2. The method answers or refuses in one sentence.
3. The answer is made ready for JSON: what is undefined is null, what has no bound is "inf".
"""

import json
import math
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from difflib import get_close_matches
from inspect import Parameter, signature
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from microcap.model import catalogue
from microcap.model.errors import Contradiction, MicrocapError, NoSuchThing

ROOMS = ("measures",)
"""The rooms in which methods are kept."""
LARGEST = 1e30
"""No price, count or amount is larger; a product of a few of them is still a number."""
DEEPEST = 20
"""Lists and objects within each other; no method asks for more than four."""


def run(name: str, inputs: object) -> object:
    """The answer of one method, ready for JSON; raises where the request makes no sense."""
    entry = _entry(name)
    if not isinstance(inputs, Mapping):
        raise Contradiction(
            f"{name}: the inputs are {_shown(inputs)}; give an object of names and values"
        )
    _bounded(inputs, name, 0)
    _named(entry, inputs)
    hints = get_type_hints(entry.function)
    given = {key: _typed(value, hints[key], f"{name}: {key}") for key, value in inputs.items()}
    try:
        return ready(entry.function(**given))
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        raise Contradiction(
            f"{name} has no answer for these inputs ({error}); check their units"
        ) from None


def batch(source: str | Iterable[object]) -> Iterator[dict[str, object]]:
    """An answer or an error for each of many requests, in their order.

    A request is an object with id, function and inputs; other keys are ignored. The source is a
    JSON array, JSON lines, or requests already read. One bad request does not stop the rest.
    """
    for request in requests(source) if isinstance(source, str) else source:
        if isinstance(request, MicrocapError):
            yield {"id": None, "error": str(request)}
            continue
        if not isinstance(request, Mapping):
            yield {
                "id": None,
                "error": f"{_shown(request)} is no request; give an object with id, function, "
                "inputs",
            }
            continue
        number = request.get("id")
        missing = [key for key in ("function", "inputs") if key not in request]
        try:
            if missing:
                raise Contradiction(
                    f"the request has no {' and no '.join(missing)}; give function and inputs"
                )
            yield {"id": number, "answer": run(request["function"], request["inputs"])}
        except MicrocapError as error:
            yield {"id": number, "error": str(error)}


def requests(text: str) -> Iterator[object]:
    """What a JSON array or JSON lines hold; a line that cannot be read is given as its error."""
    text = text.removeprefix("\ufeff").strip()
    if text.startswith("["):
        try:
            whole = parsed(text)
        except MicrocapError:
            # a list with one bad line is read line by line, so that the others are answered
            text = text.removeprefix("[").removesuffix("]")
        else:
            yield from whole if isinstance(whole, list) else [whole]
            return
    for place, line in enumerate(text.splitlines(), 1):
        bare = line.strip().rstrip(",")
        if not bare:
            continue
        try:
            yield parsed(bare)
        except MicrocapError as error:
            yield Contradiction(f"line {place}: {error}")


def parsed(text: str) -> object:
    """A JSON document; raises `Contradiction` with the place of what is wrong."""
    try:
        return json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise Contradiction(
            f"this is not JSON: {error.msg} at line {error.lineno}, character {error.colno}; "
            "correct it there"
        ) from None
    except RecursionError:
        raise Contradiction("the JSON is nested too deeply; no method needs that") from None
    except ValueError as error:
        raise Contradiction(f"this JSON cannot be read ({error}); correct it") from None


def known(name: str) -> None:
    """Raise `NoSuchThing` with the nearest names unless there is such a method."""
    _entry(name)


def usage(name: str) -> str:
    """What a method must be given, in a few words."""
    return f"with {_wanted(_ways(_entry(name)))}"


def methods() -> dict[str, str]:
    """Every method by name, with its label."""
    for room in ROOMS:
        catalogue.load(room)
    return {name: entry.label for name, entry in catalogue.entries("method").items()}


def ready(answer: object) -> object:
    """An answer as JSON can hold it: NaN is null, unbounded is "inf", a day is its ISO form."""
    if isinstance(answer, float):
        if math.isnan(answer):
            return None
        return answer if math.isfinite(answer) else ("inf" if answer > 0 else "-inf")
    if isinstance(answer, date):
        return answer.isoformat()
    if is_dataclass(answer) and not isinstance(answer, type):
        return ready(asdict(answer))
    if isinstance(answer, Mapping):
        return {str(key): ready(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple | set | frozenset):
        return [ready(value) for value in answer]
    return answer


def _entry(name: object) -> catalogue.Entry:
    labels = methods()
    if isinstance(name, str) and name in labels:
        return catalogue.entries("method")[name]
    near = get_close_matches(str(name)[:60].lower(), labels, n=3, cutoff=0.5)
    instead = f"the nearest are {', '.join(near)}" if near else "`microcap calc --list` shows all"
    raise NoSuchThing(f"no method is called {_shown(name)}; {instead}")


def _named(entry: catalogue.Entry, inputs: Mapping[str, object]) -> None:
    known = signature(entry.function).parameters
    for key in inputs:
        if key not in known:
            near = get_close_matches(str(key)[:60], known, n=1, cutoff=0.6)
            instead = f"did you mean {near[0]}?" if near else f"it takes {', '.join(known)}"
            raise Contradiction(f"{entry.name} has no input {_shown(key)}; {instead}")
    ways = _ways(entry)
    if any(set(way) <= set(inputs) for way in ways):
        return
    nearest = max(ways, key=lambda way: (len(set(way) & set(inputs)), -len(way)))
    missing = [key for key in nearest if key not in inputs]
    lack = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    raise Contradiction(f"{entry.name}: {lack}; give {_wanted(ways)}")


def _ways(entry: catalogue.Entry) -> tuple[tuple[str, ...], ...]:
    known = signature(entry.function).parameters
    needed = tuple(name for name, one in known.items() if one.default is Parameter.empty)
    return entry.says.get("ways") or (needed,)


def _wanted(ways: tuple[tuple[str, ...], ...]) -> str:
    return "; or ".join(", ".join(way) for way in ways)


def _bounded(value: object, name: str, depth: int) -> None:
    if depth > DEEPEST:
        raise Contradiction(f"{name}: the inputs are nested too deeply; no method needs that")
    if isinstance(value, Mapping):
        for key, one in value.items():
            _bounded(one, f"{name}: {str(key)[:40]}", depth + 1)
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value, 1):
            _bounded(one, f"{name} {place}", depth + 1)
    elif isinstance(value, float) and not math.isfinite(value):
        raise Contradiction(f"{name} is {value}; give a number, or null if it is unknown")
    elif isinstance(value, int | float) and abs(value) > LARGEST:
        raise Contradiction(f"{name} is beyond 1e30; no price, count or amount is, check the unit")


def _typed(value: object, hint: Any, name: str) -> object:
    origin, options = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _one_of(value, options, name)
    if origin is Literal:
        if value not in options:
            raise Contradiction(f"{name} is {_shown(value)}; give one of {', '.join(options)}")
        return value
    if origin is Sequence:
        if not isinstance(value, list | tuple):
            raise Contradiction(f"{name} is {_shown(value)}; give a list")
        return [_typed(one, options[0], f"{name} {place}") for place, one in enumerate(value, 1)]
    if origin is Mapping:
        return _kind(value, isinstance(value, Mapping), name, "an object")
    if hint in (int, float):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        whole = hint is float or isinstance(value, int)
        return _kind(value, number and whole, name, "a number" if hint is float else "a count")
    if hint in (bool, str):
        word = "true or false" if hint is bool else "a text"
        return _kind(value, isinstance(value, hint), name, word)
    return value


def _one_of(value: object, options: tuple[Any, ...], name: str) -> object:
    if value is None and type(None) in options:
        return None
    kinds = [option for option in options if option is not type(None)]
    for kind in kinds[:-1]:
        try:
            return _typed(value, kind, name)
        except Contradiction:
            continue
    return _typed(value, kinds[-1], name)


def _kind(value: object, holds: bool, name: str, wanted: str) -> object:
    if not holds:
        raise Contradiction(f"{name} is {_shown(value)}; give {wanted}")
    return value


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{_shown(key)} is given twice")
        found[key] = value
    return found


def _shown(value: object) -> str:
    text = json.dumps(value, default=repr)
    return text if len(text) <= 60 else f"{text[:57]}..."
