"""A whole year of the agreements, played through the pages by everybody: updates, remarks, milestones, three meetings,
the turn to 2027. Afterwards each page has to tell what happened, in order. What is expected was written by hand."""

import datetime
import html
import re

import pytest
import time_machine
from django.utils import timezone

from acties.models import Actie, Besluit, Mijlpaal, Overleg, Overlegvorm
from basis.models import Partij
from tests.factories.basis import maak_gebruiker

pytestmark = pytest.mark.django_db
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


class Jaar:
    """Everybody at their own screen, on the day on which it happens."""

    def __init__(self, client, clock):
        self.client, self.clock = client, clock
        self.users = {}
        for who, (rol, partij, shown) in MENSEN.items():
            first, last = shown.split(",")[0].split(" ", 1)
            self.users[who] = maak_gebruiker(rol, partij, first_name=first, last_name=last)

    def on(self, day: str, who: str):
        """The browser of somebody on a day, from ten o'clock in Greenwich."""
        ten = datetime.datetime.fromisoformat(f"{day}T10:00:00+00:00")
        self.clock.move_to(max(ten, timezone.now()))
        self.client.force_login(self.users[who])
        return self.client

    def post(self, client, adres: str, **data):
        response = client.post(adres, data)
        assert response.status_code == 302, text(response)
        self.clock.shift(1)  # so that what follows is later
        return response

    def update(self, day, nummer, who, naar, toelichting, succes, knelpunt, jaar=2026):
        client, adres = self.on(day, who), f"/acties/{jaar}/{nummer}/bijwerken/"
        versie = client.get(adres).context["form"]["versie"].value()
        words = {"toelichting": toelichting, "succes": succes, "knelpunt": knelpunt}
        self.post(client, adres, naar=naar, versie=versie, **words)

    def milestone(self, day, nummer, naam, who, gepland_op, gehaald_op, waarom):
        pk = Mijlpaal.objects.get(actie__jaar=2026, actie__nummer=nummer, naam=naam).pk
        client, adres = self.on(day, who), f"/acties/mijlpaal/{pk}/"
        gezien = client.get(adres).context["form"]["gezien"].value()
        self.post(client, adres, gepland_op=gepland_op, gehaald_op=gehaald_op, waarom=waarom, gezien=gezien)

    def remark(self, day, nummer, who, soort, tekst, answers, answer):
        self.post(self.on(day, who), f"/acties/2026/{nummer}/opmerking/", soort=soort, tekst=tekst)
        if answers:
            pk = Actie.objects.get(jaar=2026, nummer=nummer).opmerkingen.get().pk
            self.post(self.on(day, answers), f"/acties/opmerking/{pk}/antwoord/", tekst=answer)

    def meeting(self, vorm, planned, prepared, day):
        """Plan a meeting and prepare it; its agenda comes by itself. Returns the meeting and the titles on it."""
        kind = Overlegvorm.objects.get(code=vorm)
        planning = {"vorm": kind.pk, "datum": day, "begin": "10:00", "einde": "12:00"}
        adres = self.post(self.on(planned, "mees"), "/overleg/nieuw/", **planning).url
        overleg = Overleg.objects.get(pk=adres.strip("/").split("/")[-1])
        self.post(self.on(prepared, "mees"), f"{adres}agenda/")
        return overleg, [punt.titel for punt in overleg.punten.order_by("volgorde")]

    def hold(self, overleg, said: dict[str, str], besluit: dict | None = None):
        """Hold the meeting, write down what was said at these points, and what was decided."""
        self.until(str(overleg.datum))
        adres, client = overleg.get_absolute_url(), self.on(str(overleg.datum), "mees")
        self.post(client, f"{adres}stand/", naar="gehouden")
        form = client.get(f"{adres}verslag/").context["form"]
        minutes = {f"notulen-{overleg.punten.get(titel=titel).pk}": words for titel, words in said.items()}
        self.post(client, f"{adres}verslag/", gezien=form["gezien"].value(), **minutes)
        if besluit:
            about = Actie.objects.get(jaar=2026, nummer=besluit.pop("nummer")).pk
            partij = Partij.objects.get(code=besluit.pop("partij")).pk
            self.post(client, f"{adres}besluit/", actie=about, partij=partij, **besluit)

    def until(self, day: str):
        """Everything of the tables that happened before this day and was not played yet."""
        tables = [(UPDATES, self.update), (MIJLPALEN, self.milestone), (OPMERKINGEN, self.remark)]
        begin = f"{self.clock_day}"
        due = [(row[0], play, row) for rows, play in tables for row in rows if begin <= row[0] < day]
        for _, play, row in sorted(due, key=lambda each: each[0]):
            play(*row)
        self.clock_day = day

    clock_day = "2026-01-01"


