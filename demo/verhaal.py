"""The invented story behind the demonstration figures, as tables: every number here is made up.

Demolition comes before new-build, the urgent share climbs from 25 to about 28 %, the task for statushouders is
nearly met in the first half of 2026 and made up for in the second. Labels get better and homes for the elderly more,
by new-build and by what is done to the stock; a few projects slip in the second half of 2026.
"""

from __future__ import annotations

from typing import NamedTuple

from basis.halfjaar import Halfjaar

H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
CORPORATIES = ("de-alliantie", "omnia-wonen", "portaal")

# social homes at the end of 2025, and the wijken where most of them stand (code → weight)
VOORRAAD = {"de-alliantie": 8420, "omnia-wonen": 3960, "portaal": 7180}
MIDDENHUUR = {"de-alliantie": 410, "omnia-wonen": 120, "portaal": 260}

# soort → social homes per half-year, besides what projects bring; some 70 % of the sales are to middle incomes
MUTATIES = {
    ("de-alliantie", H1): {"aankoop": 3, "woningdelen": 6, "splitsen": 2, "verkoop": 18, "liberalisatie": 5},
    ("omnia-wonen", H1): {"woningdelen": 2, "verkoop": 6, "liberalisatie": 2},
    ("portaal", H1): {"aankoop": 2, "woningdelen": 4, "verkoop": 14, "liberalisatie": 4},
    ("de-alliantie", H2): {"aankoop": 1, "woningdelen": 9, "verkoop": 15, "liberalisatie": 3},
    ("omnia-wonen", H2): {"woningdelen": 4, "splitsen": 2, "verkoop": 5, "liberalisatie": 1},
    ("portaal", H2): {"woningdelen": 6, "splitsen": 1, "verkoop": 12, "liberalisatie": 4},
}
DAEB_KOOP = {("de-alliantie", H1): 4, ("de-alliantie", H2): 6}
MUTATIES_MIDDENHUUR = {("portaal", H1): {"verkoop": 2}, ("de-alliantie", H2): {"aankoop": 4}}

# what happens to homes that stay: better labels, made fit for the elderly, and no longer meant for them
VERDUURZAAMD = {"de-alliantie": 165, "omnia-wonen": 70, "portaal": 130}
GESCHIKT_GEMAAKT = {"de-alliantie": 34, "omnia-wonen": 12, "portaal": 26}
ONTLABELD = {("de-alliantie", H1): 6, ("de-alliantie", H2): 9, ("portaal", H1): 8}

# allocations: total, urgent, above the income limit, in new-build
TOEWIJZINGEN = {
    ("de-alliantie", H1): (268, 70, 22, 60),
    ("omnia-wonen", H1): (131, 33, 14, 30),
    ("portaal", H1): (236, 62, 19, 36),
    ("de-alliantie", H2): (292, 82, 26, 80),
    ("omnia-wonen", H2): (142, 39, 13, 44),
    ("portaal", H2): (244, 69, 17, 48),
}
URGENTE_GROEPEN = {
    "statushouder": 38,
    "uitstroom-instelling": 24,
    "medisch-sociaal": 20,
    "sloop-herstructurering": 12,
    "overig-urgent": 6,
}
WACHTTIJD = {H1: [5, 6, 6.5, 8], H2: [4, 5, 6, 7]}  # months of who leaves an institution
REGULIERE_GROEPEN = {"jongere": 22, "spoedzoeker": 14, "gezin": 26, "oudere-doorstromer": 24, "overig": 14}

# persons: task, housed, and who still waits in an institution with the months so far; active seekers per group
GEMEENTE = {
    H1: {"taakstelling-statushouders": 212, "gehuisveste-statushouders": 187, "wachtend": (58, 8.2)},
    H2: {"taakstelling-statushouders": 196, "gehuisveste-statushouders": 214, "wachtend": (51, 7.5)},
}
ZOEKENDEN = {
    "jongere": (4100, 4260),
    "spoedzoeker": (1900, 1870),
    "gezin": (3600, 3640),
    "oudere-doorstromer": (2400, 2380),
    "overig": (2700, 2690),
    "statushouder": (260, 240),
    "uitstroom-instelling": (140, 130),
    "medisch-sociaal": (210, 220),
}


class Plan(NamedTuple):
    """A line of a corporation's plan list; lines of one name are parts of one project.

    `later` is when it is expected by the list of the second half of 2026, `bouw` how it is built.
    """

    naam: str
    wijk: str
    soort: str
    aantal: int
    planstatus: str
    verwacht: str
    segment: str = "sociale-huur"
    later: str = ""
    bouw: tuple[str, ...] = ()


