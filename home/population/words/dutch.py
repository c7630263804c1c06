"""What people write in Dutch."""

from home.population.words.shape import Aim, Lesson, Number, Theme, Words

FIELD = Theme(
    situations=(
        "Dinsdag bij {place}, toen de tekening van de klep ontbrak",
        "Tijdens de inbedrijfstelling bij {place}",
        "Bij de storing van vrijdagavond, {place}",
        "Toen de tweede pomp uitviel en de huurder stond te wachten",
    ),
    behaviours=(
        "je belde de ploeg voor ze vertrok en draaide de volgorde van de klussen om",
        "je liep de hele leiding nog een keer na voor je iets aanzette",
        "je legde de conciërge in twee zinnen uit wat hij vannacht zou horen",
        "je schreef de meetwaarden op de kastdeur, waar de volgende ploeg ze ziet",
        "je liet de leerling het debiet instellen en stelde alleen vragen",
    ),
    impacts=(
        "Niemand hoefde twee keer te rijden en de afdeling bleef warm.",
        "We vonden de verwisselde voelers voor ze ons een nacht kostten.",
        "De klant zegt dat ze haar verwarming eindelijk begrijpt.",
        "De nachtploeg hoefde niemand te bellen.",
    ),
)
OFFICE = Theme(
    situations=(
        "Toen ik vorige week ziek was",
        "In de ontwerpbespreking voor {place}",
        "In het overleg met inkoop",
        "Op mijn derde dag hier",
    ),
    behaviours=(
        "je beantwoordde mijn open vragen en liet een lijst achter van wie wat weet",
        "je bracht de klant het slechte nieuws zelf, vroeg en met twee uitwegen",
        "je vatte samen wat ieder had toegezegd voor we de kamer uit gingen",
        "je vroeg wat mij zou helpen in plaats van het werk over te nemen",
        "je schreef op waarom we het eerste idee lieten vallen",
    ),
    impacts=(
        "Ik kwam terug bij een leeg bureau en een rustige klant.",
        "Ze zijn bij ons gebleven en zeiden dat het hierdoor kwam.",
        "Een week later kon ik het alleen.",
        "Het volgende team hoeft niet te raden.",
    ),
)
HANDOVER = Lesson(
    situations=(
        "Bij de overdracht van donderdag, {place}",
        "Toen ik vorige week jouw dienst overnam",
    ),
    behaviours=(
        "op het blad stond 'gecontroleerd', zonder wat je had gevonden",
        "ik hoorde van de klant dat de bypass dicht stond",
        "de meetwaarden kwamen toen de ploeg al weg was",
    ),
    impacts=(
        "We maakten de kast weer open en verloren een uur.",
        "We stonden onvoorbereid bij de klant.",
        "Ik heb de avond zitten raden, en een keer verkeerd.",
    ),
    recommendations=(
        "Schrijf voor elk open punt een regel: wat, waar en wie erop wacht.",
        "Lees het blad twee minuten hardop voor aan de volgende ploeg voor je gaat.",
        "Stuur de waarden voor zessen, ook als ze niet compleet zijn, en zeg wat er mist.",
    ),
)
MEETINGS = Lesson(
    situations=("In het overleg van maandag", "Toen we het plan voor {place} bespraken"),
    behaviours=(
        "je gaf twee keer antwoord voor Maria haar vraag af had",
        "je begon met de oplossing, zodat niemand het probleem beschreef",
        "de data veranderden zonder een woord aan wie de reis al had geboekt",
    ),
    impacts=(
        "Ze zei daarna niets meer, en zij kent de plek het best.",
        "De echte oorzaak vonden we pas een week later.",
        "Drie van ons moesten opnieuw boeken.",
    ),
    recommendations=(
        "Tel na een vraag tot drie en herhaal haar in je eigen woorden voor je antwoordt.",
        "Vraag eerst wat iedereen zag, schrijf het op en kom dan met je oplossing.",
        "Bel de drie mensen die het raakt voor je een wijziging opslaat.",
    ),
)
WORDS = Words(
    places=(
        "de Havenstraat",
        "hal 3",
        "de zuivelfabriek",
        "het zwembad",
        "de Dijkschool",
        "toren 7",
    ),
    praise=(FIELD, OFFICE),
    lessons=(HANDOVER, MEETINGS),
    notes=(
        (
            "Teruggekeken op de twee weken bij {place}.",
            "Eerst wat goed ging: inbedrijfstelling in één bezoek.",
            "Rustiger weken, tijd om te kijken hoe we werken.",
        ),
        (
            "Wat helpt: tekeningen een dag eerder en één persoon aan de telefoon.",
            "Lastig: drie mensen willen dezelfde middag. Vroeg nee zeggen werkte beter.",
            "Geleerd: meetwaarden zeggen pas iets met het weer ernaast.",
            "Wil de volgende bespreking alleen leiden; iemand kijkt mee naar de lasten.",
        ),
        (
            "Volgende keer: de cijfers van de laatste vijf bezoeken.",
            "Vier weken proberen en dan weer kijken.",
            "Nog open: wie met inkoop praat.",
        ),
    ),
    answers=(
        (
            "De inbedrijfstelling lukte in één bezoek ({place}).",
            "De onderdelenlijst waar iedereen op wachtte is af.",
        ),
        (
            "Ik vroeg de tekeningen een dag eerder. Volgende keer twee.",
            "Te lang alleen. Ik haal er bij de eerste verrassing iemand bij.",
        ),
        ("Niemand merkte dat de pomp gewisseld is.", "Inkoop bestelt één keer per maand."),
        ("Dat de tweede meting de rit waard is.", "Dat ik te snel uitleg als ik zeker ben."),
        ("Lees mijn eerste pagina voor de klant hem krijgt.", "Zeg het als ik te snel antwoord."),
    ),
    commitments=(
        "Emre de startlijst laten zien",
        "Inkoop vragen naar de drie oudste terugbellers",
        "De meetwaarden van {place} voor vrijdag sturen",
        "De krachtlijn tekenen",
        "Het rapport van één pagina proberen",
    ),
    agenda=(
        "Het plan voor {place}",
        "De overdracht op vrijdag",
        "Wat ik deze winter wil leren",
        "Vakantie en vervanging",
        "Mijn doel en het getal",
    ),
    coach_commits=("Ik houd om de week een uur vrij.", "Ik vraag eerst."),
    coachee_commits=("Ik breng iets mee dat ik wil begrijpen.", "Ik vertel hoe het ging."),
    wants_help=("Ik wil graag hulp bij een lastig gesprek.",),
    skip_reasons=("Allebei op locatie.", "Ziek.", "Vakantie."),
    thanks=(
        "Dank je. Ik dacht niet dat iemand het zag.",
        "Dit helpt, en het was fijn om te horen.",
        "Dank voor het voorbeeld; nu snap ik het.",
    ),
    will_try=("Het blad voorlezen voor ik ga.", "Tot drie tellen."),
    replies=(
        "Bedoel je het eerste bezoek of dat erna?",
        "Laat je me maandag zien hoe jij het zou schrijven?",
        "Gisteren geprobeerd. Twee minuten, en niemand belde.",
        "Ja, precies dat moment.",
    ),
    comments=(
        "De cijfers van {place} horen erbij.",
        "Op donderdag kan ik helpen.",
        "De verwachting is moedig. Mooi.",
    ),
    measurement_notes=("", "", "Vakantieweek", "Met de hand geteld"),
    better_forecasts=("Het nieuwe overdrachtsblad helpt meer dan ik dacht.",),
    worse_forecasts=(
        "De helft hangt af van onderdelen die pas in het voorjaar komen.",
        "Opnieuw geteld met de vakantie erbij: eerlijk gezegd duurt het langer.",
    ),
    aims=(
        Aim(
            "In één bezoek klaar",
            "Elke tweede rit kost iemand een warme avond.",
            (Number("In één bezoek in bedrijf", "%", 72, 92),),
        ),
        Aim(
            "Overdracht zonder telefoon",
            "De nachtploeg moet kunnen lezen wat er was.",
            (Number("Overdrachten dezelfde dag", "van 14", 6, 14),),
        ),
        Aim(
            "Offertes die kloppen",
            "Een foute offerte kost twee keer: geld en vertrouwen.",
            (Number("Klussen binnen 5 %", "%", 58, 85),),
        ),
    ),
    job_titles=(
        "Servicemonteur",
        "Testingenieur",
        "Planner",
        "Inkoper",
        "Projectleider",
        "Leerling",
    ),
    whys=(
        "Ik wil iemand zijn op wie je kunt rekenen als het moeilijk wordt.",
        "Mijn team heeft een tweede persoon nodig die dit kan.",
        "Ik heb het afgekeken en wil graag weten wat ik doe.",
    ),
    reflections=(
        "In {place} lukte het zonder hulp, en ik merkte het pas achteraf.",
        "Ik heb nog iemand nodig die meekijkt, en dat is goed zo.",
        "Twee keer was ik deze maand te snel. Ik doe een stap terug en neem de tijd.",
        "Een jongere collega vroeg hoe ik het doe, en drie zinnen waren genoeg.",
    ),
    seen=(
        "Ik was erbij, en zo ging het precies: rustig en in de goede volgorde.",
        "De nieuwe collega kon het daarna alleen, na één uitleg.",
        "Ik had ’s avonds een telefoontje verwacht. Het kwam niet.",
    ),
)
