"""What people write at work, by language."""

from home.population.words import english
from home.population.words.shape import Words

LANGUAGES: dict[str, Words] = {
    "en": english.WORDS,
}
# How many of a hundred people write in each.
SHARES: dict[str, int] = {"en": 40, "de": 20, "fr": 12, "es": 10, "nl": 8, "nb": 10}
