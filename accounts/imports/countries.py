"""Countries by code or name, to the two letters the app keeps."""

from holidays.registry import COUNTRIES

from accounts.imports.headings import plain

_BY_WORD: dict[str, str] = {}
for _name, (_class, _two, *_more) in COUNTRIES.items():
    for _word in (_name, _two, *_more):
        _BY_WORD[plain(_word.replace("_", " "))] = _two

_ALSO = {
    "AT": "osterreich|autriche|oostenrijk",
    "BE": "belgien|belgique|belgie|belgica",
    "CA": "kanada",
    "CH": "schweiz|suisse|suiza|zwitserland|sveits",
    "DE": "deutschland|allemagne|alemania|duitsland|tyskland",
    "DK": "danemark|danmark|denemarken|dinamarca",
    "ES": "spanien|espagne|espana|spanje|spania",
    "FI": "finnland|finlande|suomi",
    "FR": "frankreich|francia|frankrijk|frankrike",
    "GB": "uk|great britain|england|scotland|wales|grossbritannien|royaume uni|reino unido",
    "IN": "indien|inde",
    "IT": "italien|italie|italia",
    "NL": "holland|the netherlands|niederlande|pays bas|paises bajos|nederland",
    "NO": "norge|norwegen|norvege|noruega|noorwegen",
    "PL": "polen|pologne|polonia|polska",
    "SE": "sverige|schweden|suede|suecia|zweden",
    "US": "usa|united states of america|vereinigte staaten|etats unis|estados unidos",
}
for _code, _words in _ALSO.items():
    _BY_WORD.update(dict.fromkeys(_words.split("|"), _code))


def country_of(word: str) -> str:
    """The two-letter code (ISO 3166-1) of a code or name; empty where nothing is known."""
    return _BY_WORD.get(plain(word), "")
