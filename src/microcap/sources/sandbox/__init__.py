"""An invented market whose truth is known: some 400 securities that do what micro-caps do.

Nothing in it is about a real company: tickers begin with ZZ, every row is labelled with the
source `sandbox`, and what really happened (`Truth`) is handed over apart from the tables.
"""

from microcap.sources.sandbox.market import market

SYNTHETIC = "sandbox"
"""The source of every row of the invented market; wherever it is shown it is called synthetic."""

__all__ = ["SYNTHETIC", "market"]
