"""The verbs: name, module, one line, class. Printed before anything heavy is imported."""

VERBS: dict[str, tuple[str, str, str]] = {
    "demo": (
        "demo",
        "invent a market, screen it, and write the files of three of its names",
        "machine",
    ),
    "case": (
        "case",
        "tell a case day by day: what was known, and what the register said",
        "machine",
    ),
    "ingest": ("ingest", "bring a publisher's files into the lake", "writing"),
    "fetch": ("fetch", "ask the SEC, or what is kept of it, and bring its answers", "writing"),
    "refresh": ("refresh", "store every measure of every name and session", "writing"),
    "quote": ("quote", "write down a bid and ask you saw", "writing"),
    "note": ("note", "write down a note, keep what was received", "writing"),
    "watch": ("watch", "keep a list of names to look at", "writing"),
    "binder": ("binder", "write a packet for a broker, FINRA or the SEC", "writing"),
    "status": ("status", "what the lake holds, how fresh, and what was rejected", "reading"),
    "dossier": (
        "dossier",
        "the research file of one name, as it could be known at a moment",
        "reading",
    ),
    "flags": ("flags", "what is suspicious of it, worst first, and its six risks", "reading"),
    "classify": ("classify", "how big it is: cap interval, tiers, float, venue", "reading"),
    "liquidity": ("liquidity", "how it trades: spread, volume, spikes, cost, way out", "reading"),
    "facts": ("facts", "the statements as they were known, and the quality of sales", "reading"),
    "holders": ("holders", "who holds it, what floats, who bought, sold or filed late", "reading"),
    "shorts": (
        "shorts",
        "short interest, fails, borrow, halts with their codes, releases that name it",
        "reading",
    ),
    "people": (
        "people",
        "who is behind it, where else they were, and what became of it",
        "reading",
    ),
    "calendar": (
        "calendar",
        "what it must report and when, what came late, its listing clock",
        "reading",
    ),
    "history": ("history", "the series of some measures of one name", "reading"),
    "runway": ("runway", "how long the money lasts, and which dated answer it reaches", "reading"),
    "supply": ("supply", "all shares that can come, at the price and at half of it", "reading"),
    "claims": (
        "claims",
        "what it claimed, and what the later record shows of each claim",
        "reading",
    ),
    "splits": (
        "splits",
        "its reverse splits, the money raised between them, what a holder got",
        "reading",
    ),
    "screen": ("screen", "the universe of a day, filtered and ranked", "reading"),
    "scan": (
        "scan",
        "names of the whole market with the pattern of a run-up, day by day",
        "reading",
    ),
    "census": (
        "census",
        "what the universe of a day looks like, and which claims hold there",
        "reading",
    ),
    "study": (
        "study",
        "a question to history: what happened to names that shared something",
        "reading",
    ),
    "diff": ("diff", "what became known of a name between two moments", "reading"),
    "read": ("read", "what a document admits, with its words and where they stand", "method"),
    "calc": ("calc", "one method of the specification, on JSON", "method"),
    "explain": ("explain", "one term: formula, sources, who disputes it", "method"),
    "rules": ("rules", "the dated rules that verdicts lean on", "method"),
}
"""Reading verbs take --asof, --lake and --json; writing verbs --lake and --json; method verbs --json."""


def root_help() -> str:
    """What `microcap` and `microcap --help` print."""
    width = max(len(verb) for verb in VERBS)
    lines = [f"  {verb:<{width}}  {label}" for verb, (_, label, _) in VERBS.items()]
    return (
        "microcap: research on micro-cap equities, as it could be known at a moment\n\n"
        "usage: microcap VERB [options]      microcap VERB --help tells more\n\n"
        + "\n".join(lines)
        + "\n\n  --version   the version\n\n"
        "start: microcap demo      then: microcap ingest files FOLDER --lake LAKE\n"
        "exit codes: 0 done, 1 a gate said no, 2 the request makes no sense, 3 the world failed\n"
        "microcap informs; it never recommends.\n"
    )
