"""What every answer has: version, methods, who may read it in a browser, and how long it holds."""

import datetime

import pytest
import time_machine

from acties import status
from acties.models import Actie
from api.v1 import partijen
from tests.factories.monitoring import maak_vastgesteld, mutatie

pytestmark = pytest.mark.django_db
ADRES = "/api/v1/indicatoren/V1/waarden"


@pytest.mark.parametrize("pad", ["/partijen", "/openapi.json", "/onzin", "/indicatoren/onzin", "/partijen?x=1"])
def test_every_answer_says_its_version(lees, pad):
    assert lees(pad)["API-Version"] == "1.0.0"


@pytest.mark.parametrize(
    "pad", ["/partijen/", "/indicatoren/V1/", "/openapi.json/", "/onzin", "/acties/x/1", "/acties/2026"]
)
def test_address_that_is_not_there_is_not_found(lees, pad):
    response = lees(pad)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["detail"].startswith(f"Het adres ‘/api/v1{pad}’ is er niet. Verwacht:")


def test_head_is_get_without_content(als):
    client = als("bo-lid")
    get, head = client.get(ADRES), client.head(ADRES)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "ONZIN"])
def test_other_methods_are_not_allowed(als, method):
    response = als("beheer").generic(method, ADRES)
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_options_says_the_methods_without_a_token(client):
    response = client.options(ADRES)
    assert (response.status_code, response["Allow"], response.content) == (204, "GET, HEAD, OPTIONS", b"")


@pytest.mark.parametrize(
    ("accept", "code"),
    [("*/*", 200), ("application/json", 200), ("text/html, */*;q=0.1", 200), ("text/html", 406), ("text/csv", 406)],
)
def test_only_json_is_spoken(lees, accept, code):
    assert lees("/partijen", Accept=accept).status_code == code


class TestOtherWebsites:
    """CORS: which websites may read answers in the browser of their visitor."""

    def test_nobody_may_by_default(self, lees):
        assert "Access-Control-Allow-Origin" not in lees("/partijen", Origin="https://elders.nl")

    def test_website_on_the_list_may(self, lees, client, settings):
        settings.API_ORIGINS = ["https://monitor.voorbeeld.nl"]
        response = lees("/partijen", Origin="https://monitor.voorbeeld.nl")
        assert response["Access-Control-Allow-Origin"] == "https://monitor.voorbeeld.nl"
        assert "Access-Control-Allow-Credentials" not in response  # with a token, never with somebody's session
        assert "Origin" in response["Vary"]
        asked = client.options(ADRES, headers={"Origin": "https://monitor.voorbeeld.nl"})
        assert asked["Access-Control-Allow-Headers"] == "Authorization, If-None-Match"
        assert "Access-Control-Allow-Origin" not in lees("/partijen", Origin="https://elders.nl")

    def test_every_website_may_read_the_description(self, client):
        response = client.get("/api/v1/openapi.json", headers={"Origin": "https://elders.nl"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=300"


class TestETag:
    def etag(self, lees, pad="/indicatoren/V1/waarden", rol="bo-lid"):
        return lees(pad, rol)["ETag"]

    def test_answer_that_did_not_change_is_not_sent_again(self, lees, django_assert_num_queries):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5))
        etag = self.etag(lees)
        with django_assert_num_queries(2):  # token, generation of the figures with the trail
            response = lees("/indicatoren/V1/waarden", **{"If-None-Match": f'"iets-anders", {etag}'})
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)

    def test_etag_that_was_weakened_on_the_way_is_the_same(self, lees):
        weak = {"If-None-Match": f"W/{self.etag(lees)}"}
        assert lees("/indicatoren/V1/waarden", **weak).status_code == 304

    def test_etag_changes_with_the_figures(self, lees):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 5))
        before = self.etag(lees)
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 6))
        response = lees("/indicatoren/V1/waarden", **{"If-None-Match": before})
        assert (response.status_code, response.json()["waarden"][0]["waarde"]) == (200, 6)

    def test_etag_changes_with_an_action(self, lees, gebruiker):
        before = self.etag(lees, "/acties/2026/1")
        actie = Actie.objects.get(jaar=2026, nummer=1)
        values = {"naar": "op-schema", "toelichting": "begonnen", "succes": "", "knelpunt": "", "versie": 0}
        status.change_status(actie, by=gebruiker("medewerker"), **values)
        assert self.etag(lees, "/acties/2026/1") != before

    def test_etag_changes_with_the_day_the_address_and_the_reader(self, lees):
        with time_machine.travel(datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)):
            for rol in ("bo-lid", "medewerker", "huurdersorganisatie"):
                self.etag(lees, rol=rol)  # gives each a token: that leaves a line in the trail
            here = self.etag(lees)
            others = [self.etag(lees, "/indicatoren/T1/waarden"), self.etag(lees, rol="medewerker")]
            same = self.etag(lees, rol="huurdersorganisatie")  # sees what a BO member sees
        with time_machine.travel(datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)):
            others.append(self.etag(lees))
        assert (len({here, *others}), same) == (4, here)

    def test_errors_have_none(self, lees):
        assert "ETag" not in lees("/indicatoren/onzin")

    def test_answers_are_for_the_asker_only(self, lees):
        response = lees("/partijen")
        assert response["Cache-Control"] == "private, no-cache"
        assert {"Authorization", "Cookie"} <= set(response["Vary"].split(", "))


def test_fault_of_ours_is_a_problem_that_tells_nothing(lees, monkeypatch, caplog):
    def break_down(*args):
        raise RuntimeError("geheim adres van de database")

    monkeypatch.setattr(partijen, "bladzijde", break_down)
    response = lees("/partijen")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "geheim" not in response.content.decode()
    assert "geheim adres van de database" in caplog.text


def test_far_too_many_parameters_are_refused(lees):
    response = lees("/partijen?" + "&".join(f"p{n}=1" for n in range(6000)))
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_every_answer_says_whether_figures_are_invented(json, settings):
    assert json("/partijen")["fictief"] is False
    settings.DEMO = True
    found = {
        pad: json(pad)["fictief"] for pad in ("/partijen", "/halfjaren", "/indicatoren", "/indicatoren/V1", "/acties")
    }
    found |= {
        pad: json(pad)["fictief"] for pad in ("/acties/2026/1", "/doelstellingen", "/gebieden", "/gebieden/WK030710")
    }
    found |= {pad: json(pad)["fictief"] for pad in ("/indicatoren/V1/waarden", "/gebieden/WK030710/waarden")}
    assert set(found.values()) == {True}
