"""What people write in French."""

from home.population.words.shape import Aim, Lesson, Number, Theme, Words

FIELD = Theme(
    situations=(
        "Mardi ({place}), quand le plan de la vanne manquait",
        "Pendant la mise en service, {place}",
        "Lors du dépannage de vendredi soir, {place}",
        "Quand la deuxième pompe s'est arrêtée et que le locataire attendait",
    ),
    behaviours=(
        "tu as appelé l'équipe avant son départ et changé l'ordre des chantiers",
        "tu as refait tout le tour de la ligne avant de mettre en marche",
        "tu as expliqué au gardien en deux phrases ce qu'il entendrait cette nuit",
        "tu as noté les relevés sur la porte de l'armoire, là où l'équipe suivante les voit",
        "tu as arrêté l'essai quand la pression semblait étrange, alors que nous étions en retard",
    ),
    impacts=(
        "Personne n'a fait la route deux fois, et le service est resté chauffé.",
        "Nous avons trouvé les sondes inversées avant d'y passer la nuit.",
        "La cliente dit qu'elle comprend enfin son chauffage.",
        "L'équipe de nuit n'a dû appeler personne.",
    ),
)
OFFICE = Theme(
    situations=(
        "Quand j'étais malade la semaine dernière",
        "Dans la revue de conception, {place}",
        "À la réunion avec les achats",
        "Quand le fournisseur a changé la bride à la dernière minute",
    ),
    behaviours=(
        "tu as répondu à mes questions ouvertes et tu m'as laissé la liste de qui sait quoi",
        "tu as annoncé toi-même la mauvaise nouvelle au client, tôt et avec deux solutions",
        "tu as résumé ce que chacun avait promis avant que nous quittions la salle",
        "tu as demandé ce qui m'aiderait au lieu de reprendre le travail",
        "tu as écrit pourquoi nous avons écarté la première idée",
    ),
    impacts=(
        "J'ai retrouvé un bureau net et un client tranquille.",
        "Ils sont restés avec nous et ont dit que c'était pour cela.",
        "La semaine suivante, j'ai su le faire seul.",
        "L'équipe suivante n'aura pas à deviner.",
    ),
)
HANDOVER = Lesson(
    situations=("À la relève de jeudi, {place}", "Quand j'ai repris ton poste la semaine dernière"),
    behaviours=(
        "la fiche disait « contrôlé », sans dire quoi ni ce que tu avais trouvé",
        "j'ai appris par le client que le by-pass était fermé",
        "les relevés sont arrivés après le départ de l'équipe",
    ),
    impacts=(
        "Nous avons rouvert l'armoire et perdu une heure.",
        "Nous n'avions pas l'air préparés devant le client.",
        "J'ai passé la soirée à deviner, et je me suis trompé une fois.",
    ),
    recommendations=(
        "Écris une ligne par point ouvert : quoi, où et qui l'attend. Trois lignes suffisent.",
        "Lis la fiche à voix haute à l'équipe suivante, deux minutes, avant de partir.",
        "Envoie les relevés avant dix-huit heures, même incomplets, et dis ce qui manque.",
    ),
)
MEETINGS = Lesson(
    situations=("À la réunion de lundi", "Quand nous avons parlé du planning, {place}"),
    behaviours=(
        "tu as répondu deux fois avant que Maria ait fini sa question",
        "tu as ouvert le point avec la solution, et personne n'a décrit le problème",
        "les dates ont changé sans un mot à ceux qui avaient réservé leur voyage",
    ),
    impacts=(
        "Elle n'a plus rien dit, et c'est elle qui connaît le site.",
        "Nous n'avons trouvé la vraie cause qu'une semaine plus tard.",
        "Trois d'entre nous ont dû tout réserver de nouveau.",
    ),
    recommendations=(
        "Compte jusqu'à trois après une question et redis-la avec tes mots avant de répondre.",
        "Demande d'abord ce que chacun a vu, note-le, puis propose ta solution.",
        "Appelle les trois personnes concernées avant d'enregistrer un changement.",
    ),
)
WORDS = Words(
    places=(
        "rue du Port",
        "halle 3",
        "la laiterie",
        "la piscine",
        "l'école Jean-Moulin",
        "la tour 7",
        "le poste nord",
    ),
    praise=(FIELD, OFFICE),
    lessons=(HANDOVER, MEETINGS),
    notes=(
        (
            "Retour sur les deux semaines ({place}).",
            "D'abord ce qui va bien : la mise en service en une visite.",
            "Semaines plus calmes, le temps de regarder comment nous travaillons.",
        ),
        (
            "Ce qui aide : les plans la veille, et une seule personne au téléphone.",
            "Difficile : trois personnes veulent le même après-midi. Dire non tôt vaut mieux.",
            "Appris : les relevés ne parlent qu'avec la météo à côté.",
            "Souhaite mener seul la prochaine revue ; un deuxième regard sur les charges.",
        ),
        (
            "La prochaine fois : les chiffres des cinq dernières visites.",
            "Essayer quatre semaines, puis regarder.",
            "Reste ouvert : qui parle aux achats.",
        ),
    ),
    answers=(
        (
            "La mise en service s'est faite en une visite ({place}).",
            "La liste des pièces que tous attendaient est finie.",
        ),
        (
            "J'ai demandé les plans un jour plus tôt. La prochaine fois, deux.",
            "Seul trop longtemps. Je demanderai dès la première surprise.",
        ),
        (
            "Personne n'a remarqué le changement de pompe.",
            "Les achats commandent une fois par mois.",
        ),
        ("Que la deuxième mesure vaut le trajet.", "Que j'explique trop vite quand je suis sûr."),
        (
            "Relire ma première page avant le client.",
            "Vingt minutes sur le cas de charge, avec du papier.",
        ),
    ),
    commitments=(
        "Montrer la liste de démarrage à Emre",
        "Demander aux achats les trois plus vieux rappels",
        "Envoyer les relevés avant vendredi ({place})",
        "Dessiner le chemin de charge",
        "Essayer le rapport d'une page",
        "Réserver une heure avec l'atelier",
    ),
    agenda=(
        "Le planning, {place}",
        "La relève du vendredi",
        "Ce que je veux apprendre cet hiver",
        "Congés et remplacements",
        "Mon objectif et son chiffre",
    ),
    coach_commits=(
        "Je garde une heure toutes les deux semaines.",
        "Je pose d'abord des questions.",
    ),
    coachee_commits=(
        "J'apporte une chose que je veux comprendre.",
        "Je dis comment l'essai s'est passé.",
    ),
    wants_help=("J'aimerais de l'aide pour une discussion difficile.",),
    skip_reasons=("Tous deux sur site.", "Malade.", "En congé."),
    thanks=(
        "Merci. Je ne pensais pas que quelqu'un l'avait vu.",
        "Cela m'aide, et c'était facile à entendre.",
        "Merci pour l'exemple ; je vois maintenant.",
    ),
    will_try=("Lire la fiche à voix haute avant de partir.", "Compter jusqu'à trois."),
    replies=(
        "Tu parles de la première visite ou de la suivante ?",
        "Tu me montres lundi comment tu l'écrirais ?",
        "Essayé hier. Deux minutes, et personne n'a appelé.",
        "Oui, exactement ce moment-là.",
    ),
    comments=(
        "Les chiffres de {place} devraient y être aussi.",
        "Je peux aider le jeudi.",
        "La prévision est courageuse. Cela me plaît.",
    ),
    measurement_notes=("", "", "Semaine de vacances", "Compté à la main"),
    better_forecasts=("La nouvelle fiche de relève aide plus que je ne pensais.",),
    worse_forecasts=(
        "La moitié dépend de pièces qui arrivent au printemps.",
        "Recompté avec les vacances : honnêtement, il faudra plus de temps.",
    ),
    aims=(
        Aim(
            "Réparé dès la première visite",
            "Chaque deuxième trajet coûte à quelqu'un une soirée chaude.",
            (Number("Mises en service en une visite", "%", 70, 92),),
        ),
        Aim(
            "Des relèves sans appel",
            "L'équipe de nuit doit lire ce qui s'est passé, pas le deviner.",
            (Number("Relèves écrites le jour même", "sur 14", 6, 14),),
        ),
        Aim(
            "Des devis qui tiennent",
            "Un devis faux coûte deux fois : l'argent, puis la confiance.",
            (Number("Chantiers à 5 % près", "%", 57, 85),),
        ),
        Aim(
            "Moins de papier dans la camionnette",
            "Ce qui est écrit deux fois est faux une fois.",
            (Number("Formulaires par chantier", "", 7, 2),),
        ),
    ),
    job_titles=(
        "Technicienne de service",
        "Ingénieur d'essais",
        "Planificatrice",
        "Acheteur",
        "Cheffe de projet",
        "Apprenti",
    ),
    whys=(
        "Je voudrais être quelqu’un sur qui l’on compte quand cela devient difficile.",
        "Mon équipe a besoin d’une deuxième personne qui sache le faire.",
        "Je l’ai appris en regardant, et j’aimerais savoir ce que je fais.",
    ),
    reflections=(
        "À {place}, cela a marché sans aide, et je ne l’ai remarqué qu’après.",
        "J’ai encore besoin d’un regard de plus, et c’est bien ainsi.",
        "J’ai été trop rapide deux fois ce mois-ci. Je recule d’un pas et je prends mon temps.",
        "Une jeune collègue m’a demandé comment je faisais, et trois phrases ont suffi.",
    ),
    seen=(
        "J’étais là, et cela s’est passé ainsi : calmement et dans le bon ordre.",
        "Le nouveau collègue l’a fait seul ensuite, après une seule explication.",
        "Je m’attendais à un appel le soir. Il n’y en a pas eu.",
    ),
)