class Marktplan(NamedTuple):
    """A line of the municipality's list of what market parties build; `koper` is the corporation that takes it over."""

    naam: str
    wijk: str
    segment: str
    eigenaar: str
    aantal: int
    planstatus: str
    verwacht: str
    bouw: tuple[str, ...] = ()
    koper: str = ""


BIO, CONCEPT = "biobased", "conceptueel"
MIDDEN = "middenhuur"
# hard (1A–2C) until 2030: 780 net, of which 35 that the market builds for de Alliantie
PLANNEN = {
    "de-alliantie": [
        Plan("Kop van Schothorst", "WK030709", "nieuwbouw", 72, "1a", "2026-1"),
        Plan("Hof van Liendert", "WK030710", "nieuwbouw", 96, "1a", "2026-2", bouw=(CONCEPT,)),
        Plan("Hof van Liendert", "WK030710", "nieuwbouw", 24, "1a", "2026-2", MIDDEN, bouw=(BIO,)),
        Plan("Hof van Liendert, oude flats", "WK030710", "sloop", 24, "1a", "2026-2"),
        Plan("Eemoever fase 1", "WK030704", "nieuwbouw", 144, "2a", "2028-1", later="2028-2", bouw=(CONCEPT,)),
        Plan("Eemoever fase 1", "WK030704", "nieuwbouw", 60, "2a", "2028-1", MIDDEN, later="2028-2"),
        Plan("Eemoever fase 2", "WK030704", "nieuwbouw", 75, "2c", "2029-2", bouw=(BIO,)),
        Plan("Randenbroek Zuid", "WK030714", "sloop", 60, "2a", "2027-2"),
        Plan("Randenbroek Zuid, nieuwbouw", "WK030714", "nieuwbouw", 150, "3", "2030-1"),
        Plan("Hoefkwartier blok B", "WK030725", "nieuwbouw", 180, "3", "2030-2"),
        Plan("Hoefkwartier blok B", "WK030725", "nieuwbouw", 70, "3", "2030-2", MIDDEN),
        Plan("Vathorst-Bovenduist West", "WK030732", "nieuwbouw", 420, "3", "2032-2", bouw=(BIO, CONCEPT)),
        Plan("Langs Eem en Spoor, deel 2", "WK030704", "nieuwbouw", 500, "4", "2034-2", bouw=(BIO, CONCEPT)),
    ],
    "omnia-wonen": [
        Plan("Zielhorst Hof", "WK030720", "nieuwbouw", 38, "1a", "2026-1", bouw=(BIO,)),
        Plan("Zielhorst Hof", "WK030720", "nieuwbouw", 18, "1a", "2026-1", MIDDEN, bouw=(BIO,)),
        Plan("Kattenbroek Noordrand", "WK030721", "nieuwbouw", 52, "1a", "2026-2"),
        Plan("Nieuwland Centrum", "WK030724", "nieuwbouw", 84, "2a", "2028-2"),
        Plan("Hoogland Dorp", "WK030719", "nieuwbouw", 46, "2c", "2029-1"),
        Plan("Soesterkwartier Werkplaats", "WK030703", "nieuwbouw", 130, "3", "2030-2", bouw=(CONCEPT,)),
        Plan("Soesterkwartier Werkplaats", "WK030703", "nieuwbouw", 60, "3", "2030-2", MIDDEN),
        Plan("Vathorst-Bovenduist Oost", "WK030732", "nieuwbouw", 300, "3", "2033-1", bouw=(BIO, CONCEPT)),
    ],
    "portaal": [
        Plan("Rustenburg Midden fase 1", "WK030711", "nieuwbouw", 44, "1a", "2026-1"),
        Plan("Rustenburg Midden, oude blokken", "WK030711", "sloop", 36, "1a", "2026-1"),
        Plan("De Koppel Park", "WK030706", "nieuwbouw", 58, "1b", "2026-2", bouw=(BIO, CONCEPT)),
        Plan("De Koppel Park", "WK030706", "nieuwbouw", 20, "1b", "2026-2", MIDDEN),
        Plan("Rustenburg Midden fase 2", "WK030711", "nieuwbouw", 92, "2a", "2028-1"),
        Plan("Rustenburg Midden fase 2", "WK030711", "nieuwbouw", 46, "2a", "2028-1", MIDDEN),
        Plan("Kruiskamp Oost", "WK030707", "sloop", 48, "2a", "2027-1"),
        Plan("Kruiskamp Oost, nieuwbouw", "WK030707", "nieuwbouw", 112, "2c", "2029-2", later="2030-1"),
        Plan("Hoefkwartier blok D", "WK030725", "nieuwbouw", 190, "3", "2030-2", later="2031-1"),
        Plan("Hoefkwartier blok D", "WK030725", "nieuwbouw", 80, "3", "2030-2", MIDDEN, later="2031-1"),
        Plan("Schuilenburg-Noord", "WK030713", "sloop", 80, "3", "2031-1"),
        Plan("Schuilenburg-Noord, nieuwbouw", "WK030713", "nieuwbouw", 220, "3", "2033-2"),
        Plan("Langs Eem en Spoor, deel 1", "WK030704", "nieuwbouw", 460, "4", "2034-1", bouw=(BIO,)),
    ],
}

