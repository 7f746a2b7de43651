"""The parts of a long text around words that are looked for, bounded in all."""

from collections.abc import Iterable, Iterator

from microcap.reading.anchors import stretches


def around_words(text: str, pattern: str, *, reach: int, most: int) -> tuple[tuple[int, int], ...]:
    """Begin and end of what lies within `reach` characters of where a pattern may match, in order.

    The pattern is one of `anchors.stretches`. Of more than `most` characters in all the middle is
    left out: what a writer must disclose stands at the head or at the foot.
    """
    found = tuple(_widened(stretches(text, pattern), len(text), reach))
    if sum(end - begin for begin, end in found) <= most:
        return found
    head = tuple(_first(found, most // 2))
    mirrored = [(-end, -begin) for begin, end in reversed(found)]
    foot = tuple((-end, -begin) for begin, end in _first(mirrored, most // 2))
    return head + foot[::-1]


def _widened(
    spans: Iterable[tuple[int, int]], length: int, reach: int
) -> Iterator[tuple[int, int]]:
    begin, end = 0, -1
    for first, last in spans:
        if first - reach > end:
            if end >= 0:
                yield begin, end
            begin = max(0, first - reach)
        end = min(length, last + reach)
    if end >= 0:
        yield begin, end


def _first(spans: Iterable[tuple[int, int]], most: int) -> Iterator[tuple[int, int]]:
    left = most
    for begin, end in spans:
        if left <= 0:
            return
        yield begin, min(end, begin + left)
        left -= end - begin
