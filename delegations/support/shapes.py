"""What a scheme may say: every kind of row with its fields. Checks, editor and docs read this page.

In a version's rules a key that is absent is no part of the rule; a key that is `null` is an amount
or number which nobody published yet: a required setting, never zero.
"""

from dataclasses import dataclass

from delegations.support.words import Both, both, same

DIRECTIONS = {
    "outgoing": both("Fahrt in die Partnerstadt", "journey to the partner city"),
    "incoming": both("Gegenbesuch", "return visit"),
}
CONTINENTS = {
    "EU": both("Europa", "Europe"),
    "AF": both("Afrika", "Africa"),
    "AS": both("Asien", "Asia"),
    "NA": both("Nordamerika", "North America"),
    "SA": both("Südamerika", "South America"),
    "OC": both("Ozeanien", "Oceania"),
}
MEANS = {
    "bus": both("Bus", "coach"),
    "rail": both("Bahn", "rail"),
    "car": both("Pkw", "car"),
    "flight": both("Flugzeug", "aeroplane"),
    "ship": both("Schiff", "ship"),
    "other": both("anderes", "other"),
}
APPLICANTS = {
    "club": both("Verein", "club"),
    "school": both("Schule", "school"),
    "group": both("Gruppe", "group"),
    "initiative": both("Initiative", "initiative"),
    "social_institution": both("soziale Einrichtung", "social institution"),
    "institution": both("Einrichtung", "institution"),
    "public_body": both("öffentliche Stelle", "public body"),
    "company": both("private Stelle, Unternehmen", "private body, company"),
    "individual": both("Einzelperson", "individual"),
}
# Facts every case has; a scheme asks for more with `questions`.
WORD_FACTS = {
    "direction": both("Richtung", "direction"),
    "applicant": both("Antragsteller", "applicant"),
    "partner": both("Partnerstadt", "partner city"),
    "continent": both("Erdteil der Partnerstadt", "continent of the partner city"),
    "means": both("Verkehrsmittel", "means of transport"),
}
NUMBER_FACTS = {
    "people": both("Teilnehmende", "participants"),
    "days": both("Tage", "days"),
    "km": both("Kilometer (einfache Strecke)", "kilometres (one way)"),
}
MONEY_FACTS = {
    "requested": both("beantragter Betrag", "amount asked for"),
    "paid_this_year": both(
        "in diesem Jahr schon bewilligt", "already granted to the applicant this year"
    ),
}
DATE_FACTS = {
    "first_day": both("erster Tag", "first day"),
    "last_day": both("letzter Tag", "last day"),
}
WORDS_OF = {
    "direction": DIRECTIONS,
    "continent": CONTINENTS,
    "means": MEANS,
    "applicant": APPLICANTS,
}
# The partner city where it is none of the city's partners.
ELSEWHERE = "elsewhere"
PLACES = {ELSEWHERE: both("anderswo", "elsewhere")}


def word_of(name: str, value: str) -> Both:
    """What a value of a word fact is called; names stand for themselves."""
    known = PLACES if name == "partner" else WORDS_OF.get(name, {})
    return known.get(value) or same(value)


QUESTION_TYPES = {
    "count": both("Zahl von Teilnehmenden", "number of participants"),
    "number": both("Zahl", "number"),
    "cost": both("Betrag in Euro", "amount in euros"),
    "yes_no": both("ja oder nein", "yes or no"),
}
IF_NOT = {
    "refuse": both("keine Förderung", "no support"),
    "exception": both("Ausnahme ist möglich", "an exception is possible"),
    "note": both("nur ein Hinweis (Vorrang)", "only a note (priority)"),
}
STAGES = {
    "before": both("mit dem Antrag", "with the application"),
    "after": both("nach der Reise", "after the journey"),
}
ROUNDINGS = {
    "half_up": both("kaufmännisch (ab der Hälfte auf)", "half up"),
    "half_even": both("zur geraden Zahl (ab der Hälfte)", "half to even"),
    "down": both("immer ab", "always down"),
    "up": both("immer auf", "always up"),
}
UNITS = {"1": both("auf den Cent", "to the cent"), "100": both("auf den Euro", "to the euro")}


@dataclass(frozen=True)
class Field:
    """One field of a row. `type` says how it is written in the file and in the editor:

    cents · fraction ("3/4") · number · date · month_day ("11-30") · word (of `choices`) ·
    words (a list; of `choices` where given) · text · both ({"de", "en"}) ·
    number_fact (a name or a list where `many`) · yes_no_question · count_question.
    `needed`: without a value the version cannot be put in force.
    """

    name: str
    type: str
    label: Both
    needed: bool = False
    choices: dict[str, Both] | None = None
    many: bool = False


