"""The course and the principles in German."""

from feedback.learning.lessons import Choice, Lesson, Option, Rewriting

PRINCIPLES = """\
Erst fragen, dann sagen
Du hast eine Seite gesehen. Wer es getan hat, kennt den Rest. Frag, was die Person erreichen wollte und ob es gerade passt. Dann sag es.

Ein Moment, keine Gewohnheit
Sag, wann und wo es war. Wer den Moment in der eigenen Erinnerung findet, kann etwas damit anfangen. Bei „immer“ und „nie“ sucht man nur nach der Ausnahme.

Was du gesehen hast, nicht wer jemand ist
Schreib, was eine Kamera im Raum aufgenommen hätte. „Schlampig“ und „brillant“ handeln von der Person, und bis Freitag kann niemand ein anderer Mensch werden.

Was daraus geworden ist
Eine Tatsache, die alle nachprüfen können, oder was es mit dir gemacht hat. Nicht, was damit vermutlich gemeint war: Absichten kann niemand sehen.

Eine Sache zum Ausprobieren
So klein, dass man binnen zwei Wochen damit anfangen kann, und etwas, das die Person selbst tun kann. Zwei Sachen zugleich sind keine.

Lob so genau wie Kritik
„Gut gemacht“ ist freundlich und lehrt nichts. Benenne, was die Person getan hat, damit sie es mit Absicht wieder tun kann.

Bald, und nicht im Ärger
Nach einer Woche sind die Einzelheiten weg. Im Ärger sind sie falsch. Lass es über Nacht als Entwurf liegen, wenn du nicht sicher bist.

Wie am Tisch gesagt
Schreib nichts, was du nicht auch ins Gesicht sagen würdest. Wenn es sich schwer schreibt, ist es vielleicht ein Gespräch: Bitte um eines.

Jetzt gehört es der anderen Person
Sie darf danken, nachfragen oder es liegen lassen. Du musst nicht recht haben, und sie muss nicht zustimmen."""

