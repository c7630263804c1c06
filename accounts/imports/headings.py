"""What HR systems call their columns, in the six languages of the app.

Each phrase is written as `plain` leaves it: no accents, lower case, single spaces.
"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "personnel_no": _("Personnel number"),
    "name": _("Full name"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "preferred_name": _("Preferred name"),
    "email": _("E-mail address"),
    "job_title": _("Job title"),
    "home_team": _("Home team"),
    "other_teams": _("Other teams, separated by commas"),
    "coach_suggestion": _("Suggested coach, by e-mail address"),
    "location": _("Location"),
    "country": _("Country"),
    "time_zone": _("Time zone"),
    "language": _("Language"),
    "started_on": _("First day"),
    "left_on": _("Last day"),
}

_HEADINGS = {
    "personnel_no": (
        "personnel no|personnel number|personnel id|employee id|employee no|employee number|"
        "staff id|staff no|staff number|person id|worker id|payroll no|"
        "personalnummer|personal nr|personalnr|pers nr|persnr|mitarbeiternummer|mitarbeiter id|"
        "matricule|numero de matricule|numero d employe|"
        "numero de empleado|n de empleado|id empleado|matricula|legajo|"
        "personeelsnummer|personeelsnr|medewerkernummer|"
        "ansattnummer|ansattnr|ansatt id|personalnummer"
    ),
    "name": (
        "name|full name|display name|employee name|employee|person|"
        "vollstandiger name|mitarbeiter|nom complet|nom et prenom|nom prenom|"
        "nombre completo|nombre y apellidos|empleado|volledige naam|naam|medewerker|"
        "navn|fullt navn|ansatt"
    ),
    "given_name": (
        "given name|given names|first name|first names|firstname|forename|forenames|"
        "vorname|vornamen|rufname amtlich|prenom|prenoms|nombre|nombres|nombre de pila|"
        "voornaam|voornamen|fornavn"
    ),
    "family_name": (
        "family name|surname|surnames|last name|lastname|nachname|familienname|zuname|"
        "nom|nom de famille|apellido|apellidos|primer apellido|"
        "achternaam|familienaam|etternavn|familienavn|slektsnavn"
    ),
    "preferred_name": (
        "known as|preferred name|preferred first name|nickname|called|goes by|"
        "rufname|bevorzugter name|spitzname|prenom usuel|nom d usage|nombre preferido|"
        "conocido como|roepnaam|kallenavn|foretrukket navn"
    ),
    "email": (
        "e mail|email|mail|work e mail|work email|business email|company email|email address|"
        "e mail address|mail address|e mail adresse|email adresse|mailadresse|dienstliche e mail|"
        "courriel|adresse e mail|adresse mail|adresse electronique|correo|correo electronico|"
        "e mailadres|mailadres|epost|e post|epostadresse|e postadresse"
    ),
    "job_title": (
        "job title|title|position|position title|job|job name|role title|function|occupation|"
        "stelle|stellenbezeichnung|berufsbezeichnung|funktion|tatigkeit|titel|"
        "poste|intitule du poste|fonction|emploi|puesto|cargo|titulo|ocupacion|"
        "functie|functietitel|functienaam|beroep|stilling|stillingstittel|tittel"
    ),
    "home_team": (
        "team|home team|team name|department|dept|org unit|organisational unit|organizational unit|"
        "organization unit|business unit|unit|division|section|cost center name|"
        "abteilung|bereich|organisationseinheit|orgeinheit|"
        "equipe|service|departement|unite|unite organisationnelle|"
        "equipo|departamento|unidad|unidad organizativa|area|"
        "afdeling|organisatie eenheid|eenheid|avdeling|enhet|organisasjonsenhet"
    ),
    "other_teams": (
        "teams|other teams|projects|project|projects workstreams|workstreams|workstream|"
        "further teams|communities|weitere teams|projekte|projekt|"
        "autres equipes|projets|projet|otros equipos|proyectos|proyecto|"
        "andere teams|projecten|andre team|prosjekter|prosjekt"
    ),
    "coach_suggestion": (
        "coach|line manager|line manager e mail|line manager email|manager|manager e mail|"
        "manager email|supervisor|supervisor email|reports to|reporting to|superior|boss|"
        "vorgesetzter|vorgesetzte|vorgesetzte r|fuhrungskraft|"
        "responsable|responsable hierarchique|n 1|manageur|superieur|"
        "jefe|jefe directo|supervisor directo|"
        "leidinggevende|chef|leder|naermeste leder|rapporterer til"
    ),
    "location": (
        "site|location|office|work location|workplace|city|town|place|"
        "standort|arbeitsort|ort|dienstort|stadt|buro|"
        "lieu|lieu de travail|ville|bureau|implantation|"
        "ubicacion|sede|ciudad|oficina|lugar de trabajo|centro de trabajo|"
        "locatie|standplaats|vestiging|plaats|stad|kantoor|sted|arbeidssted|lokasjon|by|kontor"
    ),
    "country": (
        "country|country code|ctry|nation|land|landerkennzeichen|landercode|"
        "pays|code pays|pais|codigo de pais|landcode|landkode"
    ),
    "time_zone": (
        "tz|time zone|timezone|zeitzone|fuseau horaire|fuseau|zona horaria|huso horario|"
        "tijdzone|tidssone"
    ),
    "language": (
        "language|lang|corr language|correspondence language|preferred language|locale|"
        "sprache|korrespondenzsprache|bevorzugte sprache|langue|langue de correspondance|"
        "idioma|lengua|taal|voertaal|correspondentietaal|sprak|malform"
    ),
    "started_on": (
        "entry date|start date|hire date|date of hire|date hired|joined|joined on|joining date|"
        "date of joining|first day|employed since|entry|"
        "eintritt|eintrittsdatum|eingetreten am|einstellungsdatum|beschaftigt seit|"
        "date d entree|date d embauche|embauche|entree|"
        "fecha de alta|fecha de ingreso|fecha de contratacion|alta|"
        "in dienst|datum in dienst|indiensttreding|startdatum|"
        "startdato|ansatt dato|ansettelsesdato|tiltredelse|begynte"
    ),
    "left_on": (
        "exit date|end date|leaving date|termination date|date of leaving|last day|"
        "last working day|left|left on|exit|"
        "austritt|austrittsdatum|ausgetreten am|ausscheiden|"
        "date de sortie|date de depart|depart|sortie|"
        "fecha de baja|fecha de salida|baja|"
        "uit dienst|datum uit dienst|uitdiensttreding|einddatum|"
        "sluttdato|fratredelse|sluttet"
    ),
}

PHRASES: dict[str, str] = {
    phrase: field for field, phrases in reversed(_HEADINGS.items()) for phrase in phrases.split("|")
}

# --- what is never imported ----------------------------------------------------------------

_PAY = _("The app takes no part in pay, so this column is never imported.")
_HOURS = _("Contracted hours have no use here, so this column is never imported.")
_JUDGED = _("There is no judgement of people in this app, so this column is never imported.")
_PRIVATE = _("This is nobody's business here, so the column is never imported.")

_NEVER = (
    (
        _PAY,
        (
            r"\b(pay|salary|salaries|wages?|compensation|comp|bonus|grade|payband|band|"
            r"remuneration|iban|bank|bic|account no|account number|bonuses|allowance|"
            r"prime|primes|nomina|sueldo|retribucion|loon\w*|lonn\w*|belonning|beloning|bezoldiging|"
            r"besoldung\w*|vergutung\w*|verguetung\w*|entgelt\w*|tarif\w*|rate)\b"
            r"|gehalt|gehalts|stundenlohn|\blohn|salair|salari|salarial|salaris|cost to company"
        ),
    ),
    (
        _HOURS,
        (
            r"\b(hours?|hrs|fte|wochenstunden|stunden|arbeitszeit|heures|horas|uren|timer|"
            r"stillingsprosent|working time|workload|capacity|percentage|pensum|teilzeit\w*)\b"
        ),
    ),
    (
        _JUDGED,
        (
            r"\b(performance|ratings?|rated|scores?|appraisals?|evaluations?|assessments?|potential|"
            r"ranking|talent|nine box|9 box|beurteilung\w*|bewertung\w*|evaluacion|"
            r"desempeno|rendimiento|calificacion|beoordeling\w*|prestatie\w*|vurdering\w*|"
            r"prestasjon\w*|disciplinary|warnings?|abmahnung\w*)\b|leistungs"
        ),
    ),
    (
        _PRIVATE,
        (
            r"\b(birth|birthday|born|dob|age|gender|sex|religion|nationality|citizenship|marital|"
            r"children|disability|sick\w*|health|ssn|social security|national id|tax|passport|"
            r"geburt\w*|alter|geschlecht|konfession|staatsangehorigkeit|familienstand|steuer\w*|"
            r"sozialversicherung\w*|krank\w*|naissance|sexe|nationalite|securite sociale|"
            r"nacimiento|sexo|nacionalidad|geboorte\w*|geslacht|nationaliteit|bsn|"
            r"fodsels\w*|fodt|kjonn|statsborgerskap|private (e )?mail|private phone|home address)\b"
        ),
    ),
)
NEVER = tuple((reason, re.compile(pattern)) for reason, pattern in _NEVER)

EXACT = 1000
TELLING = 5  # a shorter word inside a longer name ("by", "name", "job") tells nothing

_UNDECOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "ı": "i", "ł": "l", "đ": "d", "œ": "oe"})


def plain(text: str) -> str:
    """Lower case without accents and punctuation: `E-Mail (dienstl.)` is `e mail dienstl`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


def field_named(column: str) -> tuple[str, int]:
    """The field a column's name speaks of, and how surely: 0 not at all, larger is surer.

    A column about somebody's coach ("Manager personnel no") is never about the person.
    """
    heading = plain(column)
    if heading in PHRASES:
        return PHRASES[heading], EXACT
    words = f" {heading} "
    found = [phrase for phrase in PHRASES if len(phrase) >= TELLING and f" {phrase} " in words]
    if not found:
        return "", 0
    best = max(found, key=lambda phrase: (PHRASES[phrase] == "coach_suggestion", len(phrase)))
    return PHRASES[best], len(best)


def reason_never(column: str) -> str:
    """Why a column may not be imported at all; empty where it may."""
    heading = plain(column)
    return next((str(reason) for reason, pattern in NEVER if pattern.search(heading)), "")
