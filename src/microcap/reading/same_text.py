"""Which messages are one text: shared runs of words, whatever letters they are written in."""

from collections.abc import Sequence

from microcap.reading.spelling import LONGEST, plain_letters, words_of

RUN = 4
"""Words that stand together in a shingle (Broder 1997 took ten of web pages; messages are short)."""
FEWEST = 12
"""A message of fewer words has too few runs to be told from another (project default)."""
ALIKE = 0.6
"""Shared runs over all runs of both: one word changed in forty leaves 33 of 41, 0.80 (project default)."""

Shingles = frozenset[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    """Every run of four words of a message in one spelling; empty for fewer than twelve words.

    Look-alike letters, invisible ones, letter case, markup, addresses and the values of numbers
    make no difference.
    """
    words = [word for word, _, _ in words_of(plain_letters(text[:LONGEST]))]
    if len(words) < FEWEST:
        return frozenset()
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def likeness(one: Shingles, other: Shingles) -> float:
    """Shared runs over all runs of both, 0 to 1 (Jaccard); 0 where one has none."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def same_texts(found: Sequence[Shingles], alike: float = ALIKE) -> list[list[int]]:
    """The places of messages that are one text, in groups of two or more, by their first place.

    A message belongs to the first group whose first message it is like.
    """
    groups: list[list[int]] = []
    for place, one in enumerate(found):
        if not one:
            continue
        home = next((group for group in groups if likeness(found[group[0]], one) >= alike), None)
        if home is None:
            groups.append([place])
        else:
            home.append(place)
    return [group for group in groups if len(group) > 1]