# projects of market parties, delivered by the municipality; some of the social homes go to a corporation
PLANNEN_MARKT = [
    Marktplan("Hoefkwartier blok A", "WK030725", "sociale-huur", "markt", 22, "1a", "2026-1"),
    Marktplan("Hoefkwartier blok A", "WK030725", MIDDEN, "markt", 64, "1a", "2026-1"),
    Marktplan(
        "Vathorst Podium", "WK030731", "sociale-huur", "corporatie", 35, "1a", "2026-2", (CONCEPT,), "de-alliantie"
    ),
    Marktplan("Vathorst Podium", "WK030731", "betaalbare-koop", "particulier", 41, "1a", "2026-2", (CONCEPT,)),
    Marktplan("Stadspoort", "WK030704", "sociale-huur", "markt", 70, "2a", "2029-1"),
    Marktplan("Stadspoort", "WK030704", MIDDEN, "markt", 90, "2a", "2029-1"),
    Marktplan("Stadspoort", "WK030704", "dure-koop", "particulier", 60, "2a", "2029-1"),
    Marktplan("Vathorst-Bovenduist Midden", "WK030732", "sociale-huur", "markt", 400, "3", "2032-1", (BIO,)),
    Marktplan("Vathorst-Bovenduist Midden", "WK030732", MIDDEN, "markt", 250, "3", "2032-1", (BIO,)),
    Marktplan("Vathorst-Bovenduist Midden", "WK030732", "betaalbare-koop", "particulier", 250, "3", "2032-1"),
    Marktplan("Vathorst-Bovenduist Midden", "WK030732", "dure-koop", "particulier", 300, "3", "2032-1"),
    Marktplan("Langs Eem en Spoor, deel 3", "WK030704", "sociale-huur", "markt", 340, "4", "2034-1"),
    Marktplan("Langs Eem en Spoor, deel 3", "WK030704", MIDDEN, "markt", 260, "4", "2034-1"),
    Marktplan("Langs Eem en Spoor, deel 3", "WK030704", "betaalbare-koop", "particulier", 200, "4", "2034-1"),
    Marktplan("Langs Eem en Spoor, deel 3", "WK030704", "dure-koop", "particulier", 200, "4", "2034-1"),
]

GEBRUIKERS = [
    # username, first name, last name, role, party
    ("beheer", "Bea", "Heer", "beheer", "gemeente"),
    ("medewerker", "Mees", "de Werker", "medewerker", "gemeente"),
    ("alliantie", "Ali", "Antons", "corporatie", "de-alliantie"),
    ("omnia", "Omar", "van Nia", "corporatie", "omnia-wonen"),
    ("portaal", "Petra", "Taal", "corporatie", "portaal"),
    ("huurder", "Hanna", "Huurder", "huurdersorganisatie", "show"),
    ("bestuur", "Bo", "Lid", "bo-lid", "gemeente"),
]
WACHTWOORD = "samen-aan-de-slag-2026"


class Melding(NamedTuple):
    """An update of an action on a day, by one of the users."""

    dag: str
    actie: int
    status: str
    toelichting: str
    succes: str = ""
    knelpunt: str = ""
    door: str = "medewerker"