@dataclass(frozen=True)
class Shape:
    """A kind of row."""

    label: Both
    fields: tuple[Field, ...] = ()


WHEN = (
    Field("direction", "word", both("Richtung", "direction"), choices=DIRECTIONS),
    Field("applicants", "words", both("Antragsteller", "applicants"), choices=APPLICANTS),
    Field("partners", "words", both("Partnerstädte", "partner cities")),
    Field("not_partners", "words", both("nicht diese Partnerstädte", "not these partner cities")),
    Field("continents", "words", both("Erdteile", "continents"), choices=CONTINENTS),
    Field("not_continents", "words", both("nicht diese Erdteile", "not these"), choices=CONTINENTS),
    Field("means", "words", both("Verkehrsmittel", "means of transport"), choices=MEANS),
    Field("yes", "yes_no_question", both("Frage mit Ja beantwortet", "question answered yes")),
    Field("no", "yes_no_question", both("Frage mit Nein beantwortet", "question answered no")),
    Field("min_people", "number", both("ab Personen", "from people")),
    Field("max_people", "number", both("bis Personen", "up to people")),
    Field("min_days", "number", both("ab Tagen", "from days")),
    Field("max_days", "number", both("bis Tage", "up to days")),
    Field("share_of", "count_question", both("Anteil von", "share of")),
    Field("share_at_least", "fraction", both("Anteil mindestens", "share at least")),
)

_IF_NOT = Field("if_not", "word", both("sonst", "otherwise"), choices=IF_NOT)
_BY = Field("exception_by", "both", both("über Ausnahmen entscheidet", "exceptions decided by"))
_TEXT = Field("text", "both", both("Wortlaut", "wording"))

_FACT = Field("fact", "number_fact", both("Angabe", "fact"), needed=True)
CONDITIONS = {
    "applicant": Shape(
        both("Wer beantragen darf", "who may apply"),
        (Field("words", "words", both("zugelassen", "admitted"), needed=True, choices=APPLICANTS),),
    ),
    "number": Shape(
        both("Zahl in Grenzen", "number within limits"),
        (
            _FACT,
            Field("at_least", "number", both("mindestens", "at least")),
            Field("at_most", "number", both("höchstens", "at most")),
        ),
    ),
    "share": Shape(
        both("Anteil", "share"),
        (
            Field("part", "number_fact", both("Teil", "part"), needed=True),
            Field("of", "number_fact", both("vom Ganzen", "of the whole"), needed=True),
            Field("at_least", "fraction", both("mindestens", "at least")),
            Field("at_most", "fraction", both("höchstens", "at most")),
        ),
    ),
    "answer": Shape(
        both("Frage", "question"),
        (
            Field("question", "yes_no_question", both("Frage", "question"), needed=True),
            Field(
                "must_be",
                "word",
                both("muss sein", "must be"),
                needed=True,
                choices={"yes": both("ja", "yes"), "no": both("nein", "no")},
            ),
        ),
    ),
    "partner": Shape(
        both("Partnerstadt", "partner city"),
        (Field("words", "words", both("eine von", "one of"), needed=True),),
    ),
    "day": Shape(
        both("Reisetage in einem Zeitraum", "days of travel within a period"),
        (
            Field(
                "fact",
                "word",
                both("welcher Tag", "which day"),
                needed=True,
                choices=DATE_FACTS,
            ),
            Field("not_before", "date", both("nicht vor", "not before")),
            Field("not_after", "date", both("nicht nach", "not after")),
        ),
    ),
    "deadline_before": Shape(
        both("Frist vor Beginn", "deadline before the start"),
        (
            Field("days", "number", both("Tage", "days")),
            Field("weeks", "number", both("Wochen", "weeks")),
            Field("months", "number", both("Monate", "months")),
        ),
    ),
    "deadline_yearly": Shape(
        both("fester Tag im Jahr", "fixed day of the year"),
        (
            Field("start_from", "month_day", both("Beginn ab", "start from"), needed=True),
            Field("start_until", "month_day", both("Beginn bis", "start until"), needed=True),
            Field("apply_by", "month_day", both("Antrag bis", "apply by"), needed=True),
            Field(
                "years_before", "number", both("Jahre davor (0 oder 1)", "years before (0 or 1)")
            ),
        ),
    ),
    "deadline_date": Shape(
        both("fester Tag", "fixed day"),
        (Field("apply_by", "date", both("Antrag bis", "apply by"), needed=True),),
    ),
}

