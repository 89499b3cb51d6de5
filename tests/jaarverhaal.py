"""A year of the agreements as data: who does what on which day, and what the pages then have to tell.

Written by hand; `tests/test_een_jaar.py` plays it.
"""

# who, role, party, name as it stands on the pages
MENSEN = {
    "mees": ("medewerker", "gemeente", "Mees de Werker, Gemeente Amersfoort"),
    "olga": ("corporatie", "omnia-wonen", "Olga de Raad, Omnia Wonen"),
    "aad": ("corporatie", "de-alliantie", "Aad van Dam, de Alliantie"),
    "pim": ("corporatie", "portaal", "Pim Prins, Portaal"),
    "hanna": ("huurdersorganisatie", "show", "Hanna Huis, SHOW"),
    "hes": ("huurdersorganisatie", "hestia", "Hes Haan, Hestia"),
    "ben": ("bo-lid", "gemeente", "Ben Baas, Gemeente Amersfoort"),
}
# day, action, who, status, explanation, success, bottleneck
UPDATES = [
    ("2026-03-30", 1, "mees", "op-schema", "Het voorstel is besproken.", "", ""),
    ("2026-07-02", 1, "mees", "afgerond", "De structuur staat.", "Zeven partijen, één agenda.", ""),
    ("2026-04-14", 2, "olga", "op-schema", "De conceptlijst ligt er.", "", ""),
    ("2026-06-25", 2, "olga", "afgerond", "De lijst is vastgesteld.", "Vijf buurten gaan voor.", ""),
    ("2026-09-29", 3, "pim", "op-schema", "De eerste buurt heeft een aanpak.", "", ""),
    ("2026-09-30", 4, "aad", "aandacht", "De werkwijze is half af.", "", "Er zijn te weinig mensen."),
    ("2026-04-20", 5, "mees", "op-schema", "Het eerste overleg is gepland.", "", ""),
    ("2026-11-27", 5, "mees", "op-schema", "Beide overleggen zijn gehouden.", "", ""),
    ("2026-04-02", 6, "mees", "op-schema", "Het onderzoek loopt.", "", ""),
    ("2026-11-23", 6, "mees", "aandacht", "De uitkomst komt later.", "", "Het bureau wacht op cijfers."),
    ("2026-04-22", 7, "pim", "aandacht", "Niemand weet wie te bellen.", "", "Er is geen lijst met namen."),
    ("2026-09-14", 7, "pim", "op-schema", "De lijst met namen is er.", "", ""),
    ("2026-04-15", 8, "aad", "op-schema", "Twaalf huishoudens doen mee.", "De eerste huisgenoten zijn blij.", ""),
    ("2026-05-06", 9, "aad", "bijsturen", "De verkoop stokt.", "", "De notaris wacht op een formulier."),
    ("2026-10-20", 9, "aad", "op-schema", "Twintig woningen zijn verkocht.", "Twintig kopers uit de stad.", ""),
    ("2026-04-28", 10, "olga", "op-schema", "De uitgangspunten zijn gedeeld.", "", ""),
    ("2026-09-28", 11, "mees", "op-schema", "Het eerste overzicht is er.", "", ""),
    ("2026-10-12", 11, "mees", "afgerond", "Het BO heeft het overzicht besproken.", "De cijfers spreken.", ""),
    ("2026-09-10", 12, "mees", "bijsturen", "Het plan wacht.", "", "Cijfers van instellingen ontbreken."),
    ("2026-10-30", 13, "olga", "op-schema", "De eerste buurten zijn gekozen.", "", ""),
    ("2026-09-15", 14, "pim", "op-schema", "Elke wijk heeft een naam en een nummer.", "", ""),
    ("2026-08-20", 15, "aad", "aandacht", "Het verlies is groter dan gedacht.", "", ""),
    ("2026-10-29", 16, "olga", "op-schema", "De opgave is in beeld.", "", ""),
    ("2026-11-25", 17, "mees", "op-schema", "De verkenning is besproken.", "", ""),
    ("2026-10-01", 18, "pim", "op-schema", "De lessen staan op een rij.", "", ""),
    ("2026-09-21", 19, "aad", "aandacht", "Het project is uitgesteld.", "", ""),
    ("2026-10-28", 20, "olga", "op-schema", "De kansen staan op een rij.", "Een hal vol oude deuren.", ""),
]
# day, action, milestone, who, planned, reached, why it moved
MIJLPALEN = [
    ("2026-03-30", 1, "Voorstel besproken met alle partijen", "mees", "2026-03-31", "2026-03-30", ""),
    ("2026-06-30", 1, "Overlegstructuur vastgesteld", "mees", "2026-06-30", "2026-06-30", ""),
    ("2026-04-15", 2, "Conceptlijst", "olga", "2026-04-15", "2026-04-14", ""),
    ("2026-06-24", 2, "Lijst vastgesteld", "olga", "2026-06-30", "2026-06-24", ""),
    ("2026-04-01", 6, "Onderzoek gestart", "mees", "2026-04-01", "2026-04-01", ""),
    ("2026-11-24", 6, "Uitkomst besproken", "mees", "2027-02-15", "", "Het bureau heeft meer tijd nodig."),
    ("2026-03-02", 8, "Start van de pilot", "aad", "2026-03-01", "2026-03-02", ""),
    ("2026-03-20", 12, "Besluit over het contingent", "mees", "2026-06-30", "", "Het college wil meer cijfers."),
    ("2026-06-29", 12, "Besluit over het contingent", "mees", "2026-06-30", "2026-06-29", ""),
    ("2026-09-11", 12, "Actieplan uitgewerkt", "mees", "2027-03-31", "", "Het plan wacht op instellingen."),
]
# day, action, who, kind, words, who answers, answer
OPMERKINGEN = [
    ("2026-06-10", 8, "hanna", "vraag", "Mogen onze leden meedoen?", "pim", "Ja, graag."),
    ("2026-11-02", 13, "hes", "andere-mening", "Begin in de andere wijk.", "mees", "Dat nemen we mee."),
    ("2026-11-03", 15, "hanna", "gezien", "Goed dat dit in beeld is.", "", ""),
]
DOORZETTEN = [3, 4, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 20]
MEES, OLGA, AAD, PIM = (MENSEN[who][2] for who in ("mees", "olga", "aad", "pim"))
HANNA, HES = MENSEN["hanna"][2], MENSEN["hes"][2]
NIEUW = "nog niet gestart →"
# what the page of each action of 2026 has to tell, newest first; nothing more and nothing less
VERHAAL = {
    1: [
        f"2 juli 2026, 12:00 · {MEES} op schema → afgerond De structuur staat. Succes: Zeven partijen, één agenda.",
        "30 juni 2026, 12:00 · Mees de Werker Mijlpaal Overlegstructuur vastgesteld: gehaald op 30 juni 2026",
        "30 maart 2026, 12:00 · Mees de Werker Mijlpaal Voorstel besproken met alle partijen: gehaald op 30 maart 2026",
        f"30 maart 2026, 12:00 · {MEES} {NIEUW} op schema Het voorstel is besproken.",
    ],
    2: [
        f"25 juni 2026, 12:00 · {OLGA} op schema → afgerond De lijst is vastgesteld. Succes: Vijf buurten gaan voor.",
        "24 juni 2026, 12:00 · Olga de Raad Mijlpaal Lijst vastgesteld: gehaald op 24 juni 2026",
        "15 april 2026, 12:00 · Olga de Raad Mijlpaal Conceptlijst: gehaald op 14 april 2026",
        f"14 april 2026, 12:00 · {OLGA} {NIEUW} op schema De conceptlijst ligt er.",
    ],
    3: [f"29 september 2026, 12:00 · {PIM} {NIEUW} op schema De eerste buurt heeft een aanpak."],
    4: [
        f"30 september 2026, 12:00 · {AAD} {NIEUW} aandacht nodig De werkwijze is half af. "
        "Knelpunt: Er zijn te weinig mensen."
    ],
    5: [
        f"15 december 2026, 11:00 · {MEES} op schema → afgerond Volgend jaar vanzelf weer.",
        f"27 november 2026, 11:00 · {MEES} op schema Beide overleggen zijn gehouden.",
        f"20 april 2026, 12:00 · {MEES} {NIEUW} op schema Het eerste overleg is gepland.",
    ],
    6: [
        "24 november 2026, 11:00 · Mees de Werker Mijlpaal Uitkomst besproken: gepland op 15 februari 2027; "
        "dat was 30 november 2026. Waarom: Het bureau heeft meer tijd nodig.",
        f"23 november 2026, 11:00 · {MEES} op schema → aandacht nodig De uitkomst komt later. "
        "Knelpunt: Het bureau wacht op cijfers.",
        f"2 april 2026, 12:00 · {MEES} {NIEUW} op schema Het onderzoek loopt.",
        "1 april 2026, 12:00 · Mees de Werker Mijlpaal Onderzoek gestart: gehaald op 1 april 2026",
    ],
    7: [
        f"14 september 2026, 12:00 · {PIM} aandacht nodig → op schema De lijst met namen is er.",
        f"22 april 2026, 12:00 · {PIM} {NIEUW} aandacht nodig Niemand weet wie te bellen. "
        "Knelpunt: Er is geen lijst met namen.",
    ],
    8: [
        f"10 juni 2026, 12:00 · {HANNA} Vraag Mogen onze leden meedoen? Antwoord van {PIM}, 10 juni 2026 Ja, graag.",
        f"15 april 2026, 12:00 · {AAD} {NIEUW} op schema Twaalf huishoudens doen mee. "
        "Succes: De eerste huisgenoten zijn blij.",
        "2 maart 2026, 11:00 · Aad van Dam Mijlpaal Start van de pilot: gehaald op 2 maart 2026",
    ],
    9: [
        f"20 oktober 2026, 12:00 · {AAD} bijsturen nodig → op schema Twintig woningen zijn verkocht. "
        "Succes: Twintig kopers uit de stad.",
        f"6 mei 2026, 12:00 · {AAD} {NIEUW} bijsturen nodig De verkoop stokt. "
        "Knelpunt: De notaris wacht op een formulier.",
    ],
    10: [f"28 april 2026, 12:00 · {OLGA} {NIEUW} op schema De uitgangspunten zijn gedeeld."],
    11: [
        f"12 oktober 2026, 12:00 · {MEES} op schema → afgerond Het BO heeft het overzicht besproken. "
        "Succes: De cijfers spreken.",
        f"28 september 2026, 12:00 · {MEES} {NIEUW} op schema Het eerste overzicht is er.",
    ],
    12: [
        "11 september 2026, 12:00 · Mees de Werker Mijlpaal Actieplan uitgewerkt: gepland op 31 maart 2027; "
        "dat was 30 april 2026. Waarom: Het plan wacht op instellingen.",
        f"10 september 2026, 12:00 · {MEES} {NIEUW} bijsturen nodig Het plan wacht. "
        "Knelpunt: Cijfers van instellingen ontbreken.",
        "29 juni 2026, 12:00 · Mees de Werker Mijlpaal Besluit over het contingent: gehaald op 29 juni 2026",
        "20 maart 2026, 11:00 · Mees de Werker Mijlpaal Besluit over het contingent: gepland op 30 juni 2026; "
        "dat was 31 maart 2026. Waarom: Het college wil meer cijfers.",
    ],
    13: [
        f"2 november 2026, 11:00 · {HES} Andere mening Begin in de andere wijk. "
        f"Antwoord van {MEES}, 2 november 2026 Dat nemen we mee.",
        f"30 oktober 2026, 11:00 · {OLGA} {NIEUW} op schema De eerste buurten zijn gekozen.",
    ],
    14: [f"15 september 2026, 12:00 · {PIM} {NIEUW} op schema Elke wijk heeft een naam en een nummer."],
    15: [
        f"3 november 2026, 11:00 · {HANNA} Gezien Goed dat dit in beeld is.",
        f"20 augustus 2026, 12:00 · {AAD} {NIEUW} aandacht nodig Het verlies is groter dan gedacht.",
    ],
    16: [f"29 oktober 2026, 11:00 · {OLGA} {NIEUW} op schema De opgave is in beeld."],
    17: [f"25 november 2026, 11:00 · {MEES} {NIEUW} op schema De verkenning is besproken."],
    18: [f"1 oktober 2026, 12:00 · {PIM} {NIEUW} op schema De lessen staan op een rij."],
    19: [
        f"15 december 2026, 11:00 · {MEES} aandacht nodig → vervallen Het staat nu in de bouwregels van de stad.",
        f"21 september 2026, 12:00 · {AAD} {NIEUW} aandacht nodig Het project is uitgesteld.",
    ],
    20: [
        f"28 oktober 2026, 11:00 · {OLGA} {NIEUW} op schema De kansen staan op een rij. "
        "Succes: Een hal vol oude deuren."
    ],
}
# the open milestones that moved along to the same day of 2027, the last one first; those of 6 and 12 lay there already
MEE = {
    3: [("Aanpak voor alle buurten op de lijst", "31 december"), ("Aanpak eerste buurt", "30 september")],
    4: [("Werkwijze in gebruik", "31 december"), ("Werkwijze op papier", "30 september")],
    7: [("Eerste terugblik: wat leverde het op?", "31 december"),
        ("Tussenstand: welke knelpunten en kansen waren er?", "30 juni")],
    8: [("Evaluatie", "30 november")],
    9: [("Evaluatie en gezamenlijk besluit", "31 december"), ("Start van de pilot", "1 april")],
    10: [("Verkenning besproken", "31 oktober"), ("Uitgangspunten gedeeld", "30 juni")],
    13: [("Uitgewerkt voor de eerste buurt", "31 oktober"), ("Eerste buurten gekozen", "30 juni")],
    14: [("Ervaringen besproken met de mensen in de wijken", "15 december"),
         ("Contactpersonen per gebied bekend", "30 september")],
    15: [("Aanpak besproken", "31 december"), ("Verlies in beeld", "30 juni")],
    16: [("Uitwerking besproken met zorg en welzijn", "31 december"), ("Opgave per gebied in beeld", "31 oktober")],
    17: [("Verkenning besproken", "30 november"),
         ("Gesprekken met corporaties over hun voorwaarden", "30 september")],
    18: [("Volgorde van wijken besproken", "31 december"), ("Lessen uit Schothorst-Zuid op een rij", "30 september")],
    20: [("Aanpak per onderwerp besproken", "31 december"), ("Uitdagingen en kansen op een rij", "31 oktober")],
}  # fmt: skip
# the status that each action goes on with
STATUS_2027 = {
    **dict.fromkeys(DOORZETTEN, "op schema"),
    4: "aandacht nodig",
    6: "aandacht nodig",
    12: "bijsturen nodig",
    15: "aandacht nodig",
}

# what the overview of 2026 names
SUCCESSEN = [
    "Een hal vol oude deuren.",
    "Twintig kopers uit de stad.",
    "De cijfers spreken.",
    "Zeven partijen, één agenda.",
    "Vijf buurten gaan voor.",
    "De eerste huisgenoten zijn blij.",
]
VRAAGT_AANDACHT = [
    "Actie 12: Actieplan aandachtsgroepen",
    "Actie 4: Gebiedsgericht werken uitwerken",
    "Actie 6: Woningbehoefte opnieuw in beeld",
    "Actie 15: Aanpak huisvesting jongeren",
]