OP, AF = "op-schema", "afgerond"
MELDINGEN = [
    Melding("2026-01-29", 1, OP, "Alle partijen stuurden op wat zij van de overleggen verwachten."),
    Melding("2026-02-05", 2, OP, "We verzamelen per wijk wat er al bekend is."),
    Melding("2026-02-12", 9, OP, "De spelregels voor Slimmer Kopen liggen er.", door="alliantie"),
    Melding("2026-02-17", 12, OP, "De verdeling over de groepen is met de zorgpartijen besproken."),
    Melding("2026-03-03", 8, OP, "De pilot woningdelen is begonnen.", "De eerste twee huizen worden gedeeld."),
    Melding("2026-03-10", 15, OP, "De corporaties tellen hoeveel kamers er verdwijnen.", door="portaal"),
    Melding("2026-03-19", 11, OP, "De groepen in de monitor zijn met elkaar afgesproken."),
    Melding("2026-03-26", 1, OP, "Het voorstel is met alle partijen besproken."),
    Melding("2026-04-02", 9, OP, "De eerste woningen staan te koop.", door="alliantie"),
    Melding("2026-04-09", 6, OP, "Het onderzoek naar de woonbehoefte is begonnen."),
    Melding(
        "2026-04-14",
        2,
        OP,
        "De conceptlijst is met de wijkteams besproken.",
        "Bewoners van drie buurten dachten mee over de lijst.",
    ),
    Melding("2026-04-23", 12, "aandacht", "Het besluit over het contingent komt later dan gedacht."),
    Melding("2026-05-12", 17, OP, "De verkenning van het warmtebedrijf is gestart."),
    Melding("2026-05-21", 5, OP, "De eerste keer keken we samen naar de nulmeting van alle partijen."),
    Melding("2026-06-02", 3, OP, "Bewoners en partijen maken samen een plan voor de eerste buurt."),
    Melding(
        "2026-06-18",
        1,
        AF,
        "De overlegstructuur staat en is door alle partijen bekrachtigd.",
        "Eén gezamenlijke agenda voor het hele jaar: alle zeven partijen zaten vanaf de eerste keer aan tafel.",
    ),
    Melding("2026-06-23", 15, OP, "De telling is bijna klaar; twee complexen vragen nog tijd.", door="portaal"),
    Melding("2026-07-02", 19, OP, "Twee projecten willen de werkwijze uitproberen."),
    Melding("2026-07-09", 11, OP, "De monitor van de toewijzingen is in gebruik."),
    Melding(
        "2026-07-14",
        8,
        OP,
        "Er komen steeds meer aanvragen van huurders zelf.",
        "De eerste twaalf woningen worden gedeeld.",
        door="omnia",
    ),
    Melding(
        "2026-08-25",
        6,
        "aandacht",
        "De opdracht voor het onderzoek is verleend, de uitkomst komt later dan gedacht.",
        "",
        "Het bureau levert de uitkomst in november in plaats van september.",
    ),
    Melding(
        "2026-09-08",
        12,
        "bijsturen",
        "Het besluit over het contingent vraagt meer tijd.",
        "",
        "De verdeling over de groepen vraagt nog een gesprek met de regio.",
    ),
    Melding(
        "2026-09-10",
        19,
        OP,
        "De werkwijze is in twee projecten uitgeprobeerd.",
        "In de proef spraken we de ambities af voordat er een tekening lag.",
    ),
    Melding(
        "2026-09-17",
        5,
        OP,
        "Het portefeuilleoverleg over de eerste helft van 2026 is gehouden.",
        "Voor het eerst keken we samen naar alle cijfers, ook die van de marktpartijen.",
    ),
    Melding("2026-09-22", 3, OP, "Voor de eerste buurt ligt er een gezamenlijke aanpak."),
    Melding(
        "2026-10-01",
        15,
        "aandacht",
        "De inventarisatie is klaar, de aanpak nog niet.",
        "",
        "Twee complexen met studentenkamers verdwijnen eerder dan verwacht.",
        door="portaal",
    ),
    Melding(
        "2026-10-13",
        9,
        OP,
        "De pilot Slimmer Kopen loopt; de evaluatie is voorbereid.",
        "Vier gezinnen met een laag inkomen kochten hun eerste huis.",
        door="alliantie",
    ),
    Melding("2026-10-20", 17, OP, "Met de corporaties is gesproken over hun voorwaarden."),
    Melding("2026-11-03", 8, OP, "De evaluatie van de pilot is begonnen.", door="omnia"),
    Melding("2026-11-10", 11, OP, "Het eerste overzicht is klaar voor het BO van december."),
]

