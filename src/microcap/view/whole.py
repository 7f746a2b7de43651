"""A view that is asked for every name of the market: each table is read once and kept."""

import polars as pl

from microcap.view.subject import Subject
from microcap.view.view import View, keys_only

_STREAMED = frozenset({"bars", "facts", "filing_documents"})
"""Tables too large to keep, which are filtered where they lie."""


class WholeView(View):
    """The same answers as the view it is made of, with the tables of all names held in memory."""

    def __init__(self, view: View) -> None:
        super().__init__(view._lake, view.moment)
        self._held: dict[str, pl.DataFrame] = {}

    def table(self, name: str, keys: pl.Expr | None = None) -> pl.LazyFrame:
        """A table's rows as known at the moment; see `View.table`."""
        if name in _STREAMED:
            return super().table(name, keys)
        keys_only(name, keys)
        if name not in self._held:
            self._held[name] = super().table(name).collect()
        held = self._held[name].lazy()
        return held if keys is None else held.filter(keys)

    def subjects(self, panel: pl.DataFrame) -> dict[str, Subject]:
        """A subject of each security of a panel of this view, its sessions given and not read again."""
        found = {}
        for (security,), rows in panel.partition_by(
            "security", as_dict=True, maintain_order=True
        ).items():
            subject = Subject(self, str(security))
            vars(subject)["panel"] = rows
            found[str(security)] = subject
        return found