COURSE: tuple[Lesson, ...] = (
    Choice(
        "moment",
        "Nenne den Moment",
        "Feedback ist nicht von sich aus gut. Als die Forscher Kluger und DeNisi zusammentrugen, was "
        "600 Vergleiche ergeben hatten, half es im Ganzen, und doch machten Menschen es nach mehr als "
        "einem Drittel davon schlechter als vorher. Schief ging es vor allem dort, wo es die "
        "Aufmerksamkeit von der Arbeit weg auf die Person lenkte.\n\n"
        "Erzähl also von der Arbeit: wann und wo es war (die Situation), was du gesehen oder gehört "
        "hast (das Verhalten) und was daraus geworden ist (die Wirkung).",
        "Nach welchem Satz könnte Mia es mit Absicht wieder tun?",
        (
            Option(
                "„Mia, du warst großartig beim Kunden. Du bist ein Naturtalent.“",
                "Das ist herzlich, und Mia freut sich. Aber sie hat in dem Termin hundert Dinge "
                "getan, und hier steht nicht, welches davon das gute war.",
            ),
            Option(
                "„Als sie am Dienstag sagten, der Preis sei zu hoch, hast du gefragt, was Warten sie "
                "kostet, und dann geschwiegen. Sie haben laut gerechnet und am Donnerstag "
                "unterschrieben.“",
                "Ein Moment, etwas, das sie getan hat, und was daraus geworden ist. Wenn wieder "
                "jemand „zu hoch“ sagt, fällt es ihr ein.",
                is_better=True,
            ),
        ),
    ),
    Choice(
        "behaviour",
        "Was du gesehen hast, nicht wer jemand ist",
        "Ein Wort über die Person beendet das Gespräch. Wer schlampig genannt wird, kann sich nur "
        "verteidigen, und wer brillant genannt wird, kann nur den Tag fürchten, an dem es nicht "
        "stimmt.\n\n"
        "Stell dir eine Kamera im Raum vor. Sie nimmt weder Schlamperei noch Brillanz auf, nur was "
        "Menschen sagen und tun. Schreib, was sie aufgenommen hätte.",
        "Welcher Satz handelt von dem, was passiert ist?",
        (
            Option(
                "„Zeichnung 14 ging am Montag mit dem alten Rohrdurchmesser hinaus. Auf der Baustelle "
                "waren zwei Rohre geschnitten, bevor wir es merkten.“",
                "Das können alle nachprüfen, und ihr könnt jetzt beide fragen, wie der alte "
                "Durchmesser hineinkam.",
                is_better=True,
            ),
            Option(
                "„Du bist schlampig mit den Zeichnungen.“",
                "Mit welcher, und wann? Das ist ein Urteil über einen Menschen, und die Antwort "
                "handelt auch von einem Menschen: „Bin ich nicht.“",
            ),
        ),
    ),
    Choice(
        "impact",
        "Was daraus geworden ist",
        "Die Wirkung ist der Grund, warum es überhaupt zählt. Sie ist eine Tatsache, die alle "
        "nachprüfen können, oder was es mit dir gemacht hat. Sie ist nie, was die andere Person damit "
        "gemeint hat: Das kannst du nicht sehen, und wenn du falsch rätst, hört sie nicht mehr zu.",
        "Welcher Satz sagt, was daraus geworden ist, ohne zu raten?",
        (
            Option(
                "„Dir war egal, dass ich länger bleiben musste.“",
                "Vielleicht war es nicht egal, sondern unbekannt. Das ist eine Vermutung darüber, "
                "was jemand denkt.",
            ),
            Option(
                "„Die Zahlen kamen um sechs, also war das Angebot um neun fertig, und ich habe das "
                "Konzert meiner Tochter verpasst.“",
                "Zwei Tatsachen und was es gekostet hat. Nichts daran kann falsch sein, und man liest "
                "es kaum, ohne etwas ändern zu wollen.",
                is_better=True,
            ),
        ),
    ),
    Choice(
        "try",
        "Eine Sache zum Ausprobieren",
        "Eine Verbesserung ohne etwas zum Ausprobieren lässt die andere Person damit allein. Darum ist "
        "dies das eine Feld, das nicht leer bleiben darf.\n\n"
        "Eine Sache, so klein, dass man binnen zwei Wochen damit anfangen kann, und die sie selbst tun "
        "kann. Vielleicht findet sie eine bessere. Dann hat deine ihren Zweck erfüllt.",
        "Welcher Satz lässt sich am Freitag ausprobieren?",
        (
            Option(
                "„Sag der Nachtschicht am Freitag, bevor du gehst, laut, welche Ventile noch zu "
                "sind.“",
                "Ein Tag, ein Ort und ein Satz. Nach einem Freitag wisst ihr beide, ob es hilft.",
                is_better=True,
            ),
            Option(
                "„Bitte kommuniziere besser mit der Nachtschicht.“",
                "Alle stimmen zu, und niemand weiß, was am Freitag anders zu machen ist.",
            ),
        ),
    ),
    Choice(
        "ask",
        "Erst fragen, dann sagen",
        "Du hast eine Seite gesehen. Was die andere Person erreichen wollte, was im Weg war und was du "
        "von dort, wo du standest, nicht sehen konntest, weiß nur sie.\n\n"
        "Eine Frage vorweg kostet eine Minute. Vielleicht stellt sich heraus, dass es für dich etwas "
        "auszuprobieren gibt.",
        "Welcher Satz lässt Platz für das, was du nicht gesehen hast?",
        (
            Option(
                "„Du hättest den Lieferanten früher anrufen müssen. Ruf nächstes Mal am ersten Tag "
                "an.“",
                "Vielleicht wurde angerufen, und niemand ging ran. Um dir das zu sagen, muss man dir "
                "jetzt widersprechen.",
            ),
            Option(
                "„Ich habe gesehen, dass der Lieferant am neunten Tag angerufen wurde. Was war vorher "
                "im Weg? Wenn nichts: Ein Anruf am ersten Tag hätte uns vielleicht die Woche "
                "gerettet.“",
                "Er sagt, was zu sehen war, fragt nach und bietet etwas an, falls es passt.",
                is_better=True,
            ),
        ),
    ),
    Rewriting(
        "rewrite",
        "Jetzt du",
        "Am 3. November stand auf dem Übergabeblatt für die Hafenstraße die Pumpe, aber nicht ihre "
        "Einstellung. Ioana hat zwanzig Minuten gesucht, während die Heizung aus war.",
        "Sag es so, dass es hilft: der Moment, was zu sehen war, was daraus wurde, eine Sache zum "
        "Ausprobieren.",
        "Deine Übergaben sind immer so chaotisch. Bitte sei besser organisiert.",
        "Am 3. November stand auf dem Übergabeblatt für die Hafenstraße die Pumpe, aber nicht ihre "
        "Einstellung. Ioana hat zwanzig Minuten danach gesucht, während die Heizung aus war. Könntest "
        "du die Einstellung nächstes Mal gleich hinter den Namen der Pumpe schreiben, in dieselbe "
        "Zeile?",
    ),
)