# name, wijken, on the list since, why, approach, approach since
PRIORITEITSGEBIEDEN = [
    (
        "Liendert",
        ["WK030710"],
        "2026-03-12",
        "Hier loopt al een brede samenwerking.",
        "Bewoners, gemeente en corporaties werken aan één plan voor wonen, groen en ontmoeting.",
        "2026-09-15",
    ),
    ("Schuilenburg-Noord", ["WK030713"], "2026-03-12", "Hier komen sloop, nieuwbouw en leefbaarheid samen.", "", None),
    ("Kruiskamp en De Koppel", ["WK030707", "WK030706"], "2026-05-20", "Hier is samen veel te winnen.", "", None),
]

# action number, milestone → the day on which it was reached
GEHAALDE_MIJLPALEN = {
    (1, "Voorstel besproken met alle partijen"): "2026-03-26",
    (1, "Overlegstructuur vastgesteld"): "2026-06-18",
    (2, "Conceptlijst"): "2026-04-14",
    (3, "Aanpak eerste buurt"): "2026-09-22",
    (5, "Overleg over de eerste helft"): "2026-09-17",
    (6, "Onderzoek gestart"): "2026-04-08",
    (8, "Start van de pilot"): "2026-03-02",
    (9, "Start van de pilot"): "2026-04-01",
    (11, "Eerste overzicht"): "2026-11-10",
    (17, "Gesprekken met corporaties over hun voorwaarden"): "2026-10-20",
    (19, "Werkwijze uitgeprobeerd in een project"): "2026-09-10",
}

# action number, milestone → another day, why, and on which day that was said
VERSCHOVEN_MIJLPALEN = {
    (12, "Besluit over het contingent"): (
        "2026-12-15",
        "de verdeling vraagt nog een gesprek met de regio",
        "2026-03-24",
    ),
    (15, "Verlies in beeld"): ("2026-11-30", "de cijfers van twee complexen kwamen later", "2026-06-23"),
}

# day, action number, kind, remark, day of the answer, answer of the municipality
OPMERKINGEN = [
    ("2026-04-21", 2, "gezien", "Fijn dat de buurten zelf mochten meedenken.", "", ""),
    (
        "2026-07-21",
        8,
        "vraag",
        "Kunnen huurders zelf vragen of zij een woning mogen delen?",
        "2026-07-28",
        "Ja, dat kan bij de eigen corporatie. Op de website komt een uitleg met de spelregels.",
    ),
    ("2026-11-12", 10, "andere-mening", "Wij zien liever meer woningen in de laagste prijsklasse dan nu is bedacht.",
     "", ""),
]  # fmt: skip

CONTACT_SINDS = "2026-02-03"
# action number, party, name, function
CONTACTPERSONEN = [
    (8, "gemeente", "Mees de Werker", "adviseur wonen"),
    (8, "omnia-wonen", "Omar van Nia", "adviseur beleid"),
    (12, "gemeente", "Mees de Werker", "adviseur wonen"),
]

VASTGELEGD_OP = "2026-09-10"  # the overview of the first half-year
VERBETERD = ("2026-09-24", "2026-09-25", "2026-10-01")  # what Portaal corrected after that: as in AANGELEVERD
# what an officer wrote in the overview of the first half-year, and why Portaal corrected its figures after that
OVERZICHTTEKSTEN = {
    "inleiding": "Het eerste halfjaar van onze afspraken. We leerden elkaars cijfers kennen, en vierden de eerste "
    "sleutels. De plannen staan; nu gaat het om het tempo.",
    "acties": "De meeste acties lopen zoals gedacht. Over het contingent praten we in het najaar verder.",
}
VERKEERD = 3  # homes
AANLEIDING = "Drie verkochte woningen stonden als administratieve correctie in de cijfers."
# half-year, party → received, handed in and accepted
AANGELEVERD = {
    (H1, "gemeente"): ("2026-07-16", "2026-07-20", "2026-07-23"),
    (H1, "de-alliantie"): ("2026-07-22", "2026-07-24", "2026-07-30"),
    (H1, "omnia-wonen"): ("2026-07-28", "2026-07-31", "2026-08-06"),
    (H1, "portaal"): ("2026-07-29", "2026-07-30", "2026-08-11"),
    (H2, "gemeente"): ("2027-01-14", "2027-01-18", "2027-01-21"),
    (H2, "de-alliantie"): ("2027-01-20", "2027-01-22", "2027-01-26"),
    (H2, "portaal"): ("2027-01-27", "2027-01-28", ""),
    (H2, "omnia-wonen"): ("2027-01-28", "", ""),
}
