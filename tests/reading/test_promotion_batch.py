"""Many messages at once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.reading.promotion import promotion
from microcap.reading.promotion_batch import verdicts_of

SPELT = """strong buy target price about to explode the of and item 5.02 st0ck wi|| $ % !! 0.12 | l1
registrant und der \u043eil \u0434\u0430 \u200b <b> &amp; https://x.y/z www. don't \x00 \x01 news"""
WORDS = st.sampled_from(SPELT.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WORDS | st.text(max_size=5), max_size=40).map(" ".join), max_size=5))
def test_the_compiled_verdict_is_the_readable_one(texts: list[str]) -> None:
    plain = [promotion(text) for text in texts]
    compiled = verdicts_of(texts)
    assert [label for label, _ in compiled] == [one.label for one in plain]
    for (_, score), one in zip(compiled, plain, strict=True):
        assert (score is None) is (one.score is None)
        assert score is None or one.score is None or abs(score - one.score) <= 1.01e-4
