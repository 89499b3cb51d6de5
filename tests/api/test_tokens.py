"""Access tokens: the secret is shown once and stored nowhere, and every deed leaves a line in the trail."""

import datetime
import hashlib
import re

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from api import tokens
from api.models import Toegangstoken
from basis.models import Gebruiker, Wijziging
from tests.factories.api import maak_token

pytestmark = pytest.mark.django_db
NU = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
VERLOOPT = datetime.date(2027, 11, 26)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NU, tick=False) as traveller:
        yield traveller


@pytest.fixture
def beheer(gebruiker):
    return gebruiker("beheer", first_name="Bea", last_name="Heer")


@pytest.fixture
def show(gebruiker):
    return gebruiker("huurdersorganisatie", first_name="Huub", last_name="Huurder")


class TestTokens:
    def test_make_stores_the_hash_and_not_the_secret(self, beheer, show):
        token, secret = tokens.make("Monitor wonen", show, VERLOOPT, by=beheer)
        stored = Toegangstoken.objects.values().get(pk=token.pk)
        assert stored["hash"] == hashlib.sha256(secret.encode()).hexdigest()
        assert secret not in map(str, stored.values())
        assert (stored["begin"], len(secret)) == (secret[:8], 46)  # 'sa_' and 32 bytes in base64
        assert (stored["gebruiker_id"], stored["gemaakt_door_id"]) == (show.pk, beheer.pk)

    def test_two_secrets_differ(self, show):
        assert maak_token(show)[1] != maak_token(show)[1]

    def test_make_leaves_a_line_in_the_trail_without_the_secret(self, beheer, show):
        token, _ = tokens.make("Monitor wonen", show, VERLOOPT, by=beheer)
        [line] = Wijziging.objects.over(token).values("omschrijving", "veld", "naar", "door_naam")
        assert line == {
            "omschrijving": "Toegangstoken voor Monitor wonen",
            "veld": "nieuw",
            "naar": "met de rechten van Huub Huurder (lid van een huurdersorganisatie), geldig tot en met 2027-11-26",
            "door_naam": "Bea Heer",
        }

    def test_find_knows_the_secret_only(self, show):
        token, secret = maak_token(show)
        assert tokens.find(secret) == token
        assert [tokens.find(other) for other in (secret[:-1], secret.lower(), token.hash, "")] == [None] * 4

    def test_revoke_ends_it_once(self, beheer, show, clock):
        token, _ = maak_token(show)
        tokens.revoke(token, by=beheer)
        clock.shift(datetime.timedelta(hours=1))
        tokens.revoke(token, by=beheer)
        token.refresh_from_db()
        assert (token.ingetrokken_op, token.weigering) == (NU, "ingetrokken")
        assert list(Wijziging.objects.over(token).order_by("pk").values_list("veld", flat=True)) == [
            "nieuw",
            "ingetrokken",
        ]

    def test_token_works_on_its_last_day_and_not_after(self, show, clock):
        token, _ = maak_token(show, dagen=1)
        found = []
        for _ in range(3):
            found.append(token.weigering)
            clock.shift(datetime.timedelta(days=1))
        assert found == ["", "", "verlopen"]

    def test_token_of_a_user_who_left_gives_no_access(self, show):
        _, secret = maak_token(show)
        Gebruiker.objects.filter(pk=show.pk).update(is_active=False)
        assert tokens.find(secret).weigering == "van een gebruiker zonder toegang"

    def test_use_is_noted_by_the_minute(self, show, clock):
        token, secret = maak_token(show)
        noted = []
        for _ in range(3):
            tokens.note_use(tokens.find(secret))
            token.refresh_from_db()
            noted.append(token.gebruikt_op)
            clock.shift(datetime.timedelta(seconds=40))
        assert noted == [NU, NU, NU + datetime.timedelta(seconds=80)]

    def test_two_working_tokens_have_no_name_in_common(self, show):
        maak_token(show, "Monitor wonen")
        with pytest.raises(IntegrityError):
            maak_token(show, "Monitor wonen")


