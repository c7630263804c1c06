"""What people write in Norwegian."""

from home.population.words.shape import Aim, Lesson, Number, Theme, Words

FIELD = Theme(
    situations=(
        "På tirsdag ved {place}, da ventiltegningen manglet",
        "Under oppstarten ved {place}",
        "På utrykningen fredag kveld, {place}",
        "Da den andre pumpa stoppet og leieboeren sto og ventet",
    ),
    behaviours=(
        "du ringte laget før de dro og byttet om på jobbene",
        "du gikk hele linja en gang til før du slo på noe",
        "du forklarte vaktmesteren i to setninger hva han ville høre i natt",
        "du skrev målingene på skapdøra, der neste skift ser dem",
        "du lot lærlingen stille inn mengden og bare spurte",
    ),
    impacts=(
        "Ingen måtte kjøre to ganger, og avdelingen holdt varmen.",
        "Vi fant de forbyttede følerne før de kostet oss en natt.",
        "Kunden sier at hun endelig forstår anlegget sitt.",
        "Nattskiftet slapp å ringe noen.",
    ),
)
OFFICE = Theme(
    situations=(
        "Da jeg var syk i forrige uke",
        "I gjennomgangen for {place}",
        "I møtet med innkjøp",
        "På min tredje dag her",
    ),
    behaviours=(
        "du svarte på de åpne spørsmålene mine og skrev opp hvem du hadde sagt hva til",
        "du ga kunden den dårlige nyheten selv, tidlig og med to utveier",
        "du oppsummerte hva hver av oss hadde lovet før vi gikk",
        "du spurte hva som ville hjelpe meg i stedet for å ta over",
        "du skrev ned hvorfor vi forkastet den første ideen",
    ),
    impacts=(
        "Jeg kom tilbake til en tom pult og en rolig kunde.",
        "De ble hos oss, og sa at dette var grunnen.",
        "Uka etter klarte jeg det alene.",
        "Neste lag slipper å gjette.",
    ),
)
HANDOVER = Lesson(
    situations=(
        "Ved overleveringen på torsdag, {place}",
        "Da jeg tok over skiftet ditt i forrige uke",
    ),
    behaviours=(
        "det sto «sjekket» på arket, uten hva du hadde funnet",
        "jeg hørte fra kunden at omløpet var stengt",
        "målingene kom etter at laget hadde dratt",
    ),
    impacts=(
        "Vi åpnet skapet igjen og mistet en time.",
        "Vi så uforberedte ut foran kunden.",
        "Jeg brukte kvelden på å gjette, og gjettet feil én gang.",
    ),
    recommendations=(
        "Skriv én linje for hvert åpent punkt: hva, hvor og hvem som venter.",
        "Les arket høyt for neste lag i to minutter før du går.",
        "Send målingene før seks, selv om de ikke er komplette, og si hva som mangler.",
    ),
)
MEETINGS = Lesson(
    situations=("I møtet på mandag", "Da vi snakket om planen for {place}"),
    behaviours=(
        "du svarte to ganger før Maria hadde spurt ferdig",
        "du begynte med løsningen, så ingen beskrev problemet",
        "datoene ble endret uten et ord til dem som hadde bestilt reisen",
    ),
    impacts=(
        "Hun sa ikke mer etter det, og hun kjenner stedet best.",
        "Den egentlige årsaken fant vi først en uke senere.",
        "Tre av oss måtte bestille på nytt.",
    ),
    recommendations=(
        "Tell til tre etter et spørsmål, og gjenta det med egne ord før du svarer.",
        "Spør først hva alle så, skriv det ned, og kom så med løsningen din.",
        "Ring de tre det gjelder før du lagrer en endring. Det tar fem minutter.",
    ),
)
WORDS = Words(
    places=("Havnegata", "hall 3", "meieriet", "svømmehallen", "Kvam stasjon", "tårn 7"),
    praise=(FIELD, OFFICE),
    lessons=(HANDOVER, MEETINGS),
    notes=(
        (
            "Så tilbake på de to ukene ved {place}.",
            "Først det som gikk bra: oppstart på ett besøk.",
            "Roligere uker, tid til å se på hvordan vi jobber.",
        ),
        (
            "Det som hjelper: tegninger dagen før, og én person på telefonen.",
            "Vanskelig: tre vil ha samme ettermiddag. Å si nei tidlig var bedre.",
            "Lært: målingene sier noe først når været står ved siden av.",
            "Vil lede neste gjennomgang alene; noen ser på lastene.",
        ),
        (
            "Neste gang: tallene fra de siste fem besøkene.",
            "Prøve i fire uker og se igjen.",
            "Åpent: hvem som snakker med innkjøp.",
        ),
    ),
    answers=(
        (
            "Oppstarten gikk på ett besøk ({place}).",
            "Reservedelslista alle har ventet på er ferdig.",
        ),
        (
            "Jeg ba om tegningene en dag før. Neste gang to.",
            "For lenge alene. Jeg henter noen ved første overraskelse.",
        ),
        ("Ingen merket at pumpa ble byttet.", "Innkjøp bestiller én gang i måneden."),
        ("At den andre målingen er verdt turen.", "At jeg forklarer for fort når jeg er sikker."),
        ("Les førstesida mi før kunden får den.", "Si fra når jeg svarer for fort."),
    ),
    commitments=(
        "Vise Emre startlista",
        "Spørre innkjøp om de tre eldste tilbakeringingene",
        "Sende målingene fra {place} innen fredag",
        "Tegne lastveien",
        "Prøve rapporten på én side",
    ),
    agenda=(
        "Planen for {place}",
        "Overlevering på fredager",
        "Hva jeg vil lære i vinter",
        "Ferie og hvem som dekker",
        "Målet mitt og tallet",
    ),
    coach_commits=("Jeg holder av en time annenhver uke.", "Jeg spør først."),
    coachee_commits=("Jeg tar med én ting jeg vil forstå.", "Jeg sier hvordan det gikk."),
    wants_help=("Jeg vil gjerne ha hjelp til en vanskelig samtale.",),
    skip_reasons=("Begge ute på anlegg.", "Syk.", "Ferie."),
    thanks=(
        "Takk. Jeg trodde ikke noen så det.",
        "Dette hjelper, og var lett å høre.",
        "Takk for eksempelet; nå skjønner jeg.",
    ),
    will_try=("Lese arket høyt før jeg går.", "Telle til tre."),
    replies=(
        "Mener du det første besøket eller det etter?",
        "Viser du meg på mandag hvordan du ville skrevet det?",
        "Prøvde i går. To minutter, og ingen ringte.",
        "Ja, akkurat det øyeblikket.",
    ),
    comments=(
        "Tallene fra {place} bør med.",
        "Jeg kan hjelpe på torsdager.",
        "Prognosen er modig. Det liker jeg.",
    ),
    measurement_notes=("", "", "Ferieuke", "Talt for hånd"),
    better_forecasts=("Det nye overleveringsarket hjelper mer enn jeg trodde.",),
    worse_forecasts=(
        "Halvparten avhenger av deler som kommer til våren.",
        "Talt på nytt med ferien: ærlig talt tar det lengre tid.",
    ),
    aims=(
        Aim(
            "Ferdig på første besøk",
            "Hver andre tur koster noen en varm kveld.",
            (Number("Satt i drift på ett besøk", "%", 73, 92),),
        ),
        Aim(
            "Overlevering uten telefon",
            "Nattskiftet skal lese hva som skjedde, ikke gjette.",
            (Number("Overleveringer samme dag", "av 14", 6, 14),),
        ),
        Aim(
            "Tilbud som holder",
            "Et galt tilbud koster to ganger: penger, så tillit.",
            (Number("Jobber innenfor 5 %", "%", 59, 85),),
        ),
    ),
    job_titles=(
        "Servicetekniker",
        "Testingeniør",
        "Planlegger",
        "Innkjøper",
        "Prosjektleder",
        "Lærling",
    ),
    whys=(
        "Jeg vil være en de andre kan stole på når det blir vanskelig.",
        "Teamet mitt trenger en person til som kan dette.",
        "Jeg har lært det ved å se på, og vil gjerne vite hva jeg gjør.",
    ),
    reflections=(
        "I {place} gikk det uten hjelp, og jeg merket det først etterpå.",
        "Jeg trenger fortsatt noen som ser over, og det er helt greit.",
        "To ganger var jeg for rask denne måneden. Jeg tar et steg tilbake og gjør det langsomt.",
        "En yngre kollega spurte hvordan jeg gjør det, og tre setninger var nok.",
    ),
    seen=(
        "Jeg var der, og det gikk akkurat slik: rolig og i riktig rekkefølge.",
        "Den nye kollegaen klarte det alene etterpå, etter én forklaring.",
        "Jeg hadde ventet en telefon om kvelden. Den kom ikke.",
    ),
)
