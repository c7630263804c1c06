"""What keeps feedback kind: how much, how long, and how long it can be taken back."""

from datetime import timedelta
from typing import Final

TIME_TO_WITHDRAW: Final = timedelta(minutes=15)
IMPROVEMENTS_FOR_A_PAIR: Final = 2  # from one giver to one recipient within A_WEEK
PIECES_OF_A_GIVER: Final = 20  # copies within A_DAY, each recipient counted
A_WEEK: Final = timedelta(days=7)
A_DAY: Final = timedelta(hours=24)
MOST_RECIPIENTS: Final = 50  # of one call or form, before anything is looked up
LONGEST_TEXT: Final = 10_000  # characters
LONGEST_LINE: Final = 300  # characters of "what I will try"
MOST_LESSONS = 20  # of the course about giving feedback
LONGEST_PRINCIPLES = 10_000  # characters: what fits on one page
