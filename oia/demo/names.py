"""Invented people: given and family names of many languages, put together by chance."""

import random

# Language → given names | family names.
_NAMES = {
    "de": "Anke Bernd Carla Dietmar Elke Frauke Gesa Holger Imke Jost Karin Lutz Mareike Norbert"
    "|Ahlgrimm Bröker Clasing Dörpinghaus Eickelmann Feddersen Grünwälder Hasselbrink Ittmann"
    " Jessenberg Kötterheide Lüdersfeld Mohnhaupter Niebuhrs Ostermoor Pagelsdorf Quandtmeier",
    "fr": "Aurélie Benoît Clémence Didier Élise Fabrice Ghislaine Hervé Maëlle Quentin"
    "|Vauquelin Brissot-Lenoir Chastagner Delaruelle Escoffre Foucherand Grandvaux Lapeyrière",
    "en": "Alison Brendan Cerys Duncan Eleanor Fergus Gwen Harriet Isla Rory"
    "|Ashcombe Birkinshaw Cotterdale Drewitt Fairbrother Hollinrake Marchbanks Thistlewood",
    "it": "Alessia Bruno Chiara Dario Elisa Fulvio Giada Ivano Loredana Mirko"
    "|Albonetti Bertagnin Cavalsassi Dallafiore Fontebasso Gherardelli Montecorvo Travaglino",
    "es": "Almudena Baltasar Consuelo Darío Estefanía Fermín Graciela Hilario Inmaculada Joaquín"
    "|Aldecoba Bermúdez-Lara Cifontes Echevarrieta Galdeano Larramendi Montesdoca Quiñonero",
    "pt": "Anabela Belmiro Catarina Duarte Fernanda Gaspar Helena Inácio Lurdes Nuno"
    "|Abrantes-Mota Bettencor Carvalhosa Figueirinha Lobateiro Nogueiral Sarmentos Valadim",
    "pl": "Agnieszka Bogusław Celina Dorota Eugeniusz Grażyna Hubert Iwona Jarosław Kinga"
    "|Bielawczyk Chmielarz Dąbrowiecki Gołębiak Jaworzyński Kosmalczyk Olszańczyk Wrzesiak",
    "cs": "Alžběta Bohumil Dagmar Evžen Hedvika Ivo Jarmila Květa Luboš Radka"
    "|Bělohradsky Dvořáčkov Hlaváčník Jelínkov Kratochvílek Mlynářek Skřivánkov Zeleňák",
    "hu": "Ágota Balázs Csilla Dezső Emőke Gergő Ildikó Kálmán Zsófia Örs"
    "|Baranyai-Tóth Csordásfi Erdőhegyi Fehérvölgyi Halmosdi Kisfaludvári Szilvásdi Vadászi",
    "sr": "Biljana Dragutin Gordana Jasmina Lazar Mirjana Nebojša Ratko Snežana Vuk"
    "|Arsenković Bogojević Dimitrovčić Kovačinac Lukinović Obradinović Stankovčić Živanić",
    "uk": "Bohdana Hryhorij Ivanka Kateryna Lesja Myroslav Oksana Petro Solomija Taras"
    "|Bojtschenjuk Datsyschyn Hlyntschak Kowaltschenko Mahdytsch Pawlyschak Tkatschyk Wowkun",
    "fi": "Aino Eero Hilkka Jorma Kaisa Lauri Outi Pentti Sirkka Veikko"
    "|Aaltonmaa Hakkaraisto Järvenkoski Kivilahtela Lehtovaara Niskavuori Pihlajamäki Suomurto",
    "tr": "Ayşegül Berkant Çiğdem Doğan Esra Feridun Gülşen Haluk Nurten Tarkan"
    "|Akçadağlı Bozkırlı Çamlıbelen Demirkaynak Gökçedere Kızıltaş Özyürekli Yıldızhan",
    "he": "Aviva Boaz Chava Doron Efrat Gilad Hadar Ilana Noam Tamar"
    "|Alonitzki Bar-Neve Dagonberg Elgarid Harelman Karmiely Peretzon Tzurieli",
    "ar": "Amal Bassam Dalila Farouk Habiba Jamil Karima Lotfi Nadia Sami"
    "|Benhassouna Chakerbel Daghfoussi El-Masraji Haddarine Khelifati Mansourabi Zitounyeh",
    "zh": "Baozhen Chunlan Dehai Guiying Haotian Jinmei Lihua Qingsong Xiaoyun Zhiming"
    "|Ouyangli Shangzhu Situwei Xiahoulan Zhugesong Duanmuqi Gongsunhe Linghuyu",
    "ja": "Akemi Daisuke Fumiko Hiroaki Kazumi Masanori Noriko Shinji Tomoko Yoshiharu"
    "|Asakurada Funabori Hiraizawa Kanemichi Mizushiro Onodake Shirakaba Tsukigata",
    "hi": "Anjali Bhaskar Chitra Devendra Gayatri Harish Kavita Manoj Padma Suresh"
    "|Ambekarna Bhatnagiri Deshpanday Iyerwal Kulkarnath Nambisana Raghuvanam Subramanath",
    "sw": "Amani Baraka Dalila Faraji Jabali Neema Rashidi Subira Upendo Zawadi"
    "|Kimarowe Lyatuuni Machangu-Moshi Mollelwa Mushendwa Nyangetta Swaifumbo Urasasi",
}
NAMES = {
    language: tuple(tuple(side.split()) for side in text.split("|"))
    for language, text in _NAMES.items()
}

_SPOKEN = {
    "de": "DE AT CH LI", "fr": "FR BE LU MC CI SN CM GA BJ TG ML MG HT CD BF NE", "en": "GB IE US "
    "CA AU NZ ZA MT JM NG GH SL GM LR NA BW ZM MW MU", "it": "IT SM", "es": "ES MX CO PE CL AR EC "
    "BO PY UY VE CR PA GT HN SV NI DO CU", "pt": "PT BR CV MZ AO", "pl": "PL", "cs": "CZ SK SI",
    "hu": "HU", "sr": "RS HR BA ME MK BG AL XK", "uk": "UA MD GE AM AZ KZ KG UZ MN RU LT LV RO",
    "fi": "FI EE SE NO DK IS", "tr": "TR TM CY GR", "he": "IL", "ar": "EG TN MA JO LB QA KW OM DZ",
    "zh": "CN SG TW VN", "ja": "JP KR PH", "hi": "IN BD LK NP PK TH MY ID", "sw": "TZ KE UG RW ET",
}  # fmt: skip
LANGUAGE_OF = {country: language for language, text in _SPOKEN.items() for country in text.split()}


def language_of(country: str) -> str:
    return LANGUAGE_OF.get(country, "en")


def somebody(rng: random.Random, country: str) -> tuple[str, str]:
    """Given and family name of somebody from the country."""
    given, family = NAMES[language_of(country)]
    return rng.choice(given), rng.choice(family)


def full_name(rng: random.Random, country: str, title: float = 0.12) -> str:
    given, family = somebody(rng, country)
    doctor = "Dr. " if rng.random() < title else ""
    return f"{doctor}{given} {family}"