_CENTS = Field("cents", "cents", both("Betrag", "amount"), needed=True)
_OF = Field("of", "number_fact", both("je (Angabe)", "for each (fact)"))
_COSTS = Field(
    "costs", "number_fact", both("von diesen Kosten", "of these costs"), needed=True, many=True
)
METHODS = {
    "per_person": Shape(
        both("je Person", "per person"),
        (
            _CENTS,
            Field("least_cents", "cents", both("Spanne ab", "range from")),
            _OF,
            Field("max_people", "number", both("höchstens Personen", "at most people")),
        ),
    ),
    "per_person_day": Shape(
        both("je Person und Tag", "per person and day"),
        (
            _CENTS,
            _OF,
            Field("days_fact", "number_fact", both("welche Tage", "which days")),
            Field("max_people", "number", both("höchstens Personen", "at most people")),
            Field("max_days_paid", "number", both("höchstens Tage", "at most days")),
        ),
    ),
    "percent": Shape(
        both("Anteil an Kosten", "share of costs"),
        (_COSTS, Field("share", "fraction", both("Anteil", "share"), needed=True)),
    ),
    "band": Shape(
        both("je Person nach Entfernung (ein Band)", "per person by distance (one band)"),
        (
            Field("over_km", "number", both("über km", "over km")),
            Field("up_to_km", "number", both("bis km", "up to km")),
            _CENTS,
            _OF,
        ),
    ),
    "flat": Shape(both("Pauschale", "flat sum"), (_CENTS,)),
    "project": Shape(
        both("Projektförderung", "project grant"),
        (
            _COSTS,
            Field("own_share", "fraction", both("Eigenanteil mindestens", "own share at least")),
        ),
    ),
    "in_kind": Shape(both("Sachleistung", "in kind")),
    # Stands where nobody published how the amount is found; to be replaced before it is in force.
    "undefined": Shape(both("noch nicht bekannt", "not known yet")),
}
_PART = Field("part", "text", both("Baustein", "part"))

CAPS = {
    "per_application": Shape(both("je Antrag", "per application"), (_CENTS,)),
    "per_person": Shape(both("je Person", "per person"), (_CENTS,)),
    "per_applicant_year": Shape(
        both("je Antragsteller und Jahr", "per applicant and year"), (_CENTS,)
    ),
    "share_of_costs": Shape(
        both("höchstens ein Anteil der Kosten", "at most a share of the costs"),
        (_COSTS, Field("share", "fraction", both("Anteil", "share"), needed=True)),
    ),
    "minimum": Shape(
        both("Mindestbetrag (darunter nichts)", "minimum (nothing below it)"), (_CENTS,)
    ),
}

PAPERS = {stage: Shape(label) for stage, label in STAGES.items()}
_OVER = Field("over_cents", "cents", both("nur über", "only above"))
# Such a paper is deleted once the journey is accounted for; the counts stay.
NAMES = "participants"
_HOLDS = Field(
    "holds",
    "word",
    both("enthält", "holds"),
    choices={NAMES: both("Namen von Teilnehmenden", "names of participants")},
)

LEVELS = {
    "up_to": Shape(both("bis zu einem Betrag", "up to an amount"), (_CENTS,)),
    "above": Shape(both("darüber", "above")),
}

QUESTIONS = {kind: Shape(label) for kind, label in QUESTION_TYPES.items()}


@dataclass(frozen=True)
class Section:
    """A list of rows in the rules, with what each row has beside the fields of its kind."""

    label: Both
    kinds: dict[str, Shape]
    common: tuple[Field, ...] = ()
    has_when: bool = True

    def fields(self, kind: str) -> tuple[Field, ...]:
        return (*self.kinds[kind].fields, *self.common)


_NEEDED_TEXT = Field("text", "both", both("Wortlaut", "wording"), needed=True)
SECTIONS = {
    "questions": Section(
        both("Fragen an die Antragsteller", "questions to the applicants"),
        QUESTIONS,
        (Field("code", "text", both("Kürzel", "code"), needed=True), _NEEDED_TEXT),
        has_when=False,
    ),
    "conditions": Section(both("Voraussetzungen", "conditions"), CONDITIONS, (_IF_NOT, _BY, _TEXT)),
    "methods": Section(both("Berechnung", "calculation"), METHODS, (_PART, _TEXT)),
    "caps": Section(both("Grenzen", "limits"), CAPS, (_PART, _TEXT)),
    "papers": Section(both("Unterlagen", "papers"), PAPERS, (_NEEDED_TEXT, _OVER, _HOLDS)),
    "levels": Section(
        both("Wer entscheidet", "who decides"), LEVELS, (_NEEDED_TEXT,), has_when=False
    ),
}
