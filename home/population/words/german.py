"""What people write in German."""

from home.population.words.shape import Aim, Lesson, Number, Theme, Words

FIELD = Theme(
    situations=(
        "Am Dienstag, {place}, als die Ventilzeichnung fehlte",
        "Bei der Inbetriebnahme ({place})",
        "Beim Einsatz am Freitagabend, {place}",
        "Als die zweite Pumpe ausfiel und der Mieter vor der Tür stand",
        "An dem Morgen mit zwei Wagen und drei Aufträgen",
    ),
    behaviours=(
        "du hast die Mannschaft angerufen, bevor sie losfuhr, und die Reihenfolge getauscht",
        "du bist die ganze Strecke noch einmal abgelaufen, bevor du etwas eingeschaltet hast",
        "du hast dem Hausmeister in zwei Sätzen erklärt, was er heute Nacht hören wird",
        "du hast die Messwerte an die Schranktür geschrieben, wo die nächste Schicht sie sieht",
        "du hast die Prüfung abgebrochen, als der Druck seltsam aussah, obwohl wir spät dran waren",
        "du hast die Auszubildende den Durchfluss einstellen lassen und nur gefragt",
    ),
    impacts=(
        "Niemand musste zweimal fahren, und die Station blieb warm.",
        "Wir haben die vertauschten Fühler gefunden, bevor sie uns eine Nacht gekostet haben.",
        "Die Kundin sagt, sie versteht ihre Heizung zum ersten Mal.",
        "Die Nachtschicht musste niemanden anrufen.",
        "Ich habe mich getraut zu sagen, dass ich den Plan nicht verstanden hatte.",
    ),
)
DESIGN = Theme(
    situations=(
        "In der Entwurfsprüfung zu {place}",
        "Als die Lastrechnung mit einer anderen Zahl zurückkam",
        "Als der Lieferant in letzter Minute den Flansch geändert hat",
        "Beim Vergleich der beiden Blattprofile",
    ),
    behaviours=(
        "du hast beide Annahmen nebeneinandergestellt und gefragt, welche wir prüfen können",
        "du hast offen gesagt, dass die Reserve geschätzt ist und wer sie ausrechnen kann",
        "du hast den Kraftfluss so lange gezeichnet, bis alle genickt haben",
        "du hast aufgeschrieben, warum wir die erste Idee verworfen haben",
        "du hast den Stillsten im Raum gefragt, bevor du selbst etwas gesagt hast",
    ),
    impacts=(
        "In zwanzig Minuten war entschieden, was drei Wochen offen war.",
        "Das nächste Team muss nicht raten, was wir gemeint haben.",
        "Ich habe meine Zeichnung am selben Nachmittag geändert, und sie ist besser geworden.",
        "Man konnte widersprechen, ohne dass jemand sein Gesicht verlor.",
    ),
)
OFFICE = Theme(
    situations=(
        "Als ich letzte Woche krank war",
        "Bei der Übergabe des Vertrags {place}",
        "In der Runde mit dem Einkauf",
        "An meinem dritten Tag hier",
    ),
    behaviours=(
        "du hast meine offenen Fragen beantwortet und mir aufgeschrieben, wem du was gesagt hast",
        "du hast dem Kunden die schlechte Nachricht früh und mit zwei Auswegen gebracht",
        "du hast am Ende zusammengefasst, was jeder von uns zugesagt hat",
        "du hast gefragt, was mir hilft, statt mir die Arbeit abzunehmen",
        "du hast gemerkt, dass zwei Teams dasselbe Teil bestellen, und sie ins Gespräch gebracht",
    ),
    impacts=(
        "Ich kam an einen leeren Schreibtisch und zu einem ruhigen Kunden zurück.",
        "Sie sind bei uns geblieben und haben gesagt, dass es daran lag.",
        "Eine Woche später konnte ich es allein.",
        "Wir haben einmal statt zweimal bestellt und 14.000 gespart.",
    ),
)
HANDOVER = Lesson(
    situations=(
        "Bei der Übergabe am Donnerstag, {place}",
        "Als ich letzte Woche deine Schicht übernahm",
    ),
    behaviours=(
        "auf dem Blatt stand „geprüft“, ohne was geprüft wurde und was du gefunden hast",
        "vom geschlossenen Bypass habe ich durch den Kunden erfahren, nicht durch das Blatt",
        "die Messwerte kamen, als die Mannschaft schon weg war",
    ),
    impacts=(
        "Wir haben den Schrank noch einmal geöffnet und eine Stunde verloren.",
        "Wir standen vor dem Kunden unvorbereitet da.",
        "Ich habe den Abend mit Raten verbracht und einmal falsch geraten.",
    ),
    recommendations=(
        "Schreib für jeden offenen Punkt eine Zeile: was, wo und wer darauf wartet.",
        "Lies der nächsten Schicht das Blatt zwei Minuten lang vor, bevor du gehst.",
        "Schick die Werte bis sechs, auch unvollständig, und sag dazu, was fehlt.",
    ),
)
MEETINGS = Lesson(
    situations=("In der Wochenrunde am Montag", "Als wir den Plan für {place} besprochen haben"),
    behaviours=(
        "du hast zweimal geantwortet, bevor Maria ihre Frage zu Ende gestellt hatte",
        "wir haben vierzig Minuten über etwas geredet, das nicht wir entscheiden",
        "du hast mit der Lösung begonnen, sodass niemand das Problem beschrieben hat",
    ),
    impacts=(
        "Danach hat sie nichts mehr gesagt, und sie kennt die Anlage am besten.",
        "Zwei sind gegangen, ohne zu wissen, was sie tun sollen.",
        "Die wahre Ursache haben wir erst eine Woche später gefunden.",
    ),
    recommendations=(
        "Zähl nach einer Frage bis drei und wiederhole sie in deinen Worten, bevor du antwortest.",
        "Beginne jeden Punkt damit, was zu entscheiden ist und von wem; ende mit Name und Tag.",
        "Frag zuerst, was alle gesehen haben, schreib es auf und komm dann mit deiner Lösung.",
    ),
)
WRITING = Lesson(
    situations=("In deinem Bericht zu {place}", "In deinen Anmerkungen zu meiner Zeichnung"),
    behaviours=(
        "der Befund stand auf Seite neun, nach der Methode",
        "es waren elf Anmerkungen, und ich sah nicht, welche drei zählen",
    ),
    impacts=(
        "Der Kunde hat auf Seite zwei aufgehört und uns angerufen.",
        "Ich habe mit den kleinen angefangen, und für das Lager blieb keine Zeit.",
    ),
    recommendations=(
        "Beginne mit dem Satz, den du am Telefon sagen würdest, und dann, woher du es weißt.",
        "Markiere, was sich ändern muss, und schreib den Rest unter „wenn Zeit ist“.",
        "Lass jemanden aus einem anderen Gewerk die erste Seite lesen, bevor sie rausgeht.",
    ),
)
WORDS = Words(
    places=(
        "Hafenstraße",
        "Halle 3",
        "Umspannwerk Nord",
        "Molkerei",
        "Schwimmhalle",
        "Schule am Deich",
        "Turm 7",
        "Werkhof",
    ),
    praise=(FIELD, DESIGN, OFFICE),
    lessons=(HANDOVER, MEETINGS, WRITING),
    notes=(
        (
            "Rückblick auf die zwei Wochen ({place}).",
            "Zuerst, was gut war: die Inbetriebnahme lief in einem Besuch.",
            "Ruhigere Wochen. Zeit, auf das Wie zu schauen.",
            "Kurzes Gespräch zwischen zwei Einsätzen.",
        ),
        (
            "Was geholfen hat: Zeichnungen einen Tag vorher und eine Person am Telefon.",
            "Schwer: drei Leute wollen denselben Nachmittag. Früh Nein sagen war besser als spät.",
            "Gelernt: die Werte sagen nur etwas, wenn das Wetter danebensteht.",
            "Möchte die nächste Prüfung allein leiten; bei den Lasten schaut jemand mit.",
            "Wir waren uns uneinig über die Frist und merkten, dass wir zwei Fristen meinten.",
        ),
        (
            "Nächstes Mal: die Zahlen der letzten fünf Besuche mitbringen.",
            "Vier Wochen ausprobieren, dann wieder ansehen.",
            "Offen: wer mit dem Einkauf spricht.",
            "Nichts Dringendes. Gut, es einmal gesagt zu haben.",
        ),
    ),
    answers=(
        (
            "Die Inbetriebnahme ging in einem Besuch durch ({place}).",
            "Die Ersatzteilliste ist fertig, auf die alle seit Monaten warten.",
        ),
        (
            "Ich habe einen Tag früher gefragt. Nächstes Mal zwei.",
            "Zu lange allein. Nach der ersten Überraschung hole ich jemanden dazu.",
        ),
        (
            "Die Station blieb warm, niemand hat den Pumpenwechsel bemerkt.",
            "Der Einkauf bestellt einmal im Monat und nicht fünfmal.",
        ),
        (
            "Dass die zweite Messung die Fahrt wert ist.",
            "Dass ich zu schnell erkläre, wenn ich mir sicher bin.",
        ),
        (
            "Lies meine erste Seite, bevor sie zum Kunden geht.",
            "Sag mir, wenn ich zu schnell antworte. Ein Blick genügt.",
        ),
    ),
    commitments=(
        "Emre die Startliste zeigen",
        "Den Einkauf nach den drei ältesten Rückrufen fragen",
        "Die Messwerte bis Freitag schicken ({place})",
        "Den Kraftfluss zeichnen und mitbringen",
        "Den Bericht auf einer Seite versuchen",
        "Eine Stunde mit der Werkstatt vereinbaren",
        "Aufschreiben, was wir zum Flansch entschieden haben",
        "Die Auszubildende die Prüfung leiten lassen",
    ),
    agenda=(
        "Der Plan für {place}",
        "Wie wir freitags übergeben",
        "Was ich im Winter lernen will",
        "Die neue Regelung",
        "Urlaub und Vertretung",
        "Mein Ziel und seine Zahl",
    ),
    coach_commits=(
        "Ich halte alle zwei Wochen eine Stunde frei und verschiebe sie nicht für eine Sitzung.",
        "Ich frage zuerst und rate, wenn du es willst.",
        "Was du mir erzählst, bleibt bei mir.",
    ),
    coachee_commits=(
        "Ich bringe eine Sache mit, die ich verstehen will.",
        "Ich probiere aus, was wir vereinbaren, und sage, wie es war.",
        "Ich sage es, wenn mir der Rhythmus zu viel wird.",
    ),
    wants_help=(
        "Ich hätte gern Hilfe bei einem Gespräch, das ich vor mir herschiebe.",
        "Schaust du mit mir auf meinen Plan für {place}?",
    ),
    skip_reasons=(
        "Beide auf Baustelle.",
        "Krank.",
        "Urlaub.",
        "Wir haben vor Ort schon lange gesprochen.",
    ),
    thanks=(
        "Danke. Ich dachte nicht, dass es jemand bemerkt.",
        "Das hilft und war leicht zu hören. Danke.",
        "Danke für das Beispiel; jetzt weiß ich, was du meinst.",
        "Das habe ich diese Woche gebraucht.",
    ),
    will_try=(
        "Das Blatt vorlesen, bevor ich gehe.",
        "Bis drei zählen.",
        "Mit dem Satz beginnen, den ich am Telefon sagen würde.",
    ),
    replies=(
        "Meinst du den ersten Besuch oder den danach?",
        "Zeigst du mir am Montag, wie du es schreiben würdest?",
        "Gestern versucht. Zwei Minuten, und niemand hat angerufen.",
        "Ja, genau den Moment.",
    ),
    comments=(
        "Die Zahlen von {place} gehören auch dazu.",
        "So etwas haben wir vor zwei Jahren versucht; ich habe die Liste noch.",
        "Donnerstags kann ich helfen.",
        "Die Erwartung ist mutig. Gefällt mir.",
    ),
    measurement_notes=("", "", "Ferienwoche", "Von Hand gezählt", "Ohne {place}"),
    better_forecasts=("Das neue Übergabeblatt hilft mehr, als ich dachte.",),
    worse_forecasts=(
        "Die Regler der alten Serie fallen in feuchten Kellern aus. Vor dem Winter lösen wir das nicht.",
        "Die Hälfte hängt an Teilen, die erst im Frühling kommen.",
        "Mit {place} noch einmal gezählt: Ehrlich gesagt dauert es länger.",
    ),
    aims=(
        Aim(
            "Beim ersten Besuch fertig",
            "Jede zweite Fahrt kostet jemanden einen warmen Abend und uns einen halben Tag.",
            (Number("In einem Besuch in Betrieb genommen", "%", 71, 92),),
        ),
        Aim(
            "Übergaben ohne Anruf",
            "Die Nachtschicht soll lesen, was war, und nicht raten.",
            (Number("Übergaben am selben Tag geschrieben", "von 14", 5, 14),),
        ),
        Aim(
            "Angebote, die halten",
            "Ein falsches Angebot kostet zweimal: erst Geld, dann Vertrauen.",
            (Number("Aufträge höchstens 5 % daneben", "%", 55, 85),),
        ),
        Aim(
            "Ersatzteile am richtigen Ort",
            "Ein Teil im falschen Lager haben wir nicht.",
            (Number("Aufträge, die auf ein Teil warten", "im Monat", 24, 6),),
        ),
        Aim(
            "Schwingungen lesen lernen",
            "Ich will ein Lager hören, bevor es steht.",
            (Number("Bestätigte Diagnosen", "von 20", 6, 16),),
        ),
        Aim(
            "Kürzere Runden, festere Beschlüsse",
            "Wir entscheiden dreimal, weil das erste Mal niemand mitschreibt.",
            (
                Number("Beschlüsse mit Name und Tag", "%", 30, 90),
                Number("Stunden in Besprechungen", "je Woche", 12, 6),
            ),
        ),
    ),
    job_titles=(
        "Inbetriebnehmer",
        "Servicetechnikerin",
        "Konstrukteurin",
        "Planer",
        "Einkäuferin",
        "Projektleiter",
        "Prüfingenieurin",
        "Auszubildender",
    ),
    whys=(
        "Ich möchte jemand sein, auf den man sich verlassen kann, wenn es schwierig wird.",
        "Mein Team braucht eine zweite Person, die das kann.",
        "Ich habe es mir abgeschaut und möchte endlich wissen, was ich da tue.",
    ),
    reflections=(
        "In {place} ging es ohne Hilfe, und ich habe es erst hinterher gemerkt.",
        "Ich brauche noch jemanden, der darüber schaut, und das ist in Ordnung.",
        "Zweimal war ich diesen Monat zu schnell. Ich gehe einen Schritt zurück und mache es langsam.",
        "Eine jüngere Kollegin hat gefragt, wie ich das mache, und drei Sätze haben gereicht.",
    ),
    seen=(
        "Ich war dabei, und genau so lief es: ruhig und in der richtigen Reihenfolge.",
        "Der neue Kollege konnte es danach allein, nach einer einzigen Erklärung.",
        "Ich hatte abends mit einem Anruf gerechnet. Es kam keiner.",
    ),
)
