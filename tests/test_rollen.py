"""Who may do what: every url of the project × every role × GET and POST. A new url must state its rights here.

A form is sent empty: 200 and 422 (the form comes back) and 302 (done) all mean that one may; 404 that one may not.
"""

import datetime

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from django.urls import URLPattern, get_resolver, resolve

from acties.dossier.bewijs import add_file
from acties.dossier.contact import place_contact
from acties.dossier.opmerken import place_remark
from acties.models import Actie, Mijlpaal
from acties.overleg import kalender
from basis import afmelden, jobs
from basis.models import Gebied, Partij
from tests.factories.acties import maak_besluit, maak_knelpunt, maak_melding, maak_overleg, maak_punt
from tests.factories.api import maak_token
from tests.factories.monitoring import maak_buurt, maak_prioriteitsgebied, maak_vastgesteld, mutatie
from tests.factories.overzicht import leg_vast
from tests.factories.voorraad import maak_levering
from voorraad.models import Status

pytestmark = pytest.mark.django_db
VANDAAG = datetime.date(2027, 2, 1)
ANONIEM, BEHEER, MEDEWERKER, OMNIA, PORTAAL, SHOW, BO = ROLLEN = (
    *("niet ingelogd", "beheer", "medewerker"),
    *("corporatie van de levering", "andere corporatie", "huurdersorganisatie", "BO-lid"),
)
INGELOGD = ROLLEN[1:]
GEMEENTE = BEHEER, MEDEWERKER
INLOGGEN = "naar inloggen"
DELEN = 6  # the table is asked in parts, so that several processes share it


def mag(*rollen, code=200, niet=404):
    """What each role meets when these may: the others are told that nothing is there."""
    return {ANONIEM: INLOGGEN, **{rol: code if rol in rollen else niet for rol in INGELOGD}}


def zonder_login(code, anoniem=None):
    return {ANONIEM: anoniem or code, **dict.fromkeys(INGELOGD, code)}


