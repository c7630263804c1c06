"""The numbers of the patterns that are looked for, in one place: they are said on an open page."""

from datetime import timedelta
from typing import Final

LOOKED_BACK: Final = timedelta(days=7)  # for the newest piece of a pattern
SPAN: Final = timedelta(weeks=8)
TOGETHER: Final = timedelta(hours=72)  # many givers, one recipient
GIVERS: Final = 4  # of improvements to one person, and twice that person's usual number
IMPROVEMENTS: Final = 5  # from one person to another within SPAN
HARDLY_ANY: Final = 1  # piece of praise within SPAN
IN_KIND: Final = timedelta(hours=48)  # from reading an improvement to sending one back
LARGEST_RING: Final = 5  # people
RING_PIECES: Final = 6  # of praise that each gave within the ring
RING_WEEKS: Final = 4  # in which each praised within the ring: one good day makes no ring
RING_SHARE: Final = 80  # per cent of all praise given, and of all received, by each
COPIES: Final = 4  # people who got the same words
COPIED_WITHIN: Final = timedelta(weeks=2)
