"""The invented story behind the demonstration figures, as tables: every number here is made up.

Demolition comes before new-build, the urgent share climbs from 25 to about 28 %, the task for statushouders is
nearly met in the first half of 2026 and made up for in the second.
"""

from basis.halfjaar import Halfjaar

H1, H2 = Halfjaar(2026, 1), Halfjaar(2026, 2)
CORPORATIES = ("de-alliantie", "omnia-wonen", "portaal")

# social homes at the end of 2025, and the wijken where most of them stand (code → weight)
VOORRAAD = {"de-alliantie": 8420, "omnia-wonen": 3960, "portaal": 7180}
MIDDENHUUR = {"de-alliantie": 410, "omnia-wonen": 120, "portaal": 260}

# soort → homes per half-year; verkoop carries how many were sold as DAEB-koop and to middle incomes
MUTATIES = {
    ("de-alliantie", H1): {
        "nieuwbouw": 72,
        "aankoop": 3,
        "woningdelen": 6,
        "splitsen": 2,
        "verkoop": 18,
        "liberalisatie": 5,
    },
    ("omnia-wonen", H1): {"nieuwbouw": 38, "woningdelen": 2, "verkoop": 6, "liberalisatie": 2},
    ("portaal", H1): {"nieuwbouw": 44, "aankoop": 2, "woningdelen": 4, "verkoop": 14, "sloop": 36, "liberalisatie": 4},
    ("de-alliantie", H2): {
        "nieuwbouw": 96,
        "aankoop": 1,
        "woningdelen": 9,
        "verkoop": 15,
        "sloop": 24,
        "liberalisatie": 3,
    },
    ("omnia-wonen", H2): {"nieuwbouw": 52, "woningdelen": 4, "splitsen": 2, "verkoop": 5, "liberalisatie": 1},
    ("portaal", H2): {"nieuwbouw": 58, "woningdelen": 6, "splitsen": 1, "verkoop": 12, "liberalisatie": 4},
}
DAEB_KOOP = {("de-alliantie", H1): 4, ("de-alliantie", H2): 6}

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
REGULIERE_GROEPEN = {"jongere": 22, "spoedzoeker": 14, "gezin": 26, "oudere-doorstromer": 24, "overig": 14}

# persons: task, housed; homes of market parties; active seekers per group
GEMEENTE = {
    H1: {"taakstelling-statushouders": 212, "gehuisveste-statushouders": 187, "oplevering-markt": 22, "wachtend": 58},
    H2: {"taakstelling-statushouders": 196, "gehuisveste-statushouders": 214, "oplevering-markt": 35, "wachtend": 51},
}
ZOEKENDEN = {
    "jongere": 4100,
    "spoedzoeker": 1900,
    "gezin": 3600,
    "oudere-doorstromer": 2400,
    "overig": 2700,
    "statushouder": 260,
    "uitstroom-instelling": 140,
    "medisch-sociaal": 210,
}

# the plan list: name, wijk, soort, homes, planstatus, half-year expected. Hard (1A–2C) until 2030: 780 net.
PLANNEN = {
    "de-alliantie": [
        ("Kop van Schothorst", "WK030709", "nieuwbouw", 72, "1a", "2026-1"),
        ("Hof van Liendert", "WK030710", "nieuwbouw", 96, "1a", "2026-2"),
        ("Hof van Liendert, oude flats", "WK030710", "sloop", 24, "1a", "2026-2"),
        ("Eemoever fase 1", "WK030704", "nieuwbouw", 144, "2a", "2028-1"),
        ("Eemoever fase 2", "WK030704", "nieuwbouw", 110, "2c", "2029-2"),
        ("Randenbroek Zuid", "WK030714", "sloop", 60, "2a", "2027-2"),
        ("Randenbroek Zuid, nieuwbouw", "WK030714", "nieuwbouw", 150, "3", "2030-1"),
        ("Hoefkwartier blok B", "WK030725", "nieuwbouw", 180, "3", "2030-2"),
        ("Vathorst-Bovenduist West", "WK030732", "nieuwbouw", 420, "3", "2032-2"),
        ("Langs Eem en Spoor, deel 2", "WK030704", "nieuwbouw", 500, "4", "2034-2"),
    ],
    "omnia-wonen": [
        ("Zielhorst Hof", "WK030720", "nieuwbouw", 38, "1a", "2026-1"),
        ("Kattenbroek Noordrand", "WK030721", "nieuwbouw", 52, "1a", "2026-2"),
        ("Nieuwland Centrum", "WK030724", "nieuwbouw", 84, "2a", "2028-2"),
        ("Hoogland Dorp", "WK030719", "nieuwbouw", 46, "2c", "2029-1"),
        ("Soesterkwartier Werkplaats", "WK030703", "nieuwbouw", 130, "3", "2030-2"),
        ("Vathorst-Bovenduist Oost", "WK030732", "nieuwbouw", 300, "3", "2033-1"),
    ],
    "portaal": [
        ("Rustenburg Midden fase 1", "WK030711", "nieuwbouw", 44, "1a", "2026-1"),
        ("Rustenburg Midden, oude blokken", "WK030711", "sloop", 36, "1a", "2026-1"),
        ("De Koppel Park", "WK030706", "nieuwbouw", 58, "1b", "2026-2"),
        ("Rustenburg Midden fase 2", "WK030711", "nieuwbouw", 92, "2a", "2028-1"),
        ("Kruiskamp Oost", "WK030707", "sloop", 48, "2a", "2027-1"),
        ("Kruiskamp Oost, nieuwbouw", "WK030707", "nieuwbouw", 112, "2c", "2029-2"),
        ("Hoefkwartier blok D", "WK030725", "nieuwbouw", 190, "3", "2030-2"),
        ("Schuilenburg-Noord", "WK030713", "sloop", 80, "3", "2031-1"),
        ("Schuilenburg-Noord, nieuwbouw", "WK030713", "nieuwbouw", 220, "3", "2033-2"),
        ("Langs Eem en Spoor, deel 1", "WK030704", "nieuwbouw", 460, "4", "2034-1"),
    ],
}

