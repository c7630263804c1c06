"""What keeps feedback kind: how much, how long, and how long it can be taken back."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

TIME_TO_WITHDRAW: Final = timedelta(minutes=15)
IMPROVEMENTS_FOR_A_PAIR: Final = 2  # from one giver to one recipient within A_WEEK, unless set
PIECES_OF_A_GIVER: Final = 20  # copies within A_DAY, each recipient counted, unless set
A_WEEK: Final = timedelta(days=7)
A_DAY: Final = timedelta(hours=24)
MOST_RECIPIENTS: Final = 50  # of one call or form, before anything is looked up
LONGEST_TEXT: Final = 10_000  # characters
LONGEST_LINE: Final = 300  # characters of "what I will try"
MOST_LESSONS = 20  # of the course about giving feedback
LONGEST_PRINCIPLES = 10_000  # characters: what fits on one page
TIME_OF_A_REPORT: Final = timedelta(days=30)
SENT_WITHIN: Final = timedelta(days=60)  # the latest moment that can be chosen for sending
BATCH_HOUR: Final = 7  # of Monday, in UTC


def next_batch(at: datetime) -> datetime:
    """Return when the weekly batch after this moment is released: a Monday morning."""
    day = at.astimezone(UTC).date()
    monday = datetime.combine(day - timedelta(days=day.weekday()), time(BATCH_HOUR), UTC)
    return monday if monday > at else monday + A_WEEK


LONGEST_QUESTION: Final = 1_000  # characters of what somebody asks about themselves
MOST_ASKED: Final = 20  # people of one request, partners included
REQUESTS_OF_AN_ASKER: Final = 10  # within A_WEEK
LINK_LASTS: Final = timedelta(days=30)  # of a request, inside and outside of the organisation
LATELY: Final = timedelta(days=28)
OFTEN: Final = 5  # times within LATELY

# 360 rounds
FLOOR_OF_A_ROUND: Final = 3  # no threshold of a round is ever lower
COUNTED_FROM: Final = 4  # answers of a group before anything of it is counted, unless set higher
COMMENTS_FROM: Final = 5  # answers of a group before its comments are shown, unless set higher
HIGHEST_THRESHOLD: Final = 50
CLOSED_BEFORE_RELEASE: Final = timedelta(hours=24)
LONGEST_ROUND: Final = timedelta(days=90)  # from the launch until closing, and until the release
OFTEN_IN_ROUNDS: Final = 3  # invitations within LATELY
LONGEST_TITLE: Final = 120  # characters
MOST_QUESTIONS: Final = 10  # of a round
MOST_CAPABILITIES: Final = 6  # of a round
MOST_REVIEWERS: Final = 500  # of a round, partners included
MINUTES_OF_AN_ANSWER: Final = 4  # about; said before somebody begins
SOON: Final = timedelta(days=2)  # before closing, when everybody is reminded for the last time
