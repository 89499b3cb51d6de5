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
from tests.jaarverhaal import (
    DOORZETTEN,
    MEE,
    MEES,
    MENSEN,
    MIJLPALEN,
    OLGA,
    OPMERKINGEN,
    STATUS_2027,
    SUCCESSEN,
    UPDATES,
    VERHAAL,
    VRAAGT_AANDACHT,
)

pytestmark = pytest.mark.django_db


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
    moved = [
        f"15 december 2026, 11:00 · Mees de Werker Mijlpaal {naam}: gepland op {day} 2027; dat was {day} 2026. "
        "Waarom: Doorgezet naar 2027."
        for naam, day in MEE.get(nummer, [])
    ]
    before = [entry.replace(f" · actie {nummer} van 2026", "") for entry in told[1:]]
    assert before == [*moved, *VERHAAL[nummer]]


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