class TestPage:
    """/api/tokens/, where an administrator makes and withdraws them."""

    def send(self, client, show, **values):
        return client.post(
            "/api/tokens/", {"naam": "Monitor wonen", "gebruiker": show.pk, "verloopt_op": "2027-11-26", **values}
        )

    def test_new_token_is_shown_once(self, als, show):
        client = als("beheer")
        response = self.send(client, show)
        [secret] = re.findall(r"sa_[\w-]{43}", response.content.decode())
        assert (response.status_code, tokens.find(secret).gebruiker) == (201, show)
        assert "no-store" in response["Cache-Control"]
        again = client.get("/api/tokens/").content.decode()
        assert secret not in again
        assert f"{secret[:8]}…" in again

    def test_new_token_gives_access_until_it_is_withdrawn(self, als, show, client):
        beheer = als("beheer")
        [secret] = re.findall(r"sa_[\w-]{43}", self.send(beheer, show).content.decode())
        kop = {"Authorization": f"Bearer {secret}"}
        assert client.get("/api/v1/partijen", headers=kop).status_code == 200
        response = beheer.post(f"/api/tokens/{Toegangstoken.objects.get().pk}/intrekken/", follow=True)
        assert [str(message) for message in response.context["messages"]] == [
            "Het token voor Monitor wonen geeft geen toegang meer."
        ]
        assert "Ingetrokken op 27 november 2026" in response.content.decode()
        assert client.get("/api/v1/partijen", headers=kop).status_code == 401

    @pytest.mark.parametrize(
        ("values", "field", "text"),
        [
            ({"naam": ""}, "naam", "Schrijf op wie of wat dit token gaat gebruiken."),
            (
                {"naam": "x" * 101},
                "naam",
                "Houd het kort: hoogstens 100 tekens.",
            ),
            ({"naam": "a\0b"}, "naam", "Null-tekens zijn niet toegestaan."),
            ({"gebruiker": ""}, "gebruiker", "Kies een gebruiker."),
            ({"gebruiker": "0"}, "gebruiker", "Deze gebruiker is er niet meer."),
            ({"gebruiker": "9" * 30}, "gebruiker", "Deze gebruiker is er niet meer."),
            ({"verloopt_op": ""}, "verloopt_op", "Kies tot wanneer het token werkt."),
            ({"verloopt_op": "straks"}, "verloopt_op", "Schrijf de dag als 2027-12-31."),
            ({"verloopt_op": "2026-11-26"}, "verloopt_op", "Deze dag is voorbij. Kies een dag die nog komt."),
            (
                {"verloopt_op": "2028-11-29"},
                "verloopt_op",
                "Een token werkt hoogstens twee jaar. Kies een eerdere dag.",
            ),
        ],
    )
    def test_bad_input_comes_back_with_a_reason(self, als, show, values, field, text):
        response = self.send(als("beheer"), show, **values)
        assert (response.status_code, response.context["form"].errors) == (422, {field: [text]})
        assert Toegangstoken.objects.count() == 0

    def test_last_day_may_be_today_or_two_years_away(self, als, show):
        client = als("beheer")
        for day in ("2026-11-27", "2028-11-28"):  # 2 × 366 days after 27 November 2026
            assert self.send(client, show, naam=day, verloopt_op=day).status_code == 201

    def test_name_of_a_working_token_is_taken(self, als, show):
        client = als("beheer")
        self.send(client, show)
        response = self.send(client, show)
        assert response.context["form"].errors == {
            "naam": ["Er is al een token met deze naam. Kies een andere naam, of trek dat token in."]
        }
        client.post(f"/api/tokens/{Toegangstoken.objects.get().pk}/intrekken/")
        assert self.send(client, show).status_code == 201

    def test_name_that_is_taken_a_moment_later_is_said_too(self, als, show, monkeypatch):
        maak_token(show, "Monitor wonen")
        monkeypatch.setattr("api.forms.TokenForm.clean_naam", lambda form: form.cleaned_data["naam"])
        response = self.send(als("beheer"), show)
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["naam"])

    def test_menu_leads_to_the_page_for_administrators_only(self, als):
        found = {rol: 'href="/api/tokens/"' in als(rol).get("/").content.decode() for rol in ("beheer", "medewerker")}
        assert found == {"beheer": True, "medewerker": False}

    def test_line_in_the_trail_leads_to_the_page(self, als, show):
        client = als("beheer")
        self.send(client, show)
        page = client.get("/account/wijzigingen/").content.decode()
        assert '<a href="/api/tokens/">Toegangstoken voor Monitor wonen</a>' in page

    def test_queries_do_not_follow_the_number_of_tokens(self, als, show):
        client = als("beheer")
        client.get("/api/tokens/")
        counts = []
        for more in (1, 2):
            for _ in range(more):
                maak_token(show)
            with CaptureQueriesContext(connection) as queries:
                client.get("/api/tokens/")
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 6
