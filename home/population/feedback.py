"""Praise and improvements: a few people write much, many little."""

from uuid import UUID

from django.db.models import QuerySet

from feedback.models import Feedback, Reply, Share
from goals.models import Capability, Value
from home.population.chance import happens, new_id, pick
from home.population.loading import NULL, Table
from home.population.world import DAYS_IN_A_YEAR, Somebody, World
from notifications.models import Notification

MIDDLE = 3.37  # half of all givers write fewer than e to this, 29, in a year; the mean is 48
SPREAD = 1.0  # sigma of the log-normal
MOST_A_YEAR = 420
MONTHS_TO_ADOPT = 2  # before all capabilities are in use
UNREAD_FOR = 10  # days for which something may wait to be read
PRAISE_READERS = ("recipient",) * 9 + ("recipient_and_coaches",) * 6 + ("everyone",) * 5
LESSON_READERS = ("recipient",) * 13 + ("recipient_and_coaches",) * 7


def ids_of(rows: QuerySet[Value] | QuerySet[Capability]) -> list[str]:
    """Return the ids as texts, in the order of the rows."""
    return [pk.hex for pk in rows.values_list("pk", flat=True)]


class Pieces:
    """Writes feedback and what is said about it."""

    def __init__(self, world: World) -> None:
        self.world, self.rng, self.days = world, world.chance("feedback"), world.days
        self.pieces = Table(
            Feedback, "id", "giver_id", "recipient_id", "batch", "kind", "readers", "situation",
            "behaviour", "impact", "recommendation", "goal_id", "given_at", "read_at", "thanks",
            "will_try", "thanked_at", "thanks_read_at", "withdrawn_at", "withdrawn_by_id",
            "taken_off_wall_at", "taken_off_wall_by_id", "capability_id", "filed_at",
        )  # fmt: skip
        self.named = Table(Feedback.values.through, "feedback_id", "value_id")
        self.links = world.chance("links")
        self.values = ids_of(Value.objects.current().in_order())
        self.capabilities = ids_of(Capability.objects.adopted().by_name())
        self.since = MONTHS_TO_ADOPT * 30
        self.replies = Table(Reply, "id", "feedback_id", "author_id", "text", "at", "read_at")
        self.shares = Table(
            Share, "id", "feedback_id", "with_person_id", "coaching_id", "shared_at", "shared_by_id"
        )
        self.waiting = Table(
            Notification, "person_id", "kind", "subject", "channel", "actor_id", "url", "due_at"
        )

    def make(self) -> None:
        """Write what everybody gave."""
        for number, giver in enumerate(self.world.people):
            years = (giver.end - giver.first) / DAYS_IN_A_YEAR
            rate = min(self.rng.lognormvariate(MIDDLE, SPREAD), MOST_A_YEAR)
            self.give(number, giver, int(rate * years))
        for table in (self.pieces, self.named, self.replies, self.shares, self.waiting):
            table.write()
        self.world.counts["feedback"] = self.pieces.count

    def circle(self, number: int) -> list[int]:
        """Return whom a person writes to, those they write to most in front."""
        person = self.world.people[number]
        near = [*self.world.colleagues(number), *person.coachees]
        near += [coach for coach, _coaching in person.coaches]
        far = [int(self.rng.random() * len(self.world.people)) for _n in range(4)]
        found = [other for other in dict.fromkeys([*near, *far]) if other != number]
        self.rng.shuffle(found)
        return found[: 6 + int(self.rng.random() * 16)]

    def give(self, number: int, giver: Somebody, count: int) -> None:
        """Write so many pieces of one giver, each at a time when both were there."""
        rng, circle = self.rng, self.circle(number)
        share = rng.betavariate(2.2, 6)  # of improvements, which differs from person to person
        spent: dict[tuple[int, int], int] = {}
        for _piece in range(count if circle else 0):
            other = circle[int(len(circle) * rng.random() ** 1.6)]
            recipient = self.world.people[other]
            start, end = self.world.both(giver, recipient)
            if end - start < 2:
                continue
            day = self.days.between(start, end, rng)
            is_praise = rng.random() > share
            if not is_praise:
                key = (other, day // 8)
                spent[key] = spent.get(key, 0) + 1
                is_praise = spent[key] > 1
            self.piece(giver, recipient, day, is_praise=is_praise)

    def piece(self, giver: Somebody, recipient: Somebody, day: int, *, is_praise: bool) -> None:
        """Write one piece with its life: read, thanked, shown on the wall, or taken back."""
        rng, corpus = self.rng, self.world.corpus(giver)
        if is_praise:
            texts = (*corpus.praise(rng), "")
            kind, readers = "praise", pick(rng, PRAISE_READERS)
        else:
            texts = corpus.lesson(rng)
            kind, readers = "improvement", pick(rng, LESSON_READERS)
        identity, given = new_id(rng), self.days.moment(day, rng)
        taken_back = happens(rng, 0.006)
        read = "" if taken_back else self.read_on(recipient, day)
        thanks = self.thanks(giver, recipient, read, is_praise=is_praise)
        off = read and readers == "everyone" and happens(rng, 0.02)
        self.pieces.add(
            identity, giver.id, recipient.id, new_id(rng), kind, readers, *texts,
            self.goal(recipient, day), given, read or NULL, *thanks,
            *((given, giver.id) if taken_back else (NULL, NULL)),
            *((read, recipient.id) if off else (NULL, NULL)), *self.linked(identity, day, read),
        )  # fmt: skip
        if read:
            self.afterwards(identity, giver, recipient, read)
        elif not taken_back and not recipient.has_left:
            self.wait(identity, giver, recipient, given)

    def linked(self, piece: str, day: int, read: str) -> tuple[str, str]:
        """Name a value for some pieces; return a capability for some, and when it was filed."""
        rng = self.links
        if self.values and happens(rng, 0.14):
            self.named.add(piece, pick(rng, self.values))
        is_about_one = happens(rng, 0.18) and day >= self.since and self.capabilities
        filed = read if happens(rng, 0.05) and read else NULL
        return pick(rng, self.capabilities) if is_about_one else NULL, filed

    def read_on(self, recipient: Somebody, day: int) -> str:
        """Return when it was read: mostly within days; "" while it waits."""
        end = min(recipient.end, self.days.today)
        late = day + 1 + int(self.rng.random() ** 3 * UNREAD_FOR)
        return self.days.moment(late, self.rng) if late < end else ""

    def thanks(
        self, giver: Somebody, recipient: Somebody, read: str, *, is_praise: bool
    ) -> tuple[str, str, str, str]:
        """Return thanks, what the recipient will try, and when it was said and seen."""
        rng, corpus = self.rng, self.world.corpus(recipient)
        if not read or not happens(rng, 0.4):
            return "", "", NULL, NULL
        will_try = "" if is_praise or happens(rng, 0.5) else pick(rng, corpus.will_try)
        words = pick(rng, corpus.thanks) if happens(rng, 0.7) else ""
        return words, will_try, read, NULL if giver.has_left else read

    def goal(self, recipient: Somebody, day: int) -> str:
        """Return a goal of the recipient that was there on that day, for a few pieces."""
        if recipient.goals and happens(self.rng, 0.12):
            goal, since = pick(self.rng, recipient.goals)
            return goal if since <= day else NULL
        return NULL

    def afterwards(self, piece: str, giver: Somebody, recipient: Somebody, read: str) -> None:
        """Write replies, and what a recipient shows to a coach."""
        rng = self.rng
        if happens(rng, 0.07):
            question, answer = self.world.corpus(recipient), self.world.corpus(giver)
            text = pick(rng, question.replies)
            self.replies.add(new_id(rng), piece, recipient.id, text, read, read)
            if happens(rng, 0.6) and not giver.has_left:
                text = pick(rng, answer.replies)
                self.replies.add(new_id(rng), piece, giver.id, text, read, read)
        if recipient.coaches and happens(rng, 0.02):
            coach, coaching = pick(rng, recipient.coaches)
            other = self.world.people[coach]
            if other is not giver and not other.has_left:
                self.shares.add(new_id(rng), piece, other.id, coaching, read, recipient.id)

    def wait(self, piece: str, giver: Somebody, recipient: Somebody, given: str) -> None:
        """Put what was not read yet on the bell of its recipient."""
        url = f"/feedback/{UUID(piece)}/"
        self.waiting.add(recipient.id, "feedback.received", piece, "app", giver.id, url, given)
