"""Names as they are found side by side in one company, by the language people write in."""

FIRST: dict[str, tuple[str, ...]] = {
    "en": ("Leila", "Jonas", "Priya", "Kofi", "Grace", "Owen", "Malik", "Ngozi", "Hannah", "Rory", "Yuki", "Imani", "Callum", "Aisha", "Tom", "Siobhan", "Dev", "Ruth"),
    "de": ("Jürgen", "Ayşe", "Matthias", "Katrin", "Emre", "Anneliese", "Björn", "Käthe", "Lukas", "Mehtap", "Florian", "Ulrike", "Sören", "Marlene", "Wiebke", "Tobias"),
    "fr": ("Élodie", "Théo", "Amélie", "Mathieu", "Fatou", "Benoît", "Chloé", "Hervé", "Inès", "Loïc", "Noémie", "Rachid", "Sylvie", "Yann"),
    "es": ("Íñigo", "Lucía", "Álvaro", "Nuria", "Joaquín", "Belén", "Andrés", "Marisol", "Tomás", "Concha", "Rubén", "Ximena"),
    "nl": ("Sanne", "Joost", "Fleur", "Daan", "Marijke", "Ruben", "Anouk", "Bram", "Lotte", "Thijs", "Yara", "Wouter"),
    "nb": ("Ingrid", "Håkon", "Solveig", "Eirik", "Åse", "Magnus", "Ragnhild", "Øyvind", "Tuva", "Sindre", "Marit", "Trond"),
}  # fmt: skip
LAST: dict[str, tuple[str, ...]] = {
    "en": ("Okafor", "Whitfield", "Raghunathan", "Mensah", "Doyle", "Johnson", "Haddad", "Tanabe", "Fraser", "Osei", "Clarke", "Bhatt", "Murphy", "Ellis", "Nakamura", "Price"),
    "de": ("Brandt", "Yıldız", "Schäfer", "Kowalczyk", "Großmann", "Petrescu", "Nowak", "Hoffmann", "Öztürk", "Winkler", "Lehmann", "Vogt", "Krüger", "Marković"),
    "fr": ("Lefèvre", "Diallo", "Garnier", "N'Diaye", "Rousseau", "Bélanger", "Chevalier", "Morel", "Benali", "Fontaine", "Dupré", "Marchand"),
    "es": ("Echeverría", "Núñez", "Ibáñez", "Castaño", "Peña", "Zubiri", "Ortega", "Vázquez", "Quintero", "Salgado", "Rey", "Montoya"),
    "nl": ("de Vries", "van den Berg", "Jansen", "el Amrani", "Bakker", "Visser", "Hoekstra", "van Dijk", "Mulder", "Sital", "Kuipers", "Postma"),
    "nb": ("Lindqvist", "Solberg", "Østby", "Haugen", "Bjørnstad", "Aasen", "Hussain", "Dahl", "Nygård", "Moen", "Sæther", "Lie"),
}  # fmt: skip
# Where people who write in a language mostly live: place, country, time zone.
HOMES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": (("Aberdeen", "GB", "Europe/London"), ("Cork", "IE", "Europe/Dublin"), ("Pune", "IN", "Asia/Kolkata"), ("Boston", "US", "America/New_York")),
    "de": (("Bremen", "DE", "Europe/Berlin"), ("Linz", "AT", "Europe/Vienna"), ("Winterthur", "CH", "Europe/Zurich")),
    "fr": (("Nantes", "FR", "Europe/Paris"), ("Liège", "BE", "Europe/Brussels")),
    "es": (("Bilbao", "ES", "Europe/Madrid"), ("Monterrey", "MX", "America/Monterrey")),
    "nl": (("Delft", "NL", "Europe/Amsterdam"),),
    "nb": (("Bergen", "NO", "Europe/Oslo"), ("Trondheim", "NO", "Europe/Oslo")),
}  # fmt: skip

WORK = (
    "Turbine Design", "Controls", "Commissioning", "Field Service", "Supply Chain", "Gearboxes",
    "Test Bench", "Blades", "Plant Planning", "Customer Care", "Quality", "Electrical", "Workshop",
    "Projects", "Hydraulics", "Software", "Finance", "People", "Purchasing", "Safety",
)  # fmt: skip
CHANGE = (
    "First Visit Fix", "New Controller", "Quiet Gearbox", "Paperless Van", "Spare Parts", "Shutdown",
    "Onboarding", "Heat Pumps", "Remote Readings", "Harbour Project", "Fleet Renewal", "Training Hall",
)  # fmt: skip
COMMON = (
    "Vibration", "Drawing Well", "Safety Walks", "Python at Work", "Languages at Lunch", "Mentoring",
    "Women in Engineering", "Ladder Safety", "Good Quotes", "Hand-overs", "Energy at Home", "Chess",
)  # fmt: skip
AREAS = (
    "", "North", "South", "Bergen", "Bremen", "Cork", "Nantes", "Bilbao", "Delft", "Pune", "Boston",
    "Harbour", "Inland", "Night", "East", "West", "Coast", "Linz", "Valley", "Depot",
)  # fmt: skip
