"""What a document says of a class or derivative action against the company or its officers."""

from microcap.reading import Statement, reading
from microcap.reading.amounts import largest, money
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated, possible

_TRIGGER = (
    r"class[- ]actions?\b|(?:putative|purported|proposed|certified|plaintiff) class\b|(?:shareholder|stockholder)s?'?,? (?:derivative|class)|"
    r"derivative (?:action|lawsuit|suit|complaint|litigation|claim)s?|securities (?:fraud )?(?:class|litigation|lawsuit)|"
    r"on behalf of (?:a|the) (?:\w+ ){0,3}class of|all (?:persons|purchasers|others) (?:who|similarly)"
)
_AGAINST = phrase(
    r"against (?:\S+ ){0,4}?(?:the )?(?:company|us|our|it\b|registrant|corporation|certain|its|current|former|directors|officers|"
    r"chief|board|defendants?)|nam(?:es|ed|ing) (?:\S+ ){0,8}?(?:as )?(?:a |nominal )?(?:defendants?|the company|us)|(?:company|we|us|officers|directors) (?:\S+ ){0,8}?(?:as )?defendants?|"
    r"(?:the company|we|it) (?:\S+ ){0,5}?(?:a party|defendants?|sued|served|agreed to settle|settled)|on behalf of the company|nominal defendant|"
    r"v\. (?:the )?company|(?:challeng\w+|seek\w* to enjoin) (?:the |our )?(?:proposed |pending |contemplated )?(?:merger|acquisition|transaction|offering)|purchase(?:d|rs|rs of)? (?:or otherwise acquired )?(?:of )?(?:the company's|our|its) (?:\w+ ){0,2}(?:stock|securities|shares)|defendants? (?:filed|moved|have|believe)"
)
_FILED = phrase(
    r"\bfiled|commenced|brought|pending|consolidated|settle|dismiss|served|alleg|court|plaintiffs?|complaint|judgment|certif|denied|granted|appeal|named|initiated|announc"
)
_USUAL = phrase(
    r"(?:has|have) (?:often|frequently|sometimes|historically|in the past)|in the past,|following (?:periods|declines|a period)|often (?:been )?(?:brought|instituted|resulted)|"
    r"(?:companies|issuers) (?:that|like|whose|have)|periods of (?:market )?volatility|target of|type of litigation|class action waiver|waive|jury|arbitrat|exclusive forum|"
    r"bylaws|charter|law firm|could be filed|must be brought|against (?:several|certain other|other|many|various) (?:\w+ )?(?:issuers|companies|employers)|certificate of incorporation|article|forum (?:for|provision)|private securities litigation reform act|require[sd]?,? (?:\S+ ){0,8}?(?:derivative|class)|large judgments|may be brought|derivative (?:instrument|liabilit|financial)"
)
_ELSE = phrase(
    r"(?:against|by) (?:our|one of our|its|a|the) (?:former |largest |principal |contract ){0,2}(?:competitor|customer|supplier|vendor|licensor|tenant|manufacturer|distributor|landlord|licensee)s?|"
    r"(?:we|the company) (?:is|are|was|were) not (?:named )?(?:as )?(?:a )?(?:party|defendants?)|class members? (?:we|the company) (?:received|is)|as a (?:class )?member of"
)
_WAYS = (
    ("settled", r"settle(?:d|ment)|stipulation"),
    ("dismissed", r"dismiss(?:ed|al|ing)"),
)
_SORTS = (
    ("derivative", r"derivative|nominal defendant"),
    (
        "securities",
        r"securities|10b-5|10\(b\)|exchange act|securities act|section 11|purchasers? of (?:the|our|its)|misleading|shareholder|stockholder|prospectus",
    ),
)


@reading(kind="litigation_class_action", reference="Regulation S-K item 103; ASC 450")
def class_actions(document: Document) -> list[Statement]:
    """Class or derivative action against the company or its officers: sort, court day, amount.

    `detail`: securities, derivative, other, or how it ended: settled, dismissed. A risk that
    one may come, an action against others, and classes of shares are none.
    """
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        told = context(document, sentence, before=3)
        if _USUAL.search(words) or _ELSE.search(words) or len(words) < 40:
            continue
        if possible(words, before=at, reach=80) and not (
            first_day(words) or "alleg" in words.lower()
        ):
            continue
        if negated(words, at, 40) or not _FILED.search(words):
            continue
        if not (_AGAINST.search(words) or _AGAINST.search(told)):
            continue
        sort = next((d for d, p in _SORTS if phrase(p).search(words)), None) or next(
            (d for d, p in _SORTS if phrase(p).search(told)), "other"
        )
        ended = next(
            (d for d, p in _WAYS if phrase(p).search(words) and not negated(words, at)), None
        )
        amount = largest(money(words))
        says = {
            "sort": sort,
            "day": first_day(words),
            "dollars": amount.value if amount else None,
        }
        found.append(
            statement(
                document,
                "litigation_class_action",
                ended or sort,
                sentence,
                says,
                around=match.start(),
            )
        )
    return apart(found)
