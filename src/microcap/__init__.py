"""microcap: research on micro-cap equities, as it could be known at a moment."""

__version__ = "0.1.0"