def text(response) -> str:
    """What a reader sees of a page, in one line."""
    page = response.content.decode().split("<main", 1)[-1].split("</main>")[0]
    plain = html.unescape(re.sub(r"<[^>]*>", " ", page))
    return re.sub(r"\s+([:;.,])", r"\1", re.sub(r"\s+", " ", plain)).strip()


def timeline(response) -> list[str]:
    """The entries of the timeline of an action, as they are read."""
    part = response.content.decode().split('<ol class="tijdlijn">', 1)[-1].split("</ol>")[0]
    rows = re.findall(r"<li class=\"tijdlijn-[a-z]+\"[^>]*>(.*?)</li>", part, re.DOTALL)
    plain = (html.unescape(re.sub(r"<[^>]*>", " ", row)) for row in rows)
    return [re.sub(r"\s+([:;.,])", r"\1", re.sub(r"\s+", " ", row)).strip() for row in plain]


def play(jaar: Jaar) -> dict:
    """The year from January until February of the next. Returns what the agendas held."""
    agendas = {}
    jaar.until("2026-05-20")
    first, agendas["eerste"] = jaar.meeting("portefeuille-bestuurlijk", "2026-05-04", "2026-05-20", "2026-05-28")
    said = {"Pilot Slimmer Kopen (actie 9)": "We helpen de notaris."}
    verkoop = {"wat": "We verkopen eerst twintig woningen.", "waarom": "Om te leren.", "nummer": 9}
    jaar.hold(first, said, {**verkoop, "partij": "de-alliantie", "uiterlijk": "2026-11-01"})
    jaar.until("2026-10-01")
    bo, agendas["bo"] = jaar.meeting("bo", "2026-09-01", "2026-10-01", "2026-10-08")
    contingent = {"wat": "Het contingent geldt een jaar.", "waarom": "Dan is er rust.", "nummer": 12}
    said = {"Actieplan aandachtsgroepen (actie 12)": "We wachten niet langer."}
    jaar.hold(bo, said, {**contingent, "partij": "gemeente", "uiterlijk": "2027-03-31"})
    jaar.until("2026-11-20")
    second, agendas["tweede"] = jaar.meeting("portefeuille-bestuurlijk", "2026-11-04", "2026-11-20", "2026-11-26")
    jaar.hold(second, {"Eerder besluit: We verkopen eerst twintig woningen.": "Het is gelukt."})
    _outcome(jaar)
    jaar.until("2026-12-15")
    _turn(jaar)
    jaar.update("2027-02-10", 3, "olga", "op-schema", "De tweede buurt doet mee.", "Samen geverfd.", "", jaar=2027)
    return agendas


def _outcome(jaar: Jaar):
    besluit = Besluit.objects.get(wat="We verkopen eerst twintig woningen.")
    adres, client = besluit.get_absolute_url(), jaar.on("2026-11-26", "mees")
    versie = client.get(adres).context["form"]["versie"].value()
    done = {"status": "uitgevoerd", "uitkomst": "Twintig woningen, twintig kopers.", "versie": versie}
    jaar.post(client, adres, **done)


def _turn(jaar: Jaar):
    """The officer decides about all of them, looks, and stores it; and adds one that is new."""
    client, adres = jaar.on("2026-12-15", "mees"), "/acties/jaarwisseling/2027/"
    closed = {5: ("afgerond", "Volgend jaar vanzelf weer."),
              19: ("vervallen", "Het staat nu in de bouwregels van de stad.")}  # fmt: skip
    data = {}
    for form in client.get(adres).context["forms"]:
        keuze, waarom = closed.get(form.actie.nummer, ("doorzetten", ""))
        prefix = f"a{form.actie.pk}"
        data |= {f"{prefix}-keuze": keuze, f"{prefix}-waarom": waarom, f"{prefix}-versie": form.actie.versie}
    assert "U besloot over 17 acties. Er is nog niets bewaard." in text(client.post(adres, {**data, "voorbeeld": "1"}))
    jaar.post(client, adres, **data, bewaren="1")
    parties = [Partij.objects.get(code=code).pk for code in ("gemeente", "show")]
    words = {"titel": "Bankjes in de buurt", "samenvatting": "Samen zitten.", "planning": "voorjaar 2027"}
    jaar.post(client, "/acties/nieuw/", jaar=2027, trekkers=parties, **words)


