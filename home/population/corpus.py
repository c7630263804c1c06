"""Texts put together from the parts that one language has."""

from random import Random

from home.population.chance import happens, pick
from home.population.loading import words
from home.population.words import LANGUAGES
from home.population.words.shape import Lesson, Texts, Theme, Words

SHORT = 0.3  # so much praise says only what was seen
WITH_SECOND = 0.12  # so many behaviours are told in two sentences


def sentence(text: str) -> str:
    """Return a part as a sentence of its own."""
    end = "" if text.endswith((".", "?", "!")) else "."
    return text[:1].upper() + text[1:] + end


class Corpus:
    """One language, with its places filled in and everything ready to be written."""

    def __init__(self, parts: Words) -> None:
        self.parts = parts
        self.places = parts.places
        self.praise_themes = [self._theme(theme) for theme in parts.praise]
        self.lesson_themes = [self._lesson(lesson) for lesson in parts.lessons]
        self.note_parts = [self._ready(part) for part in parts.notes]
        self.answers = [self._ready(part) for part in parts.answers]
        self.commitments = self._ready(parts.commitments)
        self.agenda = self._ready(parts.agenda)
        self.coach_commits = self._ready(parts.coach_commits)
        self.coachee_commits = self._ready(parts.coachee_commits)
        self.wants_help = self._ready(parts.wants_help)
        self.skip_reasons = self._ready(parts.skip_reasons)
        self.replies = self._ready(parts.replies)
        self.comments = self._ready(parts.comments)
        self.measurement_notes = self._ready(parts.measurement_notes)
        self.better_forecasts = self._ready(parts.better_forecasts)
        self.worse_forecasts = self._ready(parts.worse_forecasts)
        self.whys, self.seen = self._ready(parts.whys), self._ready(parts.seen)
        self.reflections = self._ready(parts.reflections)
        self.thanks, self.will_try = parts.thanks, parts.will_try

    def _ready(self, texts: Texts) -> Texts:
        """Fill in places; a text with one comes once for each."""
        filled = {text.replace("{place}", place): None for text in texts for place in self.places}
        return tuple(words(text) for text in filled) if filled else ()

    def _theme(self, theme: Theme) -> tuple[Texts, Texts, Texts]:
        return (
            tuple(sentence(text) for text in self._ready(theme.situations)),
            tuple(sentence(text) for text in self._ready(theme.behaviours)),
            self._ready(theme.impacts),
        )

    def _lesson(self, lesson: Lesson) -> tuple[Texts, Texts, Texts, Texts]:
        theme = Theme(lesson.situations, lesson.behaviours, lesson.impacts)
        return (*self._theme(theme), self._ready(lesson.recommendations))

    def praise(self, rng: Random) -> tuple[str, str, str]:
        """Return situation, behaviour and impact; the first and last may be empty."""
        situations, behaviours, impacts = pick(rng, self.praise_themes)
        behaviour = pick(rng, behaviours)
        if happens(rng, WITH_SECOND):
            behaviour = f"{behaviour} {pick(rng, impacts)}"
        if happens(rng, SHORT):
            return "", behaviour, ""
        return pick(rng, situations), behaviour, pick(rng, impacts)

    def lesson(self, rng: Random) -> tuple[str, str, str, str]:
        """Return situation, behaviour, impact and recommendation."""
        situations, behaviours, impacts, recommendations = pick(rng, self.lesson_themes)
        advice = pick(rng, recommendations)
        return pick(rng, situations), pick(rng, behaviours), pick(rng, impacts), advice

    def notes(self, rng: Random) -> str:
        """Return what stands on the shared page of a talk: one to four sentences."""
        first, middle, last = self.note_parts
        lines = [pick(rng, first), pick(rng, middle)]
        if happens(rng, 0.4):
            lines.append(pick(rng, middle))
        if happens(rng, 0.6):
            lines.append(pick(rng, last))
        return "\\n".join(dict.fromkeys(lines))


CORPORA = {tongue: Corpus(parts) for tongue, parts in LANGUAGES.items()}
