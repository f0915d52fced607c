"""The city that does not exist, its departments and desks, and the real places it deals with."""

from dataclasses import dataclass

from partners.choices import Form, TieStatus

CITY, COUNTRY = "Auenbrück", "DE"
OFFICE = "Referat für Internationale Angelegenheiten"
# Somewhere in the middle of Germany, where no city is.
LATITUDE, LONGITUDE = 50.62, 9.31
EUR = "EUR"


@dataclass(frozen=True)
class Body:
    """A department: its share of trips, what it travels for, what it talks about."""

    name: str
    weight: int
    purposes: dict[str, int]
    topics: tuple[str, ...]
    external: bool = False


MAYOR_OFFICE = "Büro des Oberbürgermeisters"
OIA = "OIA"
CULTURE = "Kulturamt"

BODIES = (
    Body(
        OIA,
        24,
        {"partner_visit": 9, "network": 6, "eu_project": 4, "administration": 3,
         "commemoration": 1},
        ("Bürgerbeteiligung", "Europa vor Ort", "Kommunale Entwicklungspolitik", "Jugendaustausch",
         "Fairer Handel", "Integration", "Städtediplomatie"),
    ),
    Body(
        MAYOR_OFFICE,
        4,
        {"conference": 5, "partner_visit": 2, "personal": 1},
        ("Zukunft der Städte", "Europa der Kommunen", "Lokale Demokratie"),
    ),
    Body(
        "Kulturamt",
        13,
        {"culture": 12, "partner_visit": 2, "eu_project": 2},
        ("Kammerchor", "Stadttheater", "Städtische Galerie", "Literaturfestival", "Jazztage",
         "Stadtarchiv", "Filmwoche", "Museumsnacht"),
    ),
    Body(
        "Jugendamt",
        9,
        {"youth": 10, "administration": 2},
        ("Jugendparlament", "Sport verbindet", "Medienwerkstatt", "Demokratie leben", "Umweltcamp"),
    ),
    Body(
        "Schulamt",
        7,
        {"youth": 9, "administration": 2, "eu_project": 2},
        ("Berufsschulen", "Musikschule", "Inklusion", "Digitale Schule"),
    ),
    Body(
        "Wirtschaftsförderung Auenbrück GmbH",
        15,
        {"economy": 14, "conference": 2, "partner_visit": 1},
        ("Gesundheitswirtschaft", "Start-ups", "Wasserstoff", "Maschinenbau", "Fachkräfte",
         "Kreativwirtschaft"),
        external=True,
    ),
    Body(
        "Stadtplanungsamt",
        9,
        {"conference": 6, "administration": 5, "eu_project": 3},
        ("Wohnungsbau", "Stadterneuerung", "Öffentlicher Raum", "Denkmalschutz", "Uferpromenade"),
    ),
    Body(
        "Umweltamt",
        8,
        {"eu_project": 5, "network": 4, "conference": 4, "administration": 2},
        ("Klimaanpassung", "Hochwasserschutz", "Stadtgrün", "Kommunale Wärmeplanung",
         "Abfallwirtschaft"),
    ),
    Body(
        "Amt für Verkehr",
        7,
        {"network": 6, "conference": 4, "eu_project": 3},
        ("Radverkehr", "Saubere Busse", "Verkehrsberuhigung", "Barrierefreie Haltestellen"),
    ),
    Body(
        "Gesundheitsamt",
        4,
        {"network": 4, "administration": 3, "science": 3},
        ("Gesunde Stadt", "Hitzeschutz", "Suchtprävention"),
    ),
)  # fmt: skip
TOPICS = tuple(topic for body in BODIES for topic in body.topics)

# Name and full-time share.
DESKS = (
    ("Leitung", "1.00"),
    ("Westeuropa", "1.00"),
    ("Mittel- und Osteuropa", "0.80"),
    ("Asien und Nahost", "1.00"),
    ("Amerika, Afrika und Entwicklung", "0.75"),
    ("Europa, Netzwerke und Förderung", "1.00"),
)


@dataclass(frozen=True)
class Partner:
    """A tie: `age` are the years before the last year of the story; weights of trips and visits."""

    name: str
    country: str
    age: int
    desk: int | None
    themes: str = ""
    form: Form = Form.PARTNERSHIP
    status: TieStatus = TieStatus.ACTIVE
    out: int = 3
    into: int = 3


