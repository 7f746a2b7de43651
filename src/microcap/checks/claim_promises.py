"""A promise that is told again, report after report, as one claim with the days it was given.

Two claims are one promise where they are of one kind, both name a day ahead, and speak of the same
by their words; the newest telling speaks for it, and its first telling gives it its id.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from microcap.checks.claim_mentions import content_words
from microcap.checks.claims_held import Claim, claims_held
from microcap.reading.sentences import plain
from microcap.view.once import once
from microcap.view.subject import Subject

_ALIKE = 0.6
"""Of the content words of two tellings so many are the same (project default)."""
_FEWEST = 2
_CODE = re.compile(r"\b(?=\S*\d)[A-Za-z\d][\w.-]*\b|\b[IVX]+\b")
"""Numbers and names with one: Phase 2 and Phase 3 are two promises."""


@once
def promises(subject: Subject) -> tuple[Claim, ...]:
    """Every claim known at the view's moment, newest first; a promise told again is one of them."""
    names = [subject.name.value] if subject.name else []
    names += [one.value for one in subject.former_names]
    return together(claims_held(subject), names)


def together(claims: Iterable[Claim], own_names: Iterable[str] = ()) -> tuple[Claim, ...]:
    """The claims, newest first, each promise with its earlier tellings in `before`."""
    own = tuple(own_names)
    chains: list[tuple[frozenset[str], frozenset[str], list[Claim]]] = []
    single: list[Claim] = []
    for one in sorted(claims, key=lambda one: (one.known_at, one.source, one.span)):
        if one.due is None:
            single.append(one)
            continue
        words, codes = _subject_of(one, own)
        for held, marks, chain in chains:
            if chain[0].kind == one.kind and marks == codes and _alike(held, words):
                chain.append(one)
                break
        else:
            chains.append((words, codes, [one]))
    told = [
        replace(chain[-1], id=chain[0].id, before=tuple(chain[:-1]), newest_id=chain[-1].id)
        for _, _, chain in chains
    ]
    return tuple(
        sorted([*single, *told], key=lambda one: (one.known_at, one.source, one.span), reverse=True)
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _FEWEST and shared >= _ALIKE * len(one | other)


def _subject_of(claim: Claim, own_names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The content words of a promise and the numbers in it, both without the promised day."""
    quote = plain(claim.quote)
    if claim.when:
        quote = quote.replace(claim.when, " ")
    return content_words(quote, own_names), frozenset(_CODE.findall(quote))
