"""What a ticker says of the instrument that it names: a warrant, a right or a unit beside its share."""

from collections.abc import Container

_ENDINGS = {"W": "warrant", "R": "right", "U": "unit"}
_AFTER_DASH = {
    **_ENDINGS,
    "WS": "warrant",
    "WT": "warrant",
    "WSA": "warrant",
    "WTA": "warrant",
    "RT": "right",
    "UN": "unit",
}
_WITH_ENDING = 5


def kind_by_ticker(symbol: str, listed: Container[str]) -> str:
    """share, warrant, right or unit, by the ending that an exchange gives such a ticker.

    Nasdaq adds a fifth letter, which counts where the first four are a ticker that is held too
    (`listed`): a share of its own may have five letters. Others add an ending after a dash, as the
    SEC spells it. A ticker that says nothing is a share.
    """
    base, dash, ending = symbol.partition("-")
    if dash:
        return _AFTER_DASH.get(ending, "share")
    if len(base) == _WITH_ENDING and base[:-1] in listed:
        return _ENDINGS.get(base[-1], "share")
    return "share"
