"""A small file of every kind, with English and with German headers, and one cell to change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """`english` and `german` say the same; `change` is a text of the file and what replaces it."""

    english: str
    german: str
    change: tuple[str, str]
    needed: str  # a column without which the file cannot be read


SHARES = '"OIA 4000; Traffic 4000; Health 4000; Culture 4000"'
SAMPLES = {
    "partnerships": Sample(
        "place;country;form;status;signed;first_contact;responsible;themes;note\n"
        "Lyon;France;partnership;active;1966;1950-05;FTE 2;youth;\n"
        "Krakau;Poland;friendship;active;01.05.1991;;;;old\n",
        "Partnerstadt;Land;Form;status;unterzeichnet;Erstkontakt;zuständig;Themen;Bemerkung\n"
        "Lyon;Frankreich;PARTNERSHIP;active;1966;05.1950;FTE 2;youth;\n"
        "Krakau;Polen;friendship;active;1991-05-01;;;;old\n",
        ("youth", "culture"),
        "country",
    ),
    "clubs": Sample(
        "name,partnership,founded,members,email,contact\n"
        "Förderkreis Lyon,Lyon,1989,120,club@example.org,Erika Muster\n",
        "Verein;Partnerschaft;gegründet;Mitglieder;E-Mail;Ansprechpartner\n"
        "Förderkreis Lyon;Lyon;1989;120;club@example.org;Erika Muster\n",
        ("120", "121"),
        "name",
    ),
    "trips": Sample(
        "title;destination;start;country;end;department;purpose;leader;travellers;with_mayor;cost;"
        "currency;programme;status;note\n"
        "Anniversary;Lyon;2015-05-08;France;2015-05-10;Culture;anniversary;Muster;"
        "Anna Muster, Bernd Beispiel;yes;1.234,56;EUR;10:00 reception;closed;\n"
        "Fair;Lyon;09.05.2015;France;;;;;3;;;;;;\n",
        "Titel;Ziel;Beginn;Land;Ende;Amt;Zweck;Leitung;Reisende;mit OB;Kosten;Währung;Programm;"
        "status;Bemerkung\n"
        "Anniversary;Lyon;08.05.2015;Frankreich;10.05.2015;Culture;Jubiläumsjahr;Muster;"
        "Anna Muster; Bernd Beispiel;ja;1.234,56;EUR;10:00 reception;closed;\n".replace(
            "Anna Muster; Bernd Beispiel", '"Anna Muster; Bernd Beispiel"'
        ).replace("Jubiläumsjahr", "anniversary")
        + "Fair;Lyon;2015-05-09;Frankreich;;;;;3;;;;;;\n",
        ("1.234,56", "1.234,57"),
        "title",
    ),
    "visits": Sample(
        "from_place;start;title;country;end;department;visitors;guest_status;purpose;hosts;cost;"
        "currency;status;note\n"
        "Lyon;2015-05-08;Choir;France;2015-05-10;Culture;40;official;culture;Mayor;500.25;EUR;;\n",
        "Herkunft;Beginn;Anlass;Land;Ende;Amt;Gäste;Gaststatus;Zweck;Gastgeber;Kosten;Währung;"
        "status;Notiz\n"
        "Lyon;08.05.2015;Choir;Frankreich;10.05.2015;Culture;40;official;culture;Mayor;500,25;EUR;;\n",
        (";40;", ";41;"),
        "title",
    ),
    "memberships": Sample(
        "network;year;lead_department;since;fee;currency;shares;note\n"
        f"Eurocities;2014;OIA;1995;16000.00;EUR;{SHARES};\n",
        "Netzwerk;Jahr;Federführung;Mitglied seit;Beitrag;Währung;Anteile;Bemerkung\n"
        f"Eurocities;2014;OIA;1995;16000,00;EUR;{SHARES};\n",
        ("Culture 4000", "Museums 4000"),
        "network",
    ),
    "calls": Sample(
        "identifier;title;programme;opens;deadline;budget\n"
        "cerv-2027-town;Town twinning;CERV;2027-03-01;2027-09-23;6000000.00\n",
        "Kennung;Titel;Programm;Öffnung;Frist;Mittel\n"
        "CERV-2027-TOWN;Town twinning;CERV;01.03.2027;23.09.2027;6000000,00\n",
        ("2027-09-23", "2027-09-24"),
        "identifier",
    ),
    "bids": Sample(
        "title;call;programme;status;role;department;requested;awarded;currency;submitted;decided;"
        "partners\n"
        "Green ports;CERV;CERV;awarded;lead;OIA;1200.50;1000.25;EUR;2014-02-01;2014-09-01;Lyon\n",
        "Projekt;Ausschreibung;Programm;status;Rolle;Amt;beantragt;bewilligt;Währung;eingereicht;"
        "entschieden;Partner\n"
        "Green ports;CERV;CERV;awarded;lead;OIA;1200,50;1000,25;EUR;01.02.2014;01.09.2014;Lyon\n",
        ("1000.25", "999.75"),
        "title",
    ),
    "consular_posts": Sample(
        "country;kind;seat;district;address;email;phone;head;head_class;career;exequatur;"
        "provisional;commission;assumed;acting\n"
        "France;consulate_general;Köln;NRW;Am Ring 1;a@example.org;0221;A. Dupont;consul_general;"
        "yes;2014-02-01;;2014-01-10;;no\n",
        "Entsendestaat;Art;Sitz;Amtsbezirk;Anschrift;Mail;Telefon;Leitung;Klasse;Berufskonsulat;"
        "Exequatur;vorläufige Zulassung;Bestallung;Amtsantritt;kommissarisch\n"
        "Frankreich;consulate_general;Köln;NRW;Am Ring 1;a@example.org;0221;A. Dupont;"
        "consul_general;ja;01.02.2014;;10.01.2014;;nein\n",
        ("2014-02-01", "2014-02-02"),
        "seat",
    ),
    "consular_officers": Sample(
        "post;name;role;order;class;career;exequatur;provisional;commission;assumed\n"
        '"FR, consulate_general, Bonn";B. Martin;deputy;2;;yes;;;;2014-01-01\n',
        "Vertretung;Name;Funktion;Reihenfolge;Klasse;Beruf;Exequatur;vorläufige Zulassung;"
        "Bestallung;Amtsantritt\n"
        '"Frankreich, consulate_general, Bonn";B. Martin;deputy;2;;ja;;;;01.01.2014\n',
        ("deputy;2", "deputy;3"),
        "name",
    ),
    "agreements": Sample(
        "partnership;title;kind;signed;ends;review;themes\n"
        "Lyon;Work programme;work_programme;2014;2027-12-31;2027-06-01;youth\n",
        "Partnerstadt;Titel;Art;unterzeichnet;endet;Überprüfung;Themen\n"
        "Lyon;Work programme;work_programme;2014;31.12.2027;01.06.2027;youth\n",
        ("2027-12-31", "2028-12-31"),
        "title",
    ),
    "offices_held": Sample(
        "network;body;role;person;from;to\n"
        "Eurocities;Executive Committee;Treasurer;A. Bore;2013;2015\n",
        "Netzwerk;Gremium;Funktion;Person;von;bis\n"
        "Eurocities;Executive Committee;Treasurer;A. Bore;2013;2015\n",
        ("A. Bore", "B. Bore"),
        "body",
    ),
    "events": Sample(
        "title;start;end;kind;place;partnership;attended;note\n"
        "Europe Day;2015-05-09;2015-05-10;europe_day;Lyon;Lyon;900;\n",
        "Titel;Datum;Ende;Art;Ort;Partnerschaft;Besucher;Notiz\n"
        "Europe Day;09.05.2015;10.05.2015;europe_day;Lyon;Lyon;900;\n",
        ("900", "901"),
        "title",
    ),
    "people": Sample(
        "name;organisation;position;email;phone;language;from;to\n"
        "Erika Muster;City of Lyon;Head;e@example.org;0221;fr;2013;\n",
        "Name;Organisation;Funktion;E-Mail;Telefon;Sprache;von;bis\n"
        "Erika Muster;City of Lyon;Head;e@example.org;0221;fr;2013;\n",
        ("Head", "Deputy"),
        "",
    ),
    "budget": Sample(
        "year;line;planned;currency;mode;owner;purpose;partnership;group\n"
        "2015;Partner cities;208000.00;EUR;line_item;OIA;16 partners;Lyon;OIA\n",
        "Haushaltsjahr;Haushaltsstelle;Ansatz;Währung;Art;Amt;Zweck;Partnerschaft;Gruppe\n"
        "2015;Partner cities;208000,00;EUR;line_item;OIA;16 partners;Lyon;OIA\n",
        ("208000.00", "208000.50"),
        "line",
    ),
    "spending": Sample(
        "date;line;reference;amount;currency;text;payer;trip or visit;as_of\n"
        "2015-05-09;Partner cities;B-17;-12.50;EUR;flowers;city;Old trip;2015-06-01\n",
        "Buchungsdatum;Haushaltsstelle;Beleg;Betrag;Währung;Buchungstext;Zahler;Reise;Stand\n"
        "09.05.2015;Partner cities;B-17;-12,50;EUR;flowers;city;Old trip;01.06.2015\n",
        ("flowers", "gift"),
        "amount",
    ),
    "work_shares": Sample(
        "year;field;from_percent;to_percent\n2015;Partner cities;50;60\n2015;Europe;25;30\n",
        "Jahr;Feld;von;bis\n2015;Partner cities;50;60\n2015;Europe;25;30\n",
        ("50;60", "50;61"),
        "field",
    ),
}
