"""What companies claim in releases: a name for each sort, the words of it, and what would verify it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from microcap.reading.sentences import phrase


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """One sort of claim: how it is worded, what it is not, and what a later record must show."""

    name: str
    label: str
    words: re.Pattern[str]
    verified_by: str
    not_words: re.Pattern[str] | None = None
    needs_amount: bool = False
    promise_words: re.Pattern[str] | None = None
    """Words that make a claim only together with a promised date."""
    gives_way_to: frozenset[str] = frozenset()
    """Kinds that the same words rather belong to."""
    again: re.Pattern[str] | None = None
    """What begins a further claim of the kind in a sentence that made one, where not `words`."""
    also: tuple[str, ...] = ()
    """Small letters of which a match holds one too, beside those that `anchors` finds."""


_NEWS = r"(?:sign|clos(?:e[ds]|ing)\b|execut|enter|ink|secur(?:ed|es)(?! (?:borrow|notes?|by|loan|credit|debt|party|convertible))|won\b|wins?\b|winning|award|land|conclud|finali[sz]|expand|reach|extend|renew|announc)\w*"
_PACT = r"(?:agreements?|contracts?|deal|partnership|joint venture|memorandum of understanding|MOU|licen[sc]e|collaboration|alliance|letter of intent)\b"
_AGENCY = r"(?:FDA|Food and Drug Administration|EMA|European Medicines Agency|European Commission|Health Canada|MHRA|PMDA|NMPA|Ministry of \w+|FCC|EPA|NRC|FAA|USPTO|Patent and Trademark Office|Bureau of Land Management|Department of \w+|regulators?|regulatory authorit\w+)"
_GRANTS = r"(?:granted|grants|approved|approves|cleared|clears|accepted|accepts|issued|issues|awarded|designated|authori[sz]ed|confirmed)"
_EXPECT = r"(?:expect|anticipat|project(?:s|ed|ing)\b|forecast|guid(?:es|ance|ing)\b|estimat|outlook|sees\b|foresees?\b|looks for\b|should\b|target|reaffirm|rais(?:es|ed|ing)\b|lower(?:s|ed|ing)\b)\w*"
_METRIC = r"(?:revenues?|net sales|sales|EBITDA|earnings|net income|net loss|loss(?:es)? per (?:\w+ )?share|loss|EPS|gross margins?|cash flows?|profitab\w+|profit)"
_PER_SHARE = r"(?:(?:net )?(?:loss(?:es)?|income|earnings) per (?:\w+ ){0,3}?share|\bEPS\b)"
_MADE = r"(?:bitcoins?|BTC|ounces|oz|tonnes?|tons|barrels|pounds|carats|units|vehicles|wafers)"
_GRADE = (
    r"\d[\d.,]* ?(?:g/t|grams? per tonne|% (?:Cu|copper|Li2O|zinc|nickel|U3O8)|ounces per ton|ppm)"
)

_KINDS = (
    ClaimKind(
        "record",
        "best ever",
        phrase(
            r"\brecord(?:-breaking|-setting)? (?:\w+ ){0,3}?(?:revenues?|sales|quarters?|earnings|net income|profits?|backlog|bookings|years?|results|orders)\b"
            r"|\b(?:highest|best|largest)(?:-ever)?(?: \S+){0,6} in (?:the |its |our )?(?:(?:company|firm|corporation)'s )?history\b|\ball-time (?:high|record)\b|\b(?:highest|best) (?:\w+ ){0,2}(?:quarter|year|revenues?|sales) ever\b"
        ),
        "the highest of all periods of its length that the filed facts give",
        phrase(
            r"\brecord (?:date|holders?|owners?|keep|charges?|a\b|an\b)|holders? of record|expect\w* to record"
        ),
    ),
    ClaimKind(
        "guidance",
        "guidance",
        phrase(
            rf"\b{_EXPECT} (?:\S+ ){{0,14}}?{_METRIC}\b|\b(?:guidance|outlook)\b(?: \S+){{0,10}} {_METRIC}\b|\b{_METRIC} (?:\S+ ){{0,8}}?(?:is|are|to be|were|was) (?:currently |now |also )?(?:expected|anticipated|projected|forecast|estimated)\b|\breport an? (?:\S+ ){{0,3}}?loss of between"
            r"|\b(?:sav(?:e|es|ings?)|synerg(?:y|ies)|cost (?:reductions?|cuts?)) (?:\S+ ){0,5}?(?=\$|US\$|€|£)"
        ),
        "the amount of that period in a later report",
        phrase(
            r"cost of (?:sales|revenues?)|sales (?:force|office|team|representative)|global market|addressable|provide (?:\S+ ){0,5}guidance|target(?:ed)? earnings|savings (?:accounts?|banks?|plans?)"
        ),
        again=phrase(rf"\b{_METRIC}\b"),
    ),
    ClaimKind(
        "revenue",
        "revenue",
        phrase(r"\b(?:revenues?|net sales|total sales|sales)\b(?! (?:force|office|team|agreement))"),
        "the revenue of that period in a later report",
        phrase(r"cost of (?:sales|revenues?)\b|sales? of (?:its|our|the|common|shares|stock)"),
        needs_amount=True,
        gives_way_to=frozenset({"guidance"}),
    ),
    ClaimKind(
        "income",
        "income or loss",
        phrase(
            r"\b(?:net (?:income|loss(?:es)?|earnings|profit)|(?:operating|pre-?tax) (?:income|loss(?:es)?|profit)|(?:loss|income) from operations|gross profit|(?:adjusted )?EBITDA|cash flows? (?:from|used in) operat\w+|operating cash flow)\b|\b(?:loss|profit) (?:narrowed|widened|rose|fell|grew|increased|decreased|declined|shrank|of|was|came to)\b|\b(?:earned|lost) (?=\$)"
            rf"|\b{_PER_SHARE}"
        ),
        "the amount of that period in a later report",
        needs_amount=True,
        gives_way_to=frozenset({"guidance"}),
    ),
    ClaimKind(
        "cash",
        "cash held",
        phrase(
            r"\bcash(?: and|,)? (?:cash )?equivalents\b|\bcash (?:position|balance|on hand)\b|\bhad (?:\S+ ){0,4}?(?:in cash|in the bank)\b|\b(?:has|had|have|with|held|holds) (?:\w+ ){0,2}?cash of (?=\$|US\$|about|approximately)"
        ),
        "the cash at that day in a later report",
        phrase(r"acqui\w+|purchase price|consideration|merger|in cash per|per share in cash"),
        needs_amount=True,
        gives_way_to=frozenset({"guidance", "acquisition", "buyback", "dividend"}),
    ),
    ClaimKind(
        "acquisition",
        "acquisition, merger or sale",
        phrase(
            r"\b(?:complet(?:ed|es|ing|ion)|closed|closing|closes|consummated|agreed|agrees|agreements?|entered|enters|enter|signed|signs|executed|letter of intent|LOI|offer(?:ed)?|intends?|plans?) (?:\S+ ){0,12}?(?:acquisition of|acquire|merger|merge|business combination|purchase (?:all|substantially all|100%))\b|\bwill (?:acquire|buy|purchase|merge with)\b|\b(?:has|have) acquired\b|\bacquires (?-i:[A-Z])|\b(?:acquisition|merger|transaction|combination) (?:\S+ ){0,6}?(?:expected|scheduled|anticipated) to (?:close|be completed|be consummated)\b|\bcommenced (?:\S+ ){0,5}?tender offer|\b(?:bought|purchased|took over|buys) (?:\S+ ){0,6}?(?:100%|all) of\b|\bagreed to (?:buy|be acquired|be bought|sell itself)\b|\bsold (?:its|our|the) (?!own\b)(?:\S+ ){0,8}?to (?:\S+ ){0,8}?(?=for \$|in exchange)"
        ),
        "Form 8-K, item 1.01 or 2.01, or a later report that names the other side",
        phrase(
            r"customer acquisition|acquire (?:up to )?[\d,.]+ (?:million )?shares|rights? to acquire|options? to acquire|warrants? to acquire|subscriber acquisition|portfolio acquisition|costs? of acquisition|pro forma|proxy statement|registration statement|special meeting|beneficial owner|(?:following|prior to|after|upon|before|until|pending) (?:the )?(?:completion|closing|consummation)|sold (?:\S+ ){0,6}(?:shares|stock|notes|units|warrants|products|inventory)\b"
        ),
    ),
    ClaimKind(
        "offering",
        "offering of securities",
        phrase(
            r"\b(?:pric|clos|complet|consummat|announc|commenc|launch)\w* (?:\S+ ){0,9}?(?:offering|private placement|registered direct|financing|placement)\b|\b(?:offering|placement|financing) (?:\S+ ){0,5}?(?:expected|anticipated|scheduled) to close\b|\braised (?:\S+ ){0,4}?(?:gross proceeds|in equity|through the sale|by selling)|\b(?:gross|net) proceeds (?:of|were|are|will be)\b|\bsold (?:\S+ ){0,6}?(?:shares|units) (?:\S+ ){0,4}?(?:to|in a) (?:\S+ ){0,3}?(?:investors?|placement)\b"
        ),
        "a prospectus (424B), Form D or 8-K within days, and the shares counted later",
        phrase(
            r"offering of (?:products?|services?)|service offering|product offering|offering memorandum|following (?:the|our|its) initial public offering|pro forma|assum(?:es|ing)|aggregate principal amount"
        ),
    ),
    ClaimKind(
        "contract",
        "contract",
        phrase(
            rf"\b{_NEWS} (?:\S+ ){{0,10}}?{_PACT}|\b{_PACT} (?:\S+ ){{0,6}}?(?:valued at|worth|with a value)\b|\$ ?[\d.,]+ ?(?:M|MM|million|billion|K)?\b (?:\w+ ){{0,4}}contract\b"
            r"|\bselected (?:\S+ ){0,8}?as (?:\S+ ){0,4}?(?:supplier|vendor|provider|partner|distributor|contractor)\b|\b(?:selected|chosen|picked|tapped|hired|engaged|named|appointed) (?:by|to|as) (?:\S+ ){0,9}?(?:supply|provide|build|deliver|install|develop|manufactur|distribut|supplier|vendor|partner|contractor)\w*"
            rf"|\b{_PACT}(?: \S+){{0,8}} (?:signed|executed|renewed|extended|inked|finali[sz]ed|awarded|won)\b|\b(?:MOU|LOI|contract|agreement|deal) (?:signed|inked|won|awarded|in hand)\b|\b(?:has|have) agreed to (?:supply|provide|distribut|licen|sell|purchase|buy)\w*|\bawarded (?:\S+ ){{0,5}}?grants?\b|\bpartner(?:ed|s|ing) with\b|\bteam(?:ed|s|ing) up with\b"
            r"|\bwill (?:carry|stock|distribute|deploy|adopt|resell) (?:our|its|the company's)\b|\bsecur(?:ed|es) (?:\S+ ){0,8}?(?:power|supply|capacity|offtake|off-take)\b"
        ),
        "Form 8-K, item 1.01, or a later report that names the other side",
        phrase(
            r"employment|severance|separation agreement|indemnif|compensat|retire|\brights agreement|confidentiality|lock-?up|stock option|award agreement|incentive|engagement letter|collective bargaining|credit rating|accounting firm|auditor|change (?:in|of) control agreement|consulting agreement with (?:Mr|Ms|Dr)|transition agreement|subscription agreement|purchase agreement (?:\S+ ){0,6}(?:investor|purchaser)|underwriting agreement|consent agreement|spin-off"
        ),
        gives_way_to=frozenset({"acquisition", "offering"}),
        also=(
            "sign", "execut", "enter", "ink", "secure", "won", "win", "award", "land", "conclu",
            "finali", "expand", "reach", "extend", "renew", "announc", "clos", "worth", "value", "$",
            "selected", "chosen", "picked", "tapped", "hired", "engaged", "named", "appointed",
            "agreed", "partner", "team", "will carry", "will stock", "will d", "will adopt", "will resell",
            "in hand",
        ),
    ),
    ClaimKind(
        "order",
        "order or backlog",
        phrase(
            r"\b(?:receiv(?:ed|es)|receipt of|booked|secured|won|wins|placed|awarded|announced|announces) (?:\S+ ){0,9}?(?:purchase |production |follow-on |initial |new |repeat |firm |volume )?(?:orders?|bookings)\b(?! of (?:the )?court)|\b(?:purchase|production|follow-on|repeat|firm|volume) orders? (?:\S+ ){0,4}?(?:worth|valued|total|of|for|from)\w*|\bbacklog (?:\S+ ){0,8}?(?:of|was|reached|stood|total\w*|increased|grew|rose)\b|\bdesign wins?\b|\borders? (?:\S+ ){0,10}?(?:was|were|has been|have been) (?:received|placed|booked)\b|\bordered (?:\S+ ){0,4}?(?:units|systems|devices|machines|vehicles|tonnes|tons)\b"
            r"|\b(?:purchased|bought|acquired) (?:\S+ ){0,3}?\d[\d,]* (?:\S+ ){0,4}?(?:machines|miners|servers|GPUs|aircraft|trucks|buses|drones)\b|\b(?:delivery|task) orders?\b"
        ),
        "sales or backlog of the periods that follow in a later report",
        phrase(
            r"court|in order (?:to|for)|consent order|cease|executive order|restraining|injunct|bankruptcy|order (?:placement|processing|flow|entry|forms?)\b"
        ),
            ),
    ClaimKind(
        "customer",
        "customers",
        phrase(
            r"\b(?:add(?:s|ed|ing)?|sign(?:s|ed)?|won|onboard\w*|gain(?:s|ed)?|secur\w+|brought on) (?:\S+ ){0,4}?(?:new|additional|enterprise|first) (?:\S+ ){0,2}?(?:customers?|clients?|subscribers?|accounts)\b|\bnew (?:customers?|clients?) (?:\S+ ){0,3}?(?:added|signed|won)\b|\bbecame (?:\w+ ){0,3}?(?:customers?|clients?)\b|\b(?:customers?|clients?|subscribers?|users?) (?:count |base |numbers? )?(?:\S+ ){0,3}?(?:reached|rose to|grew to|climbed to|surpassed|exceeded)\b|\b\d[\d,]+ (?:\w+ )?(?:paying|active|enterprise|registered) (?:\w+ )?(?:customers|clients|subscribers|users|members)\b"
        ),
        "customers or sales in a later report",
    ),
    ClaimKind(
        "listing",
        "listing",
        phrase(
            r"\bup-?list\w*|\b(?:approv|appl|accept|receiv)\w* (?:\S+ ){0,9}?(?:list|listing|listed|quotation|quoted)\b(?: \S+){0,8} (?:Nasdaq|NYSE|New York Stock Exchange|OTCQ[BX]|TSX|exchange|market)|\b(?:beg[aiu]n|commenc|start)\w* (?:\S+ ){0,5}?trading\b|\btrading\b(?: \S+){0,14} (?:beg[aiu]n|commence|start)\w*|\bregain\w* compliance\b|\b(?:list|lists|listing|listed|transfer\w*|mov(?:e|es|ed|ing)|switch\w*|graduat\w*|upgrad\w*) (?:\S+ ){0,8}?(?:to|on|onto) (?:the )?(?:Nasdaq|NYSE|New York Stock Exchange|OTCQ[BX]|TSX)\b|\b(?:debut\w*|quoted) on (?:the )?(?:Nasdaq|NYSE|OTCQ[BX]|TSX)\b|\b(?:Nasdaq|NYSE) (?:listing |uplist )?(?:by|before) (?:the )?(?:end|year|spring|summer|fall|autumn|Q\d|next|\w+ 20\d\d)"
        ),
        "a list of the exchange, Form 8-A, or Form 8-K item 3.01",
        phrase(
            r"insider trading|trading (?:volume|day|price|plan|window|arrangement)|delist|suspen|deficien|not in compliance|(?:to|not|cannot) regain|proprietary trading"
        ),
    ),
    ClaimKind(
        "approval",
        "approval, patent or permit",
        phrase(
            rf"\b{_AGENCY}(?:\S* \S+){{0,6}}? {_GRANTS}\b|\b(?:receiv(?:ed|es)|receipt of|grant(?:ed|s)|obtain(?:ed|s)|awarded|issued|approved|secured|won|wins) (?:\S+ ){{0,10}}?(?:approval|clearance|patents?|(?:mining|operating|building|environmental|drilling) permits?|authori[sz]ation|orphan|fast track|breakthrough|510\(k\)|CE mark|certification)\b"
            r"|\b(?:decision|approval|clearance|PDUFA (?:\w+ ){0,3}date|permits?) (?:\S+ ){0,5}?(?:expected|anticipated|scheduled|set)\b|\b(?:expect|anticipat)\w* (?:\S+ ){0,8}?(?:approval|clearance|FDA decision|an? decision)\b|\bpatents? (?:\S+ ){0,4}?(?:issued|granted|allowed)\b|\b(?:cleared|approved|authori[sz]ed|licensed|certified) by (?:the )?(?:\S+ ){0,4}?(?:FDA|Administration|Agency|Commission|Ministry|Authority|Department|regulators?|State)\b|\b(?:green light|go-ahead|approval|clearance) from (?:the )?\w+|\b(?:lifted|lifts|removed|removes|lifting) (?:\w+ ){0,4}?(?:clinical )?hold\b"
        ),
        "a later filing that tells of the approval",
        phrase(
            r"(?:stock|share|unit)-?holders?|board (?:of directors )?(?:has )?(?:approv|author)|court|closing conditions|customary|approval of the merger|regulatory approvals? and|awarded (?:\S+ ){0,3}contract|bankruptcy"
        ),
        gives_way_to=frozenset({"listing", "buyback", "dividend", "acquisition", "offering"}),
    ),
    ClaimKind(
        "buyback",
        "buy-back of shares",
        phrase(
            r"\b(?:bought|purchased|retired) (?:\S+ ){0,4}?(?:of its (?:own )?shares|shares of its own)\b|\b(?:purchase|acquisition) of (?:up to )?(?:\S+ ){0,4}?of (?:its|our) own (?:shares|stock)\b|\b(?:repurchas\w*|buy-?\s?back|bought back|buying back)\b(?=.{0,160}\b(?:shares?|stock)\b)|\b(?:shares?|stock) (?:repurchase|buy-?\s?back)"
            r"|\bbought [\d,.]+ (?:million )?(?:\w+ ){0,3}?shares\b(?=.{0,200}\b(?:program(?:me)?|authori[sz]\w+|treasury)\b)"
        ),
        "treasury purchases in the cash flows, and the shares counted later",
        phrase(
            r"purchase agreement|notes? (?:re)?purchase|repurchase agreements?|from (?:\w+ ){0,2}employees|right to repurchase|repurchase right|not obligate|terminat|cancel"
        ),
    ),
    ClaimKind(
        "dividend",
        "dividend",
        phrase(
            r"\b(?:declar\w*|announc\w*|approv\w*|pays?|paid|paying|initiat\w*) (?:\S+ ){0,12}?(?:dividend|cash distribution)\b|\bdividend (?:\S+ ){0,6}?(?:declared|payable)\b|\b(?:quarterly|annual|special) (?:cash )?(?:payout|dividend) (?:to|of)\b"
        ),
        "the dividend in the cash flows of a later report",
        phrase(
            r"no dividends?|not (?:\w+ ){0,3}dividend|dividend policy|dividend (?:yield|equivalent)|never"
        ),
    ),
    ClaimKind(
        "production",
        "production, delivery or opening",
        phrase(
            r"\b(?:beg[aiu]n|start|commenc|ship|initiat|ramp|complet|open|resum)\w* (?:\S+ ){0,6}?(?:production|manufacturing|construction|commercial operations?|deliver(?:y|ies)|shipments?|plant|facility|factory|mine)\b|\b(?:production|deliver(?:y|ies)|shipments?|construction|commercial launch|commercial operations) (?:\S+ ){0,6}?(?:beg[aiu]n|start|commenc|expected|anticipated|complet|scheduled)\w*|\bfirst (?:\w+ ){0,3}?(?:gold|silver|copper|lithium|uranium|oil|gas|ore|production|pour|shipments?|deliver\w+|commercial)\b|\b(?:up and running|came on-?line|come on-?line|on stream|go(?:es)? live|went live|in full operation|broke ground|break ground|rolled off|entered service|enter service)\b|\b(?:plant|line|factory|facility|mill|mine|site|store|centre|center|clinic)s? (?:\S+ ){0,6}?(?:running|operational|operating|open(?:ed|s)?|ready|complet\w+|in operation|on-?line)\b|\bopen(?:s|ed|ing)? (?:\S+ ){0,6}?(?:plant|factory|facility|mine|stores?|centre|center|clinics?|warehouse|laboratory)\b|\bshipped (?:\S+ ){0,3}?first\b|\blaunch(?:e[sd]|ing)? (?:\S+ ){0,8}?(?:commercially|(?:new |its |our )(?:\w+ ){0,3}(?:products?|devices?|services?|platform))\b"
            rf"|\bpoured (?:\S+ ){{0,3}}?first\b|\b(?:produced|self-mined|mined) (?:\S+ ){{0,3}}?\d[\d.,]* (?:million )?(?:\w+ )?{_MADE}\b|\benergi[sz](?:e[sd]?|ing) (?:\S+ ){{0,4}}?(?:megawatts?|MW|site|facility|phase)\b|\bdeliver(?:ed|s) (?:its|our|the) (?:first|second|third|fourth|fifth|last|final|\d+th)\b|\bdeliver(?:y|ies) (?:\S+ ){{0,6}}?(?:is|are|remains?) (?:set|due|slated|planned)\b|\b(?:starts?|started|begins?|began|launch(?:es|ed)) (?:\w+ ){{0,2}}?(?:scheduled|regular|commercial|daily) (?:\w+ )?(?:flights?|services?|sales|operations?)\b"
        ),
        "a later filing that tells of the start",
        phrase(
            r"production (?:costs?|tax)|initial public|launch\w* (?:\S+ ){0,6}?(?:offering|tender|investigation)|credit facility|loan facility|revolving|top-?line|clinical|\bphase (?:\d|I)|trial sites?"
        ),
        gives_way_to=frozenset({"contract", "order", "guidance", "offering", "acquisition"}),
    ),
    ClaimKind(
        "milestone",
        "milestone or dated promise",
        phrase(
            r"\b(?:commenc|beg[aiu]n|start|restart|resum|initiat|complet|announc|report|fil(?:ed|es|ing)|publish|deliver|releas)\w* (?:\S+ ){0,6}?(?:drilling|phase \S+ (?:clinical )?(?:trial|study)|clinical trial|pivotal (?:trial|study)|enrol\w+|dosing|feasibility study|resource estimate|field trial|pilot)\b|\b(?:first patient|top-?line (?:data|results)|assay results)\b|\benrol\w+ (?:\S+ ){0,10}?(?:complete|completed|finished|begun)\b"
            rf"|\bdos(?:ed|es|ing) (?:of )?(?:the |its |our )?first\b|\bfirst (?:\w+ )?(?:participant|subject|volunteer|patient)s?\b|\b(?:return|intersect|grad|cut|assay|averag)\w* (?:\S+ ){{0,8}}?{_GRADE}|\bPDUFA (?:\w+ ){{0,3}}date\b|\b(?:submitted|resubmitted|filed) (?:\S+ ){{0,6}}?(?:NDA|BLA|IND|PMA|MAA|510\(k\)|New Drug Application|Biologics License Application|premarket notification)\b"
        ),
        "a later filing that tells that it was done",
        phrase(
            r"conference call|webcast|replay|annual meeting|special meeting|earnings call|investor (?:day|conference)|present(?:ing|s|ed)? at|fireside|\bvest|matur|interest (?:at|rate)|tax|amorti[sz]|lease|expire|retire|resign|step down|successor|term (?:of|as|will)|serve (?:as|on|until)|appointed|salary|bonus|Form 12b-25|accounting standard|per annum|not (?:expect|anticipat|plan|intend)\w*|no material|continue (?:to serve|as)|entitled|receive one|record date|close of business|holders of record|has until|have until|given until|regain compliance"
        ),
        promise_words=phrase(
            r"\b(?:(?:is|are|it is|remains?) )?(?:expect|anticipat|plan|intend|schedul|aim|target)\w*|\bon (?:track|schedule)\b|\bwill\b|\bshould\b|\bslated\b|\bdue\b|\bset to\b|\bpoised\b|\btargeted\b|\baims?\b|\bhopes?\b|\bto be (?:completed|implemented|filed|held)\b|\b(?:starts|begins|commences)\b|\blooks? to\b|\bto follow\b|\bforeseen\b|\bset for\b|\bcomes? out\b|\bgoes? on sale\b|\bpoints? to\b"
        ),
        gives_way_to=frozenset(
            {
                "guidance", "acquisition", "offering", "contract", "order", "listing", "approval",
                "buyback", "dividend", "production", "revenue", "income", "cash",
            }
        ),
    ),
)  # fmt: skip


_BY_NAME = MappingProxyType({kind.name: kind for kind in _KINDS})


def claim_kinds() -> Mapping[str, ClaimKind]:
    """Every sort of claim by name, in the order in which the words of a sentence are asked."""
    return _BY_NAME


HEDGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "non-binding",
        phrase(
            r"non-?binding|letters? of intent|\bLOI\b|memorand(?:um|a) of understanding|\bMOUs?\b|term sheet|indicat(?:ion|ive) of interest"
        ),
    ),
    (
        "possible",
        phrase(
            r"\b(?:(?-i:may)(?! \d)|might|could|potential(?:ly)?|possibl[ey]|seek(?:s|ing)?|explor\w+)\b"
        ),
    ),
    (
        "expected",
        phrase(
            r"\b(?:expect\w*|anticipat\w*|plan(?:s|ned|ning)?|intend\w*|will|target\w*|aim\w*|schedul\w*|should|slated|due|on (?:track|schedule)|estimat\w*|forecast\w*|project(?:s|ed)|guidance|outlook|sees|believes?|hopes?)\b"
        ),
    ),
    (
        "conditional",
        phrase(r"\bsubject to\b|\bconditional (?:up)?on\b|\bif approved\b|\bcontingent\b"),
    ),
    ("preliminary", phrase(r"\bpreliminary\b|\bunaudited\b|\bapproximately\b|\bup to\b")),
)
"""Words that take something back from a claim, the weakest first; a claim without any is stated."""


def hedges(words: str) -> tuple[str, ...]:
    """The ways in which words hold something back, the weakest first; empty where they state."""
    return tuple(name for name, pattern in HEDGES if pattern.search(words))
