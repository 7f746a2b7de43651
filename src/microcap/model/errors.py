"""The error tree: one root, and a branch per what the caller can do.

MicrocapError
├── CouldNotAsk     the publisher or the machine did not answer; try again later
├── Unreadable      it answered, and not what it promised
├── NoSuchThing     a ticker, measure or table that does not exist; here are the nearest names
├── NotKnownThen    it exists, but not at that moment
└── Contradiction   the request makes no sense; here is the rule it breaks

A message says three things: what was asked, what was found, what to do.
"""


class MicrocapError(Exception):
    """The root of everything microcap raises on purpose."""

    exit_code = 2


class CouldNotAsk(MicrocapError):
    """The publisher, the disk or the machine did not answer; trying again later may help."""

    exit_code = 3


class Unreadable(MicrocapError):
    """The bytes are there and are not what they promised to be."""

    exit_code = 3


class NoSuchThing(MicrocapError):
    """A name that nothing bears; the message gives the nearest ones."""


class NotKnownThen(MicrocapError):
    """It exists, but could not be known at the moment that was asked about."""


class Contradiction(MicrocapError):
    """The request breaks a rule that the message names."""
