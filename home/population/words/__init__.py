"""What people write at work, by language."""

from home.population.words import dutch, english, french, german, norwegian, spanish
from home.population.words.shape import Words

LANGUAGES: dict[str, Words] = {
    "en": english.WORDS,
    "de": german.WORDS,
    "fr": french.WORDS,
    "es": spanish.WORDS,
    "nl": dutch.WORDS,
    "nb": norwegian.WORDS,
}
# How many of a hundred people write in each.
SHARES: dict[str, int] = {"en": 40, "de": 20, "fr": 12, "es": 10, "nl": 8, "nb": 10}