VERDER = "Doorgezet: deze actie gaat verder als"


def test_a_whole_year_reads_as_a_true_story(client):
    with time_machine.travel(datetime.datetime(2026, 1, 5, 10, tzinfo=datetime.UTC), tick=False) as clock:
        jaar = Jaar(client, clock)
        agendas = play(jaar)
        reader = jaar.on("2027-02-20", "ben")
        agendas_are_made_of_what_asks_for_attention(agendas)
        for nummer, told in VERHAAL.items():
            page = reader.get(f"/acties/2026/{nummer}/")
            goes_on = f"15 december 2026, 11:00 · Mees de Werker {VERDER} actie {nummer} (2027)."
            carried = [goes_on] if nummer in DOORZETTEN else []
            assert timeline(page) == [*carried, *told], f"actie {nummer}"
            assert (f"Doorgezet naar 2027: actie {nummer}." in text(page)) is (nummer in DOORZETTEN)
        for nummer in DOORZETTEN:
            successor_goes_on(reader.get(f"/acties/2027/{nummer}/"), nummer)
        decisions_and_people_are_named(reader)
        lists_and_overviews_tell_the_same(reader)


def agendas_are_made_of_what_asks_for_attention(agendas):
    """Of the stock in May: what asks for steering, then for attention; the rest was updated within eight weeks."""
    assert agendas["eerste"] == ["Pilot Slimmer Kopen (actie 9)", "Korte lijnen bij knelpunten en kansen (actie 7)"]
    # in October 9 and 12 ask for steering, 4, 15 and 19 for attention; the decision of May is due within four weeks
    assert agendas["bo"][0] == "Eerder besluit: We verkopen eerst twintig woningen."
    about_actions = [titel for titel in agendas["bo"] if "(actie " in titel]
    assert about_actions[:5] == [
        "Pilot Slimmer Kopen (actie 9)",
        "Actieplan aandachtsgroepen (actie 12)",
        "Gebiedsgericht werken uitwerken (actie 4)",
        "Aanpak huisvesting jongeren (actie 15)",
        "Duurzaamheid afspreken bij de start (actie 19)",
    ]
    assert agendas["tweede"][0] == "Eerder besluit: We verkopen eerst twintig woningen."


def successor_goes_on(page, nummer):
    """The same story, with its carrying on above it and where it was told beside it."""
    read = text(page)
    assert "loopt sinds 2026" in read
    assert f"Gaat verder op actie {nummer} van 2026." in read
    told = [entry for entry in timeline(page) if "de geplande datum is voorbij" not in entry]
    carried = f"15 december 2026, 11:00 · {MEES} {STATUS_2027[nummer]} Doorgezet vanuit 2026 (daar actie {nummer})."
    if nummer == 3:
        new = f"10 februari 2027, 11:00 · {OLGA} op schema De tweede buurt doet mee. Succes: Samen geverfd."
        assert told.pop(0) == new
    assert told[0].startswith(carried)
    before = [entry.replace(f" · actie {nummer} van 2026", "") for entry in told[1:]]
    assert before == VERHAAL[nummer]


def decisions_and_people_are_named(reader):
    nine, twelve = text(reader.get("/acties/2027/9/")), text(reader.get("/acties/2027/12/"))
    assert "We verkopen eerst twintig woningen." in nine
    assert "uitgevoerd" in nine.split("Besluiten")[-1]
    assert "Het contingent geldt een jaar." in twelve
    assert "was 30 april 2026, nu 31 maart 2027, omdat: Het plan wacht op instellingen." in twelve
    six = text(reader.get("/acties/2027/6/"))
    assert "was 30 november 2026, nu 15 februari 2027, omdat: Het bureau heeft meer tijd nodig." in six


def lists_and_overviews_tell_the_same(reader):
    shown = [(row.record.jaar, row.record.nummer) for row in reader.get("/acties/").context["table"].rows]
    assert shown == [(2027, nummer) for nummer in [*DOORZETTEN, 21]]
    assert "Bankjes in de buurt" in text(reader.get("/acties/2027/21/"))
    # 15 carried on and one new: 11 on course, 3 attention, 1 steering, 1 not begun; nothing is finished yet
    assert "16 acties" in text(reader.get("/themas/"))
    overview = text(reader.get("/jaaroverzicht/2026/"))
    for told in (*SUCCESSEN, *VRAAGT_AANDACHT):
        assert told in overview
    assert "Samen geverfd." not in overview  # that was in 2027