# projects of market parties, delivered by the municipality; what they build as social rent goes to a corporation
PLANNEN_MARKT = [
    ("Hoefkwartier blok A", "WK030725", "sociale-huur", "corporatie", 22, "1a", "2026-1"),
    ("Hoefkwartier blok A", "WK030725", "middenhuur", "markt", 64, "1a", "2026-1"),
    ("Vathorst Podium", "WK030731", "sociale-huur", "corporatie", 35, "1a", "2026-2"),
    ("Vathorst Podium", "WK030731", "betaalbare-koop", "particulier", 41, "1a", "2026-2"),
    ("Stadspoort", "WK030704", "sociale-huur", "corporatie", 70, "2a", "2029-1"),
    ("Stadspoort", "WK030704", "middenhuur", "markt", 90, "2a", "2029-1"),
    ("Stadspoort", "WK030704", "dure-koop", "particulier", 60, "2a", "2029-1"),
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

# action number → status, explanation, success, bottleneck
MELDINGEN = [
    (
        1,
        "afgerond",
        "De overlegstructuur staat en is door alle partijen bekrachtigd.",
        "Eén gezamenlijke agenda voor het hele jaar: alle zeven partijen zaten vanaf de eerste keer aan tafel.",
        "",
    ),
    (
        2,
        "op-schema",
        "De conceptlijst is met de wijkteams besproken.",
        "Bewoners van drie buurten dachten mee over de lijst.",
        "",
    ),
    (3, "op-schema", "Voor de eerste buurt ligt er een gezamenlijke aanpak.", "", ""),
    (
        5,
        "op-schema",
        "Het eerste portefeuilleoverleg over de voorraad is gehouden.",
        "Voor het eerst keken we samen naar alle cijfers, ook die van de marktpartijen.",
        "",
    ),
    (
        6,
        "aandacht",
        "De opdracht voor het onderzoek is verleend, de uitkomst komt later dan gedacht.",
        "",
        "Het bureau levert de uitkomst in november in plaats van september.",
    ),
    (8, "op-schema", "De pilot woningdelen loopt.", "De eerste twaalf woningen worden gedeeld.", ""),
    (
        9,
        "op-schema",
        "De pilot Slimmer Kopen is gestart met de eerste verkopen.",
        "Vier gezinnen met een laag inkomen kochten hun eerste huis.",
        "",
    ),
    (11, "op-schema", "De monitor van de toewijzingen is in gebruik.", "", ""),
    (
        12,
        "bijsturen",
        "Het besluit over het contingent vraagt meer tijd.",
        "",
        "De verdeling over de groepen vraagt nog een gesprek met de regio.",
    ),
    (
        15,
        "aandacht",
        "De inventarisatie is klaar, de aanpak nog niet.",
        "",
        "Twee complexen met studentenkamers verdwijnen eerder dan verwacht.",
    ),
    (17, "op-schema", "De verkenning van het warmtebedrijf is gestart.", "", ""),
    (
        19,
        "op-schema",
        "De werkwijze is in twee projecten uitgeprobeerd.",
        "In de proef spraken we de ambities af voordat er een tekening lag.",
        "",
    ),
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
    (19, "Werkwijze uitgeprobeerd in een project"): "2026-09-10",
}
