"""The shape of a corpus: parts of sentences that fit together, theme by theme."""

from dataclasses import dataclass

Texts = tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    """Situations, behaviours and impacts of one kind of work; any three make a piece of praise."""

    situations: Texts
    behaviours: Texts
    impacts: Texts


@dataclass(frozen=True)
class Lesson:
    """One thing that could go better: where it shows, what was seen, what came of it, what to try.

    Any four make an improvement.
    """

    situations: Texts
    behaviours: Texts
    impacts: Texts
    recommendations: Texts


@dataclass(frozen=True)
class Number:
    """A number of a goal: name, unit, where it starts and what it reaches for."""

    name: str
    unit: str
    baseline: int
    ambition: int


@dataclass(frozen=True)
class Aim:
    """A goal: its title, why it matters, and its numbers."""

    title: str
    why: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Words:
    """What people write in one language. `{place}` is filled in with one of the places.

    `answers` has a few texts for each prompt of the usual template, in its order; `notes` are
    beginnings, middles and ends that make the shared page of a talk.
    """

    places: Texts
    praise: tuple[Theme, ...]
    lessons: tuple[Lesson, ...]
    notes: tuple[Texts, Texts, Texts]
    answers: tuple[Texts, ...]
    commitments: Texts
    agenda: Texts
    coach_commits: Texts
    coachee_commits: Texts
    wants_help: Texts
    skip_reasons: Texts
    thanks: Texts
    will_try: Texts
    replies: Texts
    comments: Texts
    measurement_notes: Texts
    better_forecasts: Texts
    worse_forecasts: Texts
    aims: tuple[Aim, ...]
    job_titles: Texts
    whys: Texts
    reflections: Texts
    seen: Texts
