"""Settings: read once by a face, from flags, environment and one TOML file, and passed down."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from microcap.model.errors import Contradiction


@dataclass(frozen=True)
class Settings:
    """Where lake and casebook are, how big an order is where none is named, who asks the SEC."""

    lake: Path
    casebook: Path
    """What the user wrote; beside the lake, so that an invented one has its own."""
    order_usd: float = 5000.0
    contact: str | None = None
    """Name and e-mail address that the SEC asks of every program; checked before it is asked."""
    sec_hosts: str | None = None
    """Where the SEC's services are instead, for trying things on a server of one's own."""


def settings(
    lake: Path | None = None, order_usd: float | None = None, contact: str | None = None
) -> Settings:
    """Flags win over the environment, and this over the TOML file.

    The environment is `MICROCAP_LAKE`, `MICROCAP_CASEBOOK`, `MICROCAP_ORDER_USD`,
    `MICROCAP_CONTACT` and `MICROCAP_SEC_HOSTS`. The file is `MICROCAP_CONFIG`, by default
    `~/.config/microcap.toml`, with `lake`, `casebook`, `order_usd`, `contact` and `sec_hosts`.
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
    who = contact or os.environ.get("MICROCAP_CONTACT") or says.get("contact")
    hosts = os.environ.get("MICROCAP_SEC_HOSTS") or says.get("sec_hosts")
    return Settings(
        where.expanduser(),
        _casebook(where.expanduser(), says),
        amount,
        None if who is None else str(who),
        None if hosts is None else str(hosts),
    )


def _casebook(lake: Path, says: dict[str, object]) -> Path:
    asked = os.environ.get("MICROCAP_CASEBOOK") or says.get("casebook")
    if asked:
        return Path(str(asked)).expanduser()
    whole = lake.resolve()
    return whole.parent / f"{whole.name or 'lake'}-casebook.sqlite"
