"""German titles of trips and visits, tied to what they are for."""

# Purpose → patterns; {place} is the destination, {topic} a topic of the department.
TRIPS = {
    "anniversary": ("{years} Jahre Partnerschaft mit {place}: Festakt und Delegationsreise",),
    "partner_visit": (
        "Arbeitsbesuch in {place}: {topic}",
        "Besuch der Partnerstadt {place}: {topic}",
        "Fachgespräche in {place}: {topic}",
        "Steuerungsgruppe in {place}: {topic}",
    ),
    "economy": (
        "{fair} in {place}: Gemeinschaftsstand",
        "Unternehmerreise nach {place}: {topic}",
        "Standortwerbung in {place}: {topic}",
    ),
    "conference": (
        "{congress} in {place}",
        "Konferenz „{topic}“ in {place}",
        "Vortrag „{topic}“ in {place}",
    ),
    "network": (
        "{network}: Arbeitsgruppe {topic} in {place}",
        "{network}: Jahrestagung in {place}",
        "{network}: Fachforum {topic} in {place}",
    ),
    "eu_project": (
        "EU-Projekt {project}: Partnertreffen in {place}",
        "EU-Projekt {project}: Studienbesuch in {place}",
        "EU-Projekt {project}: Abschlusskonferenz in {place}",
    ),
    "culture": (
        "Gastspiel in {place}: {topic}",
        "Ausstellung in {place}: {topic}",
        "Kulturaustausch mit {place}: {topic}",
    ),
    "youth": (
        "Jugendbegegnung in {place}: {topic}",
        "Schüleraustausch mit {place}: {topic}",
        "Fachkräfteaustausch in {place}: {topic}",
    ),
    "science": ("Hochschulgespräche in {place}: {topic}", "Forschungsbesuch in {place}: {topic}"),
    "administration": ("Hospitation in {place}: {topic}", "Fachaustausch in {place}: {topic}"),
    "commemoration": ("Gedenkfeier in {place}", "Gedenkstättenfahrt nach {place}"),
    "personal": ("Antrittsbesuch in {place}", "Ehrung in {place}"),
    "other": ("Dienstreise nach {place}: {topic}",),
}
VISITS = {
    "anniversary": ("{years} Jahre Partnerschaft: Festdelegation aus {place}",),
    "partner_visit": ("Delegation aus {place}: {topic}", "Stadtrat aus {place} zu Gast: {topic}"),
    "economy": ("Unternehmerdelegation aus {place}: {topic}", "Investoren aus {place}: {topic}"),
    "eu_project": ("EU-Projekt {project}: Partner aus {place} zu Gast",),
    "culture": ("Gastspiel aus {place}: {topic}", "Künstleraustausch mit {place}: {topic}"),
    "youth": ("Jugendgruppe aus {place}: {topic}", "Schulklasse aus {place}: {topic}"),
    "science": ("Hochschule aus {place} zu Gast: {topic}",),
    "administration": ("Fachbesuch aus {place}: {topic}", "Hospitation aus {place}: {topic}"),
    "commemoration": ("Gedenken mit Gästen aus {place}",),
    "other": ("Bürgergruppe aus {place}: {topic}",),
}
FAIRS = (
    "Messe für Wassertechnik", "Immobilienmesse", "Tourismusmesse", "Logistikmesse",
    "Messe für Medizintechnik", "Industriemesse", "Messe für erneuerbare Energien", "Gründermesse",
)  # fmt: skip
CONGRESSES = (
    "Europäischer Städtekongress", "Kongress der Kommunen", "Fachtagung Stadtentwicklung",
    "Forum nachhaltige Stadt", "Konferenz der Bürgermeister", "Smart-City-Kongress",
)  # fmt: skip
PROJECTS = (
    "RIVERA", "GREENROOF", "CITYLOOP", "YOUTHVOICE", "HEATWISE", "MOBILO", "KULTURA", "SKILLUP",
    "OPENSQUARE", "WATERLINE",
)  # fmt: skip
NETWORKS = (
    "Eurocities", "Klima-Bündnis", "RGRE", "POLIS", "ICLEI", "Energy Cities", "Gesunde Städte"
)  # fmt: skip
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip

PROGRAMME = (
    "Tag 1: Anreise, Gespräch beim deutschen Auslandsvertreter, Abendessen der Stadt {place}.\n"
    "Tag 2: Empfang im Rathaus {place}, Arbeitsgespräch „{topic}“, Besuch eines Projekts vor Ort.\n"
    "Tag 3: Treffen mit Vereinen und Unternehmen, Auswertung, Rückreise."
)