LEZEN = mag(*INGELOGD)
NIET = mag(*INGELOGD, code=405)  # this method does not exist here, for nobody
NERGENS = mag()
NAAR_PAGINA = mag(*INGELOGD, code=302)  # the address of a deed leads to the page it is done on
NAAR_EIGEN, NAAR_GEMEENTE = mag(*GEMEENTE, OMNIA, code=302), mag(*GEMEENTE, code=302)
BEHEERDER = mag(BEHEER)
# (address, GET, POST); {names} are the numbers of what the fixture `nummers` makes
PAGINAS = [
    ("/", LEZEN, NIET),
    ("/themas/", LEZEN, NIET),
    ("/themas/leefbare-wijken/", LEZEN, NIET),
    ("/voorraad/", LEZEN, NIET),
    ("/voorraad/projecten/", LEZEN, NIET),
    ("/toewijzing/", LEZEN, NIET),
    ("/wijken/", LEZEN, NIET),
    ("/wijken/WK030710/", LEZEN, NIET),
    ("/wijken/vergelijk/", LEZEN, NIET),
    ("/wijken/eigen-gebied/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/gebieden/proefgebied/", LEZEN, NIET),
    ("/gebieden/proefgebied/wijzigen/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/wijken/prioriteitsbuurten/", LEZEN, NIET),
    ("/wijken/prioriteitsbuurten/nieuw/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/wijken/prioriteitsbuurten/{acties_prioriteitsgebied}/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/wijken/prioriteitsbuurten/{acties_prioriteitsgebied}/eraf/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/indicatoren/", LEZEN, NIET),
    ("/indicatoren/V1/", LEZEN, NIET),
    ("/indicatoren/definities.csv", LEZEN, NIET),
    ("/indicatoren/definities.xlsx", LEZEN, NIET),
    ("/afspraken-en-lijsten/", LEZEN, NIET),
    ("/afspraken-en-lijsten/{monitoring_doelstelling}/aanpassen/", BEHEERDER, mag(BEHEER, code=422)),
    ("/grafieken/netto-groei.csv", LEZEN, NIET),
    ("/grafieken/netto-groei.xlsx", LEZEN, NIET),
    ("/cijfer/V1/2026-1/", LEZEN, NIET),
    ("/proef/{ingediend}/", mag(*GEMEENTE, OMNIA), NIET),
    # 2026 is published, 2027 is not; of the first half of 2026 a version is frozen, and not published
    ("/jaaroverzicht/", zonder_login(200), zonder_login(405)),
    ("/jaaroverzicht/2026/", zonder_login(200), zonder_login(405)),
    ("/jaaroverzicht/2027/", LEZEN, zonder_login(405)),
    ("/jaaroverzicht/2026-1/", LEZEN, zonder_login(405)),
    ("/jaaroverzicht/2026/versie/1/", zonder_login(200), zonder_login(405)),
    ("/jaaroverzicht/2026-1/versie/1/", LEZEN, zonder_login(405)),
    ("/jaaroverzicht/2026/versie/2/", NERGENS, zonder_login(405)),
    *(
        regel
        for welk in ("2026", "2026/versie/1")
        for regel in (
            (f"/jaaroverzicht/{welk}/projectie/", zonder_login(200), zonder_login(405)),
            (f"/jaaroverzicht/{welk}/projectie.html", zonder_login(200), zonder_login(405)),
            (f"/jaaroverzicht/{welk}/spreker/", LEZEN, NIET),
            (f"/jaaroverzicht/{welk}/beginnen/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
        )
    ),
    ("/jaaroverzicht/2027/projectie/", LEZEN, zonder_login(405)),
    ("/jaaroverzicht/2026-1/versie/1/projectie.html", LEZEN, zonder_login(405)),
    ("/jaaroverzicht/2026/versie/2/projectie/", NERGENS, zonder_login(405)),
    ("/jaaroverzicht/2026/teksten/", mag(*GEMEENTE), mag(*GEMEENTE, code=302)),
    ("/jaaroverzicht/2026/vastleggen/", BEHEERDER, mag(BEHEER, code=302)),
    ("/jaaroverzicht/2026/publiceren/", mag(BEHEER, code=302), mag(BEHEER, code=302)),
    ("/jaaroverzicht/2026/intrekken/", BEHEERDER, mag(BEHEER, code=302)),
    ("/jaaroverzicht/2026/versie/1/meenemen/", zonder_login(200), zonder_login(404)),
    ("/jaaroverzicht/2026/versie/1/meenemen/xlsx/", zonder_login(302, 404), zonder_login(405)),  # not asked for yet
    ("/jaaroverzicht/vergelijken/", zonder_login(200), zonder_login(405)),
    ("/acties/", LEZEN, NIET),
    ("/acties/samen/", mag(*GEMEENTE), mag(*GEMEENTE, code=302)),
    ("/acties/samen.xlsx", mag(*GEMEENTE), NIET),
    ("/acties/samen/werkmap/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/acties/per-thema/", LEZEN, NIET),
    ("/acties/tijdlijn/", LEZEN, NIET),
    ("/acties/veranderd/", LEZEN, NIET),
    ("/acties/lopende-inzet/1/", mag(*GEMEENTE, OMNIA, PORTAAL), mag(*GEMEENTE, OMNIA, PORTAAL, code=302)),
    ("/acties/export.csv", LEZEN, NIET),
    ("/acties/export.xlsx", LEZEN, NIET),
    ("/acties/nieuw/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/acties/jaarwisseling/2027/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/acties/2026/1/wijzigen/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/acties/afspraken/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    # actie 1 is led by omnia-wonen; actie 2 has it as a partner; actie 3 goes without
    ("/acties/2026/1/", LEZEN, NIET),
    ("/acties/2026/2/", LEZEN, NIET),
    ("/acties/2026/3/", LEZEN, NIET),
    ("/zoeken/", LEZEN, NIET),
    ("/mijn-werk/", LEZEN, NIET),
    ("/acties/2026/1/bijwerken/", mag(*GEMEENTE, OMNIA), mag(*GEMEENTE, OMNIA, code=422)),
    ("/acties/2026/2/bijwerken/", mag(*GEMEENTE, OMNIA), mag(*GEMEENTE, OMNIA, code=422)),
    ("/acties/2026/3/bijwerken/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/acties/2026/1/actueel/", mag(*GEMEENTE, OMNIA, code=302), mag(*GEMEENTE, OMNIA, code=302)),
    *(
        (f"/acties/2026/{nummer}/{wat}/", mag(*wie), mag(*wie, code=422))
        for nummer, wie in ((1, (*GEMEENTE, OMNIA)), (2, (*GEMEENTE, OMNIA)), (3, GEMEENTE))
        for wat in ("mijlpaal", "contact", "bewijs")
    ),
    ("/acties/mijlpaal/{mijlpaal}/vervallen/", mag(*GEMEENTE, OMNIA), mag(*GEMEENTE, OMNIA, code=422)),
    ("/acties/contact/{contact}/weghalen/", mag(*GEMEENTE, OMNIA), mag(*GEMEENTE, OMNIA, code=302)),
    ("/acties/bewijs/{bewijs}/weghalen/", mag(*GEMEENTE, OMNIA), mag(*GEMEENTE, OMNIA, code=422)),
    ("/acties/bewijs/{bewijs}/", LEZEN, NIET),
    # a remark on actie 1: its lead may answer, with the municipality
    ("/acties/opmerking/{opmerking}/", NAAR_PAGINA, NIET),
    ("/acties/melding/{melding}/", NAAR_PAGINA, NIET),
    ("/acties/opmerking/{opmerking}/antwoord/", mag(*GEMEENTE, OMNIA), mag(*GEMEENTE, OMNIA, code=422)),
    ("/acties/2026/1/opmerking/", NAAR_PAGINA, mag(SHOW, code=422)),
    # a bottleneck that omnia-wonen is to take up
    ("/acties/knelpunten/", LEZEN, NIET),
    ("/acties/knelpunten/tabel/", LEZEN, NIET),
    ("/acties/knelpunten/export.csv", LEZEN, NIET),
    ("/acties/knelpunten/export.xlsx", LEZEN, NIET),
    (
        "/acties/knelpunten/melden/",
        mag(*GEMEENTE, OMNIA, PORTAAL, SHOW),
        mag(*GEMEENTE, OMNIA, PORTAAL, SHOW, code=422),
    ),
    ("/acties/knelpunten/{knelpunt}/", LEZEN, NIET),
    (
        "/acties/knelpunten/{knelpunt}/wijzigen/",
        mag(*GEMEENTE, OMNIA, PORTAAL),
        mag(*GEMEENTE, OMNIA, PORTAAL, code=422),
    ),
    ("/acties/knelpunten/{knelpunt}/notitie/", NAAR_PAGINA, mag(*GEMEENTE, OMNIA, PORTAAL, SHOW, code=422)),
    ("/acties/knelpunten/{knelpunt}/naar/opgepakt/", mag(*GEMEENTE, OMNIA), mag(*GEMEENTE, OMNIA, code=422)),
    ("/acties/mijlpaal/{mijlpaal}/", mag(*GEMEENTE, OMNIA), mag(*GEMEENTE, OMNIA)),
    ("/overleg/", LEZEN, NIET),
    ("/overleg/nieuw/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/overleg/{overleg}/", LEZEN, NIET),
    ("/overleg/{overleg}/wijzigen/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/overleg/{overleg}/stand/", NAAR_GEMEENTE, NAAR_GEMEENTE),
    ("/overleg/{overleg}/agenda/", NAAR_GEMEENTE, NAAR_GEMEENTE),
    ("/overleg/{overleg}/punt/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/overleg/{overleg}/verslag/", mag(*GEMEENTE), NAAR_GEMEENTE),
    ("/overleg/{overleg}/verslag/lezen/", LEZEN, NIET),
    ("/overleg/{overleg}/verslag.docx", LEZEN, NIET),
    ("/overleg/{overleg}/besluit/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/overleg/{overleg}/ter-plekke/", LEZEN, mag(*GEMEENTE, code=422)),
    ("/overleg/punt/{punt}/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/overleg/punt/{punt}/verplaatsen/", NAAR_GEMEENTE, NAAR_GEMEENTE),
    ("/overleg/punt/{punt}/weghalen/", NAAR_GEMEENTE, NAAR_GEMEENTE),
    ("/overleg/besluiten/", LEZEN, NIET),
    ("/overleg/besluiten/export.csv", LEZEN, NIET),
    ("/overleg/besluiten/export.xlsx", LEZEN, NIET),
    ("/overleg/besluiten/{besluit}/", LEZEN, mag(*GEMEENTE, code=422)),
    ("/overleg/besluiten/{besluit}/wijzigen/", mag(*GEMEENTE), mag(*GEMEENTE, code=422)),
    ("/overleg/kalender/", LEZEN, mag(*INGELOGD, code=302)),
    # a calendar program cannot log in: the secret address is the key
    ("/overleg/kalender/{kalender}.ics", zonder_login(200), zonder_login(405)),
    ("/overleg/kalender/geraden.ics", zonder_login(404), zonder_login(405)),
    ("/leveringen/", LEZEN, NIET),
    ("/leveringen/mijn/", mag(MEDEWERKER, OMNIA, PORTAAL), NIET),
    ("/leveringen/termijnen/", mag(*GEMEENTE), mag(*GEMEENTE)),
    ("/leveringen/nieuw/", mag(MEDEWERKER, OMNIA, PORTAAL), mag(MEDEWERKER, OMNIA, PORTAAL)),
    ("/leveringen/sjabloon/2026-1/", mag(MEDEWERKER, OMNIA, PORTAAL), NIET),
    # the deliveries of omnia-wonen; the municipality's own has the name gemeente
    ("/leveringen/{concept}/", mag(*GEMEENTE, OMNIA), NIET),
    ("/leveringen/{ingediend}/", mag(*GEMEENTE, OMNIA), NIET),
    ("/leveringen/{teruggestuurd}/", mag(*GEMEENTE, OMNIA), NIET),
    ("/leveringen/{vastgesteld}/", LEZEN, NIET),
    ("/leveringen/{vervangen}/", mag(*GEMEENTE, OMNIA), NIET),
    ("/leveringen/{gemeente}/", mag(*GEMEENTE), NIET),
    *(
        (f"/leveringen/{{{status}}}/{bestand}/", mag(*GEMEENTE, OMNIA), NIET)
        for status in ("concept", "ingediend", "vastgesteld")
        for bestand in ("bestand", "export", "export-csv", "met-bevindingen")
    ),
    *(
        (f"/leveringen/{{{status}}}/{daad}/", naar, mag(OMNIA, code=302))
        for status, naar in (("concept", NAAR_EIGEN), ("ingediend", NAAR_EIGEN), ("vastgesteld", NAAR_PAGINA))
        for daad in ("uitleg", "indienen", "opnieuw-controleren")
    ),
    *(
        (f"/leveringen/{{gemeente}}/{daad}/", NAAR_GEMEENTE, mag(MEDEWERKER, code=302))
        for daad in ("uitleg", "indienen", "opnieuw-controleren")
    ),
    *(
        (f"/leveringen/{{{status}}}/vaststellen/", naar, mag(*GEMEENTE, code=302))
        for status, naar in (("ingediend", NAAR_EIGEN), ("gemeente", NAAR_GEMEENTE))
    ),
    ("/leveringen/{ingediend}/verschil/{vervangen}/", mag(*GEMEENTE, OMNIA), NIET),
    ("/leveringen/{ingediend}/opmerkingen/", NAAR_EIGEN, mag(*GEMEENTE, code=302)),
    ("/leveringen/{ingediend}/terugsturen/", NAAR_EIGEN, mag(*GEMEENTE)),
    ("/leveringen/{ingediend}/intrekken/", mag(OMNIA), mag(OMNIA, code=302)),
    ("/api/v1/", zonder_login(200), zonder_login(405)),
    ("/api/v1/openapi.json", zonder_login(200), zonder_login(405)),
    ("/api/v1/onbekend", zonder_login(404), zonder_login(405)),
    *(
        (f"/api/v1/{adres}", zonder_login(200, anoniem=401), zonder_login(405))
        for adres in (
            *("indicatoren", "indicatoren/V1", "indicatoren/V1/waarden", "doelstellingen", "partijen", "halfjaren"),
            *("acties", "acties/2026/1", "gebieden", "gebieden/WK030710", "gebieden/WK030710/waarden"),
        )
    ),
    ("/api/tokens/", BEHEERDER, mag(BEHEER, code=422)),
    ("/api/tokens/{token}/intrekken/", mag(BEHEER, code=302), mag(BEHEER, code=302)),
    ("/account/login/", zonder_login(302, anoniem=200), zonder_login(302, anoniem=200)),
    ("/account/logout/", NIET, mag(*INGELOGD, code=302)),
    ("/account/wachtwoord/", LEZEN, LEZEN),
    ("/account/wijzigingen/", mag(*GEMEENTE, OMNIA, PORTAAL), NIET),
    ("/account/wijzigingen/export.csv", mag(*GEMEENTE, OMNIA, PORTAAL), NIET),
    ("/account/wijzigingen/export.xlsx", mag(*GEMEENTE, OMNIA, PORTAAL), NIET),
    ("/account/berichten/", LEZEN, mag(*INGELOGD, code=302)),
    ("/account/berichten/0/", NERGENS, NIET),
    # the link in a mail works without logging in; one that we did not make gives a friendly page
    ("/account/minder-mail/geraden/", zonder_login(404), zonder_login(404)),
    ("/account/minder-mail/{afmelden}/", zonder_login(200), zonder_login(200)),
    ("/account/", LEZEN, LEZEN),
]
BEHEERPAGINAS = [
    ("/beheer/", BEHEERDER, BEHEERDER),
    ("/beheer/login/", mag(BEHEER, code=302), mag(BEHEER, code=302)),
    ("/beheer/logout/", mag(BEHEER, code=405), mag(BEHEER, code=302)),
    ("/beheer/password_change/", mag(BEHEER, code=302), mag(BEHEER, code=302)),
    ("/beheer/password_change/done/", BEHEERDER, mag(BEHEER, code=405)),
    ("/beheer/autocomplete/", mag(BEHEER, code=403), mag(BEHEER, code=405)),  # no field of ours asks for it
    ("/beheer/jsi18n/", BEHEERDER, mag(BEHEER, code=405)),
    ("/beheer/r/0/0/", NERGENS, NERGENS),
    ("/beheer/basis/gebruiker/{basis_gebruiker}/password/", BEHEERDER, BEHEERDER),
    ("/beheer/basis/", BEHEERDER, BEHEERDER),
    ("/beheer/onzin/", NERGENS, NERGENS),
]
# the lists of the admin site: what administrators edit, where they add nothing, and what they only see
BEWERKEN, WIJZIGEN, BEKIJKEN = "bewerken", "wijzigen", "bekijken"
BEHEERLIJSTEN = {
    "basis/gebruiker": BEWERKEN,
    "basis/partij": BEWERKEN,
    "basis/gebied": BEWERKEN,
    "basis/wijk": BEKIJKEN,
    "basis/buurt": BEKIJKEN,
    "basis/wijziging": BEKIJKEN,
    "basis/taak": BEKIJKEN,
    "acties/thema": BEWERKEN,
    "acties/doel": BEWERKEN,
    "acties/actie": BEKIJKEN,
    "acties/mijlpaal": WIJZIGEN,
    "acties/actieindicator": BEKIJKEN,
    "acties/lopendeinzet": BEWERKEN,
    "acties/prioriteitsgebied": BEWERKEN,
    "acties/overlegvorm": BEWERKEN,
    "voorraad/codewaarde": BEWERKEN,
    "voorraad/huurgrens": BEWERKEN,
    "voorraad/levering": BEKIJKEN,
    "monitoring/doelstelling": BEWERKEN,
    "monitoring/rekenstand": BEKIJKEN,
}


def beheerlijst(lijst, soort):
    """The pages of one list in the admin site. Nothing is ever deleted there."""
    begin, een = f"/beheer/{lijst}/", f"/beheer/{lijst}/{{{lijst.replace('/', '_')}}}/"
    dicht = mag(BEHEER, code=403)
    nieuw = BEHEERDER if soort == BEWERKEN else dicht
    formulier = dicht if soort == BEKIJKEN else BEHEERDER
    return [
        (begin, BEHEERDER, BEHEERDER),
        (f"{begin}add/", nieuw, nieuw),
        (f"{een}change/", BEHEERDER, formulier),
        (f"{een}history/", mag(BEHEER, code=302), mag(BEHEER, code=302)),
        (f"{een}delete/", dicht, dicht),
        (een, mag(BEHEER, code=302), mag(BEHEER, code=302)),
    ]


RECHTEN = PAGINAS + BEHEERPAGINAS + [regel for item in BEHEERLIJSTEN.items() for regel in beheerlijst(*item)]


class AllesEen(dict):
    """A number for each name, where only the form of the address counts."""

    def __missing__(self, key):
        return 1


def routes(patterns, before=""):
    """Every url pattern of the project, written as a ResolverMatch writes it."""
    for pattern in patterns:
        route = str(pattern.pattern)
        route = before + route.removeprefix("^") if before else route
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def test_every_url_states_its_rights():
    stated = {resolve(adres.format_map(AllesEen())).route for adres, _, _ in RECHTEN}
    assert set(routes(get_resolver().url_patterns)) == stated


@pytest.fixture
def _februari():
    with time_machine.travel(datetime.datetime(2027, 2, 1, 12), tick=False):
        yield


@pytest.fixture
def nummers(gebruiker):
    """Deliveries of omnia-wonen in every state, actions with and without it, and a first row of every admin list."""
    omnia, gemeente = (Partij.objects.get(code=code) for code in ("omnia-wonen", "gemeente"))
    for nummer, trekker, partners in [(1, omnia, []), (2, gemeente, [omnia]), (3, gemeente, [])]:
        actie = Actie.objects.get(jaar=2026, nummer=nummer)
        actie.trekkers.set([trekker])
        actie.partners.set(partners)
    actie = Actie.objects.get(jaar=2026, nummer=1)
    mijlpaal = Mijlpaal.objects.create(actie=actie, naam="Start", gepland_op=datetime.date(2026, 3, 1))
    remark = place_remark(actie, by=gebruiker("huurdersorganisatie"), soort="vraag", tekst="Hoe dan?")
    beside = {"by": gebruiker("medewerker"), "titel": "Verslag"}
    proof = add_file(actie, **beside, data=b"%PDF-1.7 verslag", naam="verslag.pdf")
    contact = place_contact(actie, by=beside["by"], partij=omnia, naam="Kim", functie="adviseur", email="")
    maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 1))
    leg_vast("2026", gebruiker("beheer"), VANDAAG)
    leg_vast("2026-1", gebruiker("beheer"), VANDAAG, openbaar=False)
    halves = {
        Status.VASTGESTELD: "2026-1",
        Status.VERVANGEN: "2026-1",
        Status.INGEDIEND: "2026-1",
        Status.CONCEPT: "2026-2",
        Status.TERUGGESTUURD: "2027-1",
    }
    made = {status.value: maak_levering("omnia-wonen", half, status).pk for status, half in halves.items()}
    made["gemeente"] = maak_levering("gemeente", "2026-1", Status.INGEDIEND).pk
    token, _ = maak_token(gebruiker("bo-lid"))
    return {
        **made,
        "mijlpaal": mijlpaal.pk,
        "opmerking": remark.pk,
        "melding": maak_melding(actie).pk,
        "bewijs": proof.pk,
        "contact": contact.pk,
        "token": token.pk,
        "afmelden": afmelden.adres(gebruiker("bo-lid"), ["nieuws"], in_week=True).split("/")[-2],
        **_meeting(gebruiker("medewerker")),
        **_first_rows(),
    }


