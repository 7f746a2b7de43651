"""Settings: read once by a face, from flags, environment and one TOML file, and passed down."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from microcap.model.errors import Contradiction


@dataclass(frozen=True)
class Settings:
    """Where the lake is, and how big an order is meant where none is named."""

    lake: Path
    order_usd: float = 5000.0


def settings(lake: Path | None = None, order_usd: float | None = None) -> Settings:
    """Flags win over `MICROCAP_LAKE` and `MICROCAP_ORDER_USD`, these over the TOML file.

    The file is `MICROCAP_CONFIG`, by default `~/.config/microcap.toml`, with `lake` and
    `order_usd`.
    """
    path = Path(os.environ.get("MICROCAP_CONFIG", Path.home() / ".config" / "microcap.toml"))
    says: dict[str, object] = {}
    if path.is_file():
        try:
            says = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise Contradiction(f"the settings in {path} cannot be read: {error}") from None
    home = Path.home() / ".local" / "share" / "microcap" / "lake"
    where = lake or Path(str(os.environ.get("MICROCAP_LAKE") or says.get("lake") or home))
    asked = order_usd if order_usd is not None else os.environ.get("MICROCAP_ORDER_USD")
    try:
        amount = float(str(says.get("order_usd", 5000) if asked in (None, "") else asked))
    except ValueError:
        raise Contradiction("order_usd is not a number of dollars; write 5000") from None
    if not 0 < amount < 1e12:
        raise Contradiction(f"an order of {amount:g} USD; give an amount above zero")
    return Settings(where.expanduser(), amount)
