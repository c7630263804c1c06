"""The words HR systems use for a language, to the six the app speaks."""

from accounts.imports.headings import plain

_WORDS = {
    "en": "en|eng|english|englisch|anglais|ingles|engels|engelsk",
    "de": "de|deu|ger|german|deutsch|allemand|aleman|duits|tysk",
    "fr": "fr|fra|fre|french|franzosisch|francais|frances|frans|fransk",
    "es": "es|spa|spanish|spanisch|espagnol|espanol|spaans|spansk|castellano",
    "nl": "nl|nld|dut|dutch|niederlandisch|neerlandais|neerlandes|nederlands|nederlandsk|flemish",
    "nb": (
        "nb|no|nn|nob|nor|nno|norwegian|norwegian bokmal|bokmal|nynorsk|norsk|norwegisch|"
        "norvegien|noruego|noors"
    ),
}
CODES: dict[str, str] = {word: code for code, words in _WORDS.items() for word in words.split("|")}


def language_of(word: str) -> str:
    """One of en, de, fr, es, nl, nb; empty for a language the app does not speak.

    "fr-FR", "Spanish (ES)" and "English (India)" name a region as well, which is left aside.
    """
    spoken = plain(word)
    first = spoken.partition(" ")[0]
    return CODES.get(spoken) or CODES.get(first, "")
