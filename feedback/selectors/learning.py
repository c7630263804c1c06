"""What somebody finds on the page about giving feedback."""

from dataclasses import dataclass

from django.db.models import Exists, QuerySet

from accounts.models import Person
from feedback import learning
from feedback.models import CourseCondition, Feedback, Learner, Principles


@dataclass(frozen=True)
class Wording:
    """The principles in one language. `version` 0 is the wording that comes with the app."""

    language: str
    version: int
    text: str
    stated: Principles | None

    @property
    def points(self) -> list[tuple[str, str]]:
        """Each paragraph as its heading line and the rest."""
        paragraphs = [part.strip() for part in self.text.split("\n\n")]
        halves = [part.partition("\n") for part in paragraphs if part]
        return [(heading, rest) for heading, _break, rest in halves]


@dataclass(frozen=True)
class Progress:
    """How far somebody is in the course."""

    lessons: tuple[learning.Lesson, ...]
    passed: int
    is_finished: bool
    is_required: bool

    @property
    def current(self) -> learning.Lesson:
        """The lesson to go on with; the first again once the course is finished."""
        return self.lessons[self.passed % len(self.lessons)]

    def number_of(self, lesson: learning.Lesson) -> int:
        return self.lessons.index(lesson) + 1

    def opens(self, lesson: learning.Lesson) -> bool:
        """Whether the lessons before it are passed."""
        return self.number_of(lesson) <= self.passed + 1

    def after(self, lesson: learning.Lesson) -> learning.Lesson | None:
        """The lesson that comes next, unless this is the last."""
        number = self.number_of(lesson)
        return self.lessons[number] if number < len(self.lessons) else None


def wording(reader: Person, language: str | None = None) -> Wording:
    """Return the principles as they stand in the language given, or in the active one."""
    code = learning.language(language)
    stated = Principles.objects.visible_to(reader).in_language(code).first()
    if stated:
        return Wording(code, stated.version, stated.text, stated)
    return Wording(code, 0, learning.principles(code), None)


def progress(person: Person) -> Progress:
    """Return how far somebody is; each sees only their own."""
    learner = Learner.objects.visible_to(person).first() or Learner(person=person)
    lessons = learning.course()
    return Progress(
        lessons,
        passed=min(learner.passed, len(lessons)),
        is_finished=learner.finished_at is not None,
        is_required=CourseCondition.objects.in_force(),
    )


def versed_in_improvements(giver: Person) -> QuerySet[Person]:
    """The giver, if they have given an improvement or finished the course; else nobody."""
    finished = Learner.objects.filter(person=giver, finished_at__isnull=False)
    given = Feedback.objects.filter(giver=giver, kind=Feedback.Kind.IMPROVEMENT)
    return Person.objects.filter(Exists(finished) | Exists(given), pk=giver.pk)
