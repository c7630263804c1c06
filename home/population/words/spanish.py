"""What people write in Spanish."""

from home.population.words.shape import Aim, Lesson, Number, Theme, Words

FIELD = Theme(
    situations=(
        "El martes en {place}, cuando faltaba el plano de la válvula",
        "Durante la puesta en marcha en {place}",
        "En la avería del viernes por la noche en {place}",
        "Cuando se paró la segunda bomba y el vecino esperaba fuera",
    ),
    behaviours=(
        "llamaste a la cuadrilla antes de que saliera y cambiaste el orden de los trabajos",
        "recorriste toda la línea otra vez antes de encender nada",
        "explicaste al conserje en dos frases lo que iba a oír esta noche",
        "apuntaste las lecturas en la puerta del armario, donde las ve el turno siguiente",
        "dejaste que el aprendiz ajustara el caudal y solo preguntaste",
    ),
    impacts=(
        "Nadie tuvo que ir dos veces y la planta siguió caliente.",
        "Encontramos las sondas cambiadas antes de perder la noche.",
        "La clienta dice que por fin entiende su calefacción.",
        "El turno de noche no tuvo que llamar a nadie.",
    ),
)
OFFICE = Theme(
    situations=(
        "Cuando estuve enfermo la semana pasada",
        "En la revisión de diseño de {place}",
        "En la reunión con compras",
        "En mi tercer día aquí",
    ),
    behaviours=(
        "contestaste mis preguntas pendientes y me dejaste una lista de a quién dijiste qué",
        "diste tú la mala noticia al cliente, pronto y con dos salidas",
        "resumiste lo que cada uno había prometido antes de salir de la sala",
        "preguntaste qué me ayudaría en vez de quitarme el trabajo",
        "escribiste por qué descartamos la primera idea",
    ),
    impacts=(
        "Volví a una mesa limpia y a un cliente tranquilo.",
        "Siguieron con nosotros y dijeron que fue por eso.",
        "A la semana siguiente pude hacerlo solo.",
        "El próximo equipo no tendrá que adivinar.",
    ),
)
HANDOVER = Lesson(
    situations=("En el relevo del jueves en {place}", "Cuando tomé tu turno la semana pasada"),
    behaviours=(
        "la hoja decía «revisado», sin decir qué ni qué encontraste",
        "supe por el cliente que la derivación estaba cerrada",
        "las lecturas llegaron cuando la cuadrilla ya se había ido",
    ),
    impacts=(
        "Abrimos el armario otra vez y perdimos una hora.",
        "Parecíamos poco preparados ante el cliente.",
        "Pasé la tarde adivinando y fallé una vez.",
    ),
    recommendations=(
        "Escribe una línea por punto abierto: qué, dónde y quién lo espera.",
        "Lee la hoja en voz alta al turno siguiente, dos minutos, antes de irte.",
        "Manda las lecturas antes de las seis, aunque falten, y di qué falta.",
    ),
)
MEETINGS = Lesson(
    situations=("En la reunión del lunes", "Cuando hablamos del plan de {place}"),
    behaviours=(
        "contestaste dos veces antes de que María terminara su pregunta",
        "empezaste por la solución y nadie describió el problema",
        "cambiaron las fechas sin avisar a quienes ya tenían el viaje",
    ),
    impacts=(
        "No dijo nada más, y es quien mejor conoce el sitio.",
        "La causa verdadera la encontramos una semana después.",
        "Tres tuvimos que reservar de nuevo.",
    ),
    recommendations=(
        "Cuenta hasta tres después de una pregunta y repítela con tus palabras antes de contestar.",
        "Pregunta primero qué vio cada uno, apúntalo y ofrece después tu solución.",
        "Llama a las tres personas afectadas antes de guardar el cambio. Son cinco minutos.",
    ),
)
WORDS = Words(
    places=(
        "la calle del Puerto",
        "la nave 3",
        "la lechería",
        "la piscina",
        "la escuela Cervantes",
        "la torre 7",
    ),
    praise=(FIELD, OFFICE),
    lessons=(HANDOVER, MEETINGS),
    notes=(
        (
            "Repasamos las dos semanas en {place}.",
            "Primero lo bueno: la puesta en marcha en una visita.",
            "Semanas más tranquilas; tiempo para mirar cómo trabajamos.",
        ),
        (
            "Ayuda: los planos un día antes y una sola persona al teléfono.",
            "Difícil: tres piden la misma tarde. Decir que no pronto fue mejor.",
            "Aprendido: las lecturas solo dicen algo con el tiempo al lado.",
            "Quiere llevar sola la próxima revisión; otro par de ojos para las cargas.",
        ),
        (
            "La próxima vez: las cifras de las últimas cinco visitas.",
            "Probar cuatro semanas y mirar otra vez.",
            "Queda abierto: quién habla con compras.",
        ),
    ),
    answers=(
        (
            "La puesta en marcha salió en una visita ({place}).",
            "Terminé la lista de repuestos que todos esperaban.",
        ),
        (
            "Pedí los planos un día antes. La próxima vez, dos.",
            "Demasiado tiempo solo. Pediré ayuda a la primera sorpresa.",
        ),
        ("Nadie notó el cambio de bomba.", "Compras pide una vez al mes."),
        (
            "Que la segunda medida vale el viaje.",
            "Que explico demasiado deprisa cuando estoy seguro.",
        ),
        ("Lee mi primera página antes del cliente.", "Dime cuándo contesto demasiado rápido."),
    ),
    commitments=(
        "Enseñar a Emre la lista de arranque",
        "Preguntar a compras por los tres avisos más viejos",
        "Mandar las lecturas de {place} el viernes",
        "Dibujar el camino de la carga",
        "Probar el informe de una página",
    ),
    agenda=(
        "El plan de {place}",
        "El relevo del viernes",
        "Qué quiero aprender este invierno",
        "Vacaciones y quién cubre",
        "Mi meta y su número",
    ),
    coach_commits=("Reservo una hora cada dos semanas.", "Primero pregunto."),
    coachee_commits=("Traigo algo que quiero entender.", "Cuento cómo salió."),
    wants_help=("Me gustaría ayuda con una charla difícil.",),
    skip_reasons=("Los dos en obra.", "Enfermo.", "De vacaciones."),
    thanks=(
        "Gracias. No pensé que alguien lo viera.",
        "Esto ayuda, y fue fácil de oír.",
        "Gracias por el ejemplo; ahora te entiendo.",
    ),
    will_try=("Leer la hoja en voz alta antes de irme.", "Contar hasta tres."),
    replies=(
        "¿Hablas de la primera visita o de la siguiente?",
        "¿Me enseñas el lunes cómo lo escribirías?",
        "Lo probé ayer. Dos minutos, y nadie llamó.",
        "Sí, justo ese momento.",
    ),
    comments=(
        "Faltan las cifras de {place}.",
        "Los jueves puedo ayudar.",
        "El pronóstico es valiente. Me gusta.",
    ),
    measurement_notes=("", "", "Semana de vacaciones", "Contado a mano"),
    better_forecasts=("La nueva hoja de relevo ayuda más de lo que pensaba.",),
    worse_forecasts=(
        "La mitad depende de piezas que llegan en primavera.",
        "Contado otra vez con las vacaciones: sinceramente llevará más tiempo.",
    ),
    aims=(
        Aim(
            "Arreglado a la primera",
            "Cada segundo viaje le cuesta a alguien una tarde caliente.",
            (Number("Puestas en marcha en una visita", "%", 69, 92),),
        ),
        Aim(
            "Relevos sin llamadas",
            "El turno de noche debe leer lo que pasó, no adivinarlo.",
            (Number("Relevos escritos el mismo día", "de 14", 5, 14),),
        ),
        Aim(
            "Presupuestos que se cumplen",
            "Un presupuesto malo cuesta dos veces: dinero y confianza.",
            (Number("Trabajos dentro del 5 %", "%", 56, 85),),
        ),
        Aim(
            "Planos un día antes",
            "Quien lee el plano antes de salir comete la mitad de los errores.",
            (Number("Planos el día anterior", "%", 40, 95),),
        ),
    ),
    job_titles=(
        "Técnica de servicio",
        "Ingeniero de pruebas",
        "Planificadora",
        "Comprador",
        "Jefa de obra",
        "Aprendiz",
    ),
    whys=(
        "Quiero ser alguien en quien se pueda confiar cuando la cosa se complica.",
        "Mi equipo necesita a una segunda persona que sepa hacerlo.",
        "Lo aprendí mirando, y me gustaría saber qué hago.",
    ),
    reflections=(
        "En {place} salió sin ayuda, y no me di cuenta hasta después.",
        "Todavía necesito que alguien lo revise, y está bien así.",
        "Dos veces fui demasiado rápido este mes. Doy un paso atrás y lo hago despacio.",
        "Una compañera joven me preguntó cómo lo hago, y bastaron tres frases.",
    ),
    seen=(
        "Estuve allí, y fue exactamente así: con calma y en el orden correcto.",
        "El nuevo compañero lo hizo solo después, tras una única explicación.",
        "Esperaba una llamada por la tarde. No hubo ninguna.",
    ),
)
