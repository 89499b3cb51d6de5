"""Login, one's own data, the trail, and the pages that say what went wrong."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from basis.models import Gebruiker, Partij, Wijziging
from tests.factories.acties import maak_actie, maak_mijlpaal

pytestmark = pytest.mark.django_db
LOGIN, WACHTWOORD, MIJN, TRAIL = "/account/login/", "/account/wachtwoord/", "/account/", "/account/wijzigingen/"
OUD, NIEUW = "wachtwoord-van-de-test", "een-nieuw-en-lang-geheim"
TE_KORT = "Dit wachtwoord is te kort. Het moet minstens 12 tekens lang zijn."


def log_in(client, user, password=OUD, **kwargs):
    return client.post(LOGIN, {"username": user.username, "password": password}, **kwargs)


class TestLogin:
    def test_login_leads_to_the_overview(self, client, gebruiker):
        assertRedirects(log_in(client, gebruiker("corporatie")), "/", fetch_redirect_response=False)
        assert client.get(MIJN).status_code == 200

    def test_login_leads_to_the_page_that_was_asked_for(self, client, gebruiker):
        assertRedirects(client.get("/leveringen/"), f"{LOGIN}?next=/leveringen/")
        user = gebruiker("corporatie")
        asked = {"username": user.username, "password": OUD, "next": "/leveringen/"}
        assertRedirects(client.post(LOGIN, asked), "/leveringen/")

    def test_login_leads_to_no_other_site(self, client, gebruiker):
        user = gebruiker("corporatie")
        asked = {"username": user.username, "password": OUD, "next": "https://elders.voorbeeld.nl/"}
        assert client.post(LOGIN, asked).url == "/"

    @pytest.mark.parametrize("username", ["jan", "niemand"])
    def test_login_that_fails_does_not_say_whether_the_account_exists(self, client, gebruiker, username):
        gebruiker("corporatie", username="jan")
        page = client.post(LOGIN, {"username": username, "password": "verkeerd"})
        assertContains(page, "Inloggen lukte niet")
        assert page.context["form"].non_field_errors() == [
            "Voer een juiste gebruikersnaam en wachtwoord in. Let op dat beide velden hoofdlettergevoelig zijn."
        ]
        assert "_auth_user_id" not in client.session

    def test_login_with_nothing_filled_in_names_both_fields(self, client):
        errors = client.post(LOGIN, {"username": "", "password": ""}).context["form"].errors
        assert errors == {"username": ["Vul uw gebruikersnaam in."], "password": ["Vul uw wachtwoord in."]}

    def test_login_of_an_account_that_is_off_fails(self, client, gebruiker):
        assertContains(log_in(client, gebruiker("corporatie", is_active=False)), "Inloggen lukte niet")

    def test_login_when_one_is_in_already_leads_to_the_overview(self, als):
        assertRedirects(als("corporatie").get(LOGIN), "/", fetch_redirect_response=False)

    def test_logout_ends_the_session(self, als):
        client = als("corporatie")
        assertRedirects(client.post("/account/logout/"), LOGIN)
        assert client.get(MIJN).status_code == 302

    def test_logout_by_a_link_does_nothing(self, als):
        client = als("corporatie")
        assert client.get("/account/logout/").status_code == 405
        assert client.get(MIJN).status_code == 200


class TestLock:
    """After eight wrong passwords nobody gets in under that name, from that address, for a quarter of an hour."""

    @pytest.fixture(autouse=True)
    def _axes(self, settings):
        settings.AXES_ENABLED = True

    @pytest.fixture
    def locked(self, client, gebruiker):
        user = gebruiker("corporatie")
        answers = [log_in(client, user, "verkeerd").status_code for _ in range(8)]
        assert answers == [200] * 7 + [429]
        return user

    def test_login_is_locked_after_eight_wrong_passwords(self, client, locked):
        page = log_in(client, locked)
        assertContains(page, "U hebt te vaak een verkeerd wachtwoord ingevuld.", status_code=429)
        assert "_auth_user_id" not in client.session

    def test_login_opens_again_after_a_quarter_of_an_hour(self, client, gebruiker):
        user, now = gebruiker("corporatie"), datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
        with time_machine.travel(now, tick=False) as clock:
            for _ in range(8):
                log_in(client, user, "verkeerd")
            clock.shift(datetime.timedelta(minutes=14))
            assert log_in(client, user).status_code == 429
            clock.shift(datetime.timedelta(minutes=16))
            assert log_in(client, user).status_code == 302

    def test_login_of_another_or_from_elsewhere_is_not_locked(self, client, gebruiker, locked):
        assert log_in(client, gebruiker("corporatie")).status_code == 302
        assert log_in(Client(), locked, REMOTE_ADDR="10.0.0.7").status_code == 302


class TestWachtwoord:
    def change(self, client, old=OUD, new=NIEUW, again=NIEUW):
        return client.post(WACHTWOORD, {"old_password": old, "new_password1": new, "new_password2": again}, follow=True)

    def test_wachtwoord_changes_and_stays_out_of_the_trail(self, als):
        client = als("corporatie")
        assertContains(self.change(client), "Uw wachtwoord is gewijzigd.")
        user = Gebruiker.objects.get(pk=client.session["_auth_user_id"])
        assert user.check_password(NIEUW)
        assert list(Wijziging.objects.values_list("veld", "van", "naar", "waarom", "door", "onderwerp_id")) == [
            ("wachtwoord", "", "", "", user.pk, user.pk)
        ]

    @pytest.mark.parametrize(
        ("old", "new", "again", "field", "said"),
        [
            (
                "verkeerd",
                NIEUW,
                NIEUW,
                "old_password",
                "Uw oude wachtwoord is niet juist ingevoerd. Voer het opnieuw in.",
            ),
            (OUD, NIEUW, "iets-heel-anders", "new_password2", "De twee wachtwoordvelden komen niet overeen."),
            (OUD, "elf-tekens.", "elf-tekens.", "new_password2", TE_KORT),
            (OUD, "password1234", "password1234", "new_password2", "Dit wachtwoord is te algemeen."),
        ],
    )
    def test_wachtwoord_that_will_not_do_says_why(self, als, old, new, again, field, said):
        client = als("corporatie")
        page = self.change(client, old, new, again)
        assert page.context["form"].errors == {field: [said]}
        assert Gebruiker.objects.get(pk=client.session["_auth_user_id"]).check_password(OUD)
        assert Wijziging.objects.count() == 0

    def test_wachtwoord_set_by_an_administrator_leaves_a_line_without_it(self, als, gebruiker):
        user, client = gebruiker("corporatie"), als("beheer")
        values = {"password1": NIEUW, "password2": NIEUW, "usable_password": "true"}
        assert client.post(f"/beheer/basis/gebruiker/{user.pk}/password/", values).status_code == 302
        user.refresh_from_db()
        assert user.check_password(NIEUW)
        assert list(Wijziging.objects.values_list("onderwerp_id", "veld", "van", "naar")) == [
            (user.pk, "wachtwoord", "", "")
        ]


JO = {
    "first_name": "Jo",
    "last_name": "Jansen",
    "email": "jo@voorbeeld.nl",
    "mail_eigen": "direct",
    "mail_nieuws": "week",
}


class TestMijnGegevens:
    @pytest.fixture
    def jo(self, client, gebruiker):
        user = gebruiker("corporatie", first_name="Jo", last_name="Jansen", email="jo@voorbeeld.nl")
        client.force_login(user)
        return user

    def save(self, client, **changed):
        return client.post(MIJN, {**JO, **changed}, follow=True)

    def test_mijn_gegevens_shows_who_one_is(self, client, jo):
        page = client.get(MIJN)
        assertContains(page, "<strong>Omnia Wonen</strong>, als medewerker van een corporatie", html=False)
        assert page.context["form"].initial == JO

    def test_mijn_gegevens_keeps_a_change_with_what_stood_there(self, client, jo):
        assertContains(self.save(client, last_name="de Boer"), "Uw gegevens zijn bewaard.")
        jo.refresh_from_db()
        assert (jo.first_name, jo.last_name) == ("Jo", "de Boer")
        assert list(Wijziging.objects.values_list("veld", "van", "naar", "door")) == [
            ("achternaam", "Jansen", "de Boer", jo.pk)
        ]

    def test_mijn_gegevens_saved_unchanged_leaves_no_line(self, client, jo):
        self.save(client)
        assert Wijziging.objects.count() == 0

    @pytest.mark.parametrize(("field", "value"), [("email", "geen adres"), ("email", ""), ("first_name", " ")])
    def test_mijn_gegevens_that_will_not_do_come_back(self, client, jo, field, value):
        page = self.save(client, **{field: value})
        assert list(page.context["form"].errors) == [field]
        assert Gebruiker.objects.get(pk=jo.pk).email == "jo@voorbeeld.nl"

    def test_mijn_gegevens_changes_neither_role_nor_party(self, client, jo):
        self.save(client, rol="beheer", partij=Partij.objects.get(code="gemeente").pk, username="baas")
        jo.refresh_from_db()
        assert (jo.rol, jo.partij.code, jo.username == "baas") == ("corporatie", "omnia-wonen", False)


class TestWijzigingen:
    @pytest.fixture
    def users(self, gebruiker):
        """Two lines by Bea of beheer, one by Cor of the corporation."""
        bea = gebruiker("beheer", first_name="Bea", last_name="Heer")
        cor = gebruiker("corporatie", first_name="Cor", last_name="Poraal")
        for code, by in (("omnia-wonen", bea), ("portaal", bea), ("hestia", cor)):
            Wijziging.objects.log(Partij.objects.get(code=code), by=by, veld="naam")
        return {"beheer": bea, "corporatie": cor, "medewerker": gebruiker("medewerker")}

    def lines(self, client, user, query=""):
        client.force_login(user)
        return [line.omschrijving for line in client.get(TRAIL + query).context["pagina"]]

    @pytest.mark.parametrize(
        ("rol", "expected"),
        [("beheer", ["Hestia", "Portaal", "Omnia Wonen"]), ("corporatie", ["Hestia"]), ("medewerker", [])],
    )
    def test_wijzigingen_are_those_of_the_role_newest_first(self, client, users, rol, expected):
        assert self.lines(client, users[rol]) == expected

    @pytest.mark.parametrize(
        ("q", "expected"),
        [
            ("omnia", ["Omnia Wonen"]),
            ("BEA", ["Portaal", "Omnia Wonen"]),
            ("  portaal ", ["Portaal"]),
            ("%25", []),
            ("%00omnia", ["Omnia Wonen"]),
            ("niets", []),
        ],
    )
    def test_wijzigingen_search_by_subject_or_name(self, client, users, q, expected):
        assert self.lines(client, users["beheer"], f"?q={q}") == expected

    def test_wijzigingen_search_finds_no_line_of_another(self, client, users):
        assert self.lines(client, users["corporatie"], "?q=bea") == []

    def test_wijzigingen_lead_to_their_subject(self, client, users):
        """A milestone has a page of its own; a party only in the admin site."""
        mijlpaal = maak_mijlpaal(maak_actie(7), "Lijst klaar")
        Wijziging.objects.log(mijlpaal, by=users["corporatie"], veld="gehaald op")
        client.force_login(users["beheer"])
        found = [(line.omschrijving, line.adres) for line in client.get(TRAIL).context["pagina"]][:2]
        hestia = Partij.objects.get(code="hestia")
        assert found == [
            ("Actie 7 (2027), mijlpaal: Lijst klaar", f"/acties/mijlpaal/{mijlpaal.pk}/"),
            ("Hestia", f"/beheer/basis/partij/{hestia.pk}/change/"),
        ]
        client.force_login(users["corporatie"])
        assert [line.adres for line in client.get(TRAIL).context["pagina"]] == [found[0][1], ""]

    def test_wijzigingen_of_what_is_gone_lead_nowhere(self, client, users):
        mijlpaal = maak_mijlpaal()
        Wijziging.objects.log(mijlpaal, by=users["beheer"], veld="gehaald op")
        mijlpaal.delete()
        client.force_login(users["beheer"])
        assert client.get(TRAIL).context["pagina"][0].adres == ""

    def test_wijzigingen_say_that_nothing_was_found(self, client, users):
        client.force_login(users["beheer"])
        assertContains(client.get(f"{TRAIL}?q=niets"), "Geen wijzigingen")

    def test_wijzigingen_show_text_as_text(self, client, users):
        Wijziging.objects.log(users["beheer"], by=users["beheer"], veld="naam", naar="<script>alert(1)</script>")
        client.force_login(users["beheer"])
        assertNotContains(client.get(TRAIL), "<script>alert(1)")

    def test_wijzigingen_go_by_fifty(self, client, users):
        for _ in range(50):
            Wijziging.objects.log(users["medewerker"], by=users["medewerker"], veld="email")
        assert len(self.lines(client, users["beheer"])) == 50
        assert self.lines(client, users["beheer"], "?page=2") == ["Hestia", "Portaal", "Omnia Wonen"]
        assert self.lines(client, users["beheer"], "?page=onzin") == self.lines(client, users["beheer"])


class TestErrorPages:
    def test_form_without_its_token_says_that_the_page_was_open_too_long(self, gebruiker):
        client = Client(enforce_csrf_checks=True)
        page = log_in(client, gebruiker("corporatie"))
        assertContains(page, "Deze pagina was te lang open", status_code=403)
        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize(
        ("path", "back"), [("/acties/2026/2/", "?next=/acties/2026/2/"), ("/account/logout/", ""), (LOGIN, "")]
    )
    def test_form_without_its_token_leads_back(self, path, back):
        page = Client(enforce_csrf_checks=True).post(path)
        assertContains(page, f'href="{LOGIN}{back}"', status_code=403)

    @pytest.mark.parametrize("rol", [None, "bo-lid"])
    def test_page_that_is_not_there_says_so(self, client, gebruiker, rol):
        if rol:
            client.force_login(gebruiker(rol))
        assertContains(client.get("/bestaat-niet/"), "Deze pagina is er niet", status_code=404)

    def test_page_that_breaks_says_sorry_without_needing_anything(self, rf):
        response = get_resolver().resolve_error_handler(500)(rf.get("/"))
        assert response.status_code == 500
        assertContains(response, "Er ging iets mis bij ons", status_code=500)

    @pytest.mark.parametrize(("code", "text"), [(400, "<h1>"), (403, "U kunt deze pagina niet bekijken")])
    def test_other_errors_have_a_page(self, rf, code, text):
        request = rf.get("/")
        request.user = Gebruiker()
        assertContains(get_resolver().resolve_error_handler(code)(request, Exception()), text, status_code=code)


def test_name_that_is_too_long_to_log_in_with_is_refused_before_it_is_counted(client):
    page = client.post("/account/login/", {"username": "B" * 256, "password": "x"})
    assert (page.status_code, page.context["form"].errors["username"]) == (200, ["Deze gebruikersnaam is te lang."])


def test_very_long_name_of_a_person_fits_beside_what_they_did(als):
    client = als("huurdersorganisatie")
    data = {**JO, "first_name": "F" * 150, "last_name": "L" * 150, "email": "f@voorbeeld.nl"}
    assert client.post("/account/", data).status_code == 302
    assert client.post("/account/", data | {"first_name": "Fien"}).status_code == 302
    assert max(len(name) for name in Wijziging.objects.values_list("door_naam", flat=True)) == 200