# The ages are chosen so that each of the last five years has its anniversaries, and the next too.
PARTNERS = (
    Partner("Amiens", "FR", 64, 1, "Bürgerbegegnung, Gärten, Europa", out=7, into=6),
    Partner("Coventry", "GB", 61, 1, "Versöhnung, Hochschulen", out=5, into=4),
    Partner("Tampere", "FI", 60, 1, "Digitale Verwaltung, Kultur", out=4, into=3),
    Partner("Ferrara", "IT", 51, 1, "Radverkehr, Musik", out=5, into=4),
    Partner("Novi Sad", "RS", 49, 2, "Kultur, Hochwasserschutz"),
    Partner("Graz", "AT", 46, 1, "Kultur, Menschenrechte", out=4, into=4),
    Partner("Sousse", "TN", 45, 3, "Tourismus", status=TieStatus.DORMANT, out=0, into=0),
    Partner("Netanya", "IL", 43, 3, "Jugend, Wissenschaft", out=2, into=2),
    Partner("Zaragoza", "ES", 40, 1, "Wasser, Logistik", out=4, into=3),
    Partner("Tula", "RU", 38, 2, "Jugend, Sport", status=TieStatus.SUSPENDED, out=1, into=1),
    Partner("Milwaukee", "US", 38, 4, "Wirtschaft, Wasser", out=3, into=3),
    # The tie nobody looks after.
    Partner("Erfurt", "DE", 38, None, "Deutsche Einheit, Verwaltung", out=0, into=1),
    Partner("Estelí", "NI", 37, 4, "Entwicklung, Schulen", out=1, into=1),
    Partner("Gdynia", "PL", 36, 2, "Hafen, Jugend", out=5, into=5),
    Partner("Kanazawa", "JP", 32, 3, "Handwerk, Kultur", out=2, into=3),
    Partner("Kraków", "PL", 27, 2, "Kultur, Erinnerung", Form.FRIENDSHIP, out=4, into=3),
    Partner("Hangzhou", "CN", 26, 3, "Wirtschaft, Verwaltung", out=4, into=9),
    Partner("İzmir", "TR", 24, 3, "Integration, Jugend", out=4, into=4),
    Partner("Nowa Huta", "PL", 23, 2, "Stadtteilarbeit", Form.DISTRICT, out=1, into=1),
    Partner("Arusha", "TZ", 13, 4, "Klimaanpassung, Abfall", Form.CLIMATE, out=3, into=3),
    Partner("Coimbatore", "IN", 6, 3, "Mobilität, Fachkräfte", Form.PROJECT, out=2, into=3),
    Partner("Medellín", "CO", 5, 4, "Stadterneuerung", Form.PROJECT, out=2, into=2),
    Partner("Lviv", "UA", 4, 2, "Wiederaufbau, Prothetik", Form.SOLIDARITY, out=1, into=6),
)
# No gazetteer of cities has a district.
DISTRICTS = {("Nowa Huta", "PL"): ("Kraków", 50.0719, 20.0373)}
CHARTERED = (Form.PROJECT, Form.CLIMATE, Form.SOLIDARITY)

CONGRESS = (
    ("Brussels", "BE"), ("Strasbourg", "FR"), ("Vienna", "AT"), ("Paris", "FR"), ("London", "GB"),
    ("Barcelona", "ES"), ("Lisbon", "PT"), ("Rotterdam", "NL"), ("Copenhagen", "DK"),
    ("Stockholm", "SE"), ("Milan", "IT"), ("Geneva", "CH"), ("Zürich", "CH"), ("Prague", "CZ"),
    ("Warsaw", "PL"), ("Budapest", "HU"), ("Athens", "GR"), ("Helsinki", "FI"), ("Dublin", "IE"),
    ("Bologna", "IT"), ("Gent", "BE"), ("Ljubljana", "SI"), ("Tallinn", "EE"), ("Oslo", "NO"),
    ("Luxembourg", "LU"), ("Amsterdam", "NL"), ("Lyon", "FR"), ("Nantes", "FR"), ("Turin", "IT"),
    ("Utrecht", "NL"), ("Malmö", "SE"), ("Riga", "LV"), ("Zagreb", "HR"),
)  # fmt: skip
OVERSEAS = (
    ("New York City", "US"), ("Tokyo", "JP"), ("Shanghai", "CN"), ("Singapore", "SG"),
    ("São Paulo", "BR"), ("Toronto", "CA"), ("Nairobi", "KE"), ("Cape Town", "ZA"),
    ("Seoul", "KR"), ("Osaka", "JP"), ("Bengaluru", "IN"),
)  # fmt: skip
GUESTS = (
    ("Tashkent", "UZ"), ("Tbilisi", "GE"), ("Bucharest", "RO"), ("Sofia", "BG"), ("Kigali", "RW"),
    ("Accra", "GH"), ("Hanoi", "VN"), ("Jakarta", "ID"), ("Buenos Aires", "AR"), ("Lima", "PE"),
    ("Amman", "JO"), ("Rabat", "MA"), ("Kyiv", "UA"), ("Chisinau", "MD"), ("Sarajevo", "BA"),
    ("Vilnius", "LT"), ("Seoul", "KR"), ("Toronto", "CA"), ("Shanghai", "CN"), ("Osaka", "JP"),
    ("Utrecht", "NL"), ("Stockholm", "SE"), ("Vienna", "AT"), ("Nantes", "FR"),
)  # fmt: skip
# Less than a day's journey away.
NEARBY = frozenset(
    ("AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE",
     "IT", "LT", "LU", "LV", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "UA")
)  # fmt: skip