def _meeting(user):
    """A meeting with a point and a decision, and the key of a calendar."""
    overleg = maak_overleg("bo", "2026-06-18")
    punt, besluit = maak_punt(overleg), maak_besluit(overleg)
    knelpunt = maak_knelpunt(partij="omnia-wonen")
    kalendersleutel = kalender.adres(user).removeprefix("/overleg/kalender/").removesuffix(".ics")
    return {"overleg": overleg.pk, "punt": punt.pk, "besluit": besluit.pk, "knelpunt": knelpunt.pk,
            "kalender": kalendersleutel}  # fmt: skip


def _first_rows():
    """One row of every list of the admin site, under its name with an underscore."""
    maak_buurt("BU03071001")
    maak_prioriteitsgebied("2026-03-01")
    Gebied.objects.create(code="proefgebied", naam="Proefgebied")
    jobs.enqueue("levering.controleren", sleutel=0)
    models = {lijst: apps.get_model(*lijst.split("/")) for lijst in BEHEERLIJSTEN}
    return {lijst.replace("/", "_"): model.objects.values_list("pk", flat=True)[0] for lijst, model in models.items()}


@pytest.fixture
def users(gebruiker):
    """Somebody in every role. The BO member sits there for a corporation, which gives no further rights."""
    return {
        ANONIEM: None,
        BEHEER: gebruiker("beheer"),
        MEDEWERKER: gebruiker("medewerker"),
        OMNIA: gebruiker("corporatie", "omnia-wonen"),
        PORTAAL: gebruiker("corporatie", "portaal"),
        SHOW: gebruiker("huurdersorganisatie"),
        BO: gebruiker("bo-lid", "omnia-wonen"),
    }


def outcome(client, user, method, adres):
    """The status code, or that one must log in first. What the deed did is undone."""
    client.cookies.clear()
    with transaction.atomic():
        if user:
            client.force_login(user)
        response = client.generic(method, adres)
        b"".join(response)  # a file that is read to its end is closed
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url.startswith(("/account/login/?next=", "/beheer/login/?next=")):
        return INLOGGEN
    return response.status_code


@pytest.mark.usefixtures("_februari")
@pytest.mark.parametrize("deel", range(DELEN))
def test_every_url_is_there_for_whom_it_is_meant(client, nummers, users, caplog, deel):
    client.raise_request_exception = False
    caplog.set_level("CRITICAL", "django.request")
    wrong = []
    for adres, *verwacht in RECHTEN[deel::DELEN]:
        for method, per_rol in zip(("GET", "POST"), verwacht, strict=True):
            for rol, user in users.items():
                found = outcome(client, user, method, adres.format_map(nummers))
                if found != per_rol[rol]:
                    wrong.append(f"{method} {adres} als {rol}: {found}, verwacht {per_rol[rol]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("_februari")
def test_jaaroverzichten_are_a_page_for_everybody_while_none_is_published(client):
    assert outcome(client, None, "GET", "/jaaroverzicht/") == 200
