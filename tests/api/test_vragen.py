"""Parameters: what is wrong is said back, all at once, in Dutch, and nothing makes the API fall over."""

import datetime

import pytest
import time_machine

pytestmark = pytest.mark.django_db
HALFJAAR = "een halfjaar zoals 2026-1 of 2026-2"
PAGINA = "een heel getal van 1 tot en met 1000000"
SLUG = "een code van kleine letters, cijfers en streepjes"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("pad", "waar", "gevonden", "verwacht"),
    [
        ("/partijen?pagina=-1", "pagina", "-1", PAGINA),
        ("/partijen?pagina=0", "pagina", "0", PAGINA),
        ("/partijen?pagina=1.5", "pagina", "1.5", PAGINA),
        ("/partijen?pagina=", "pagina", "", PAGINA),
        ("/partijen?pagina=\u0661", "pagina", "\u0661", PAGINA),  # an Arabic one
        (f"/partijen?pagina={'9' * 60}", "pagina", "9" * 60, PAGINA),
        ("/partijen?pagina=%00", "pagina", "\0", PAGINA),
        ("/partijen?paginagrootte=201", "paginagrootte", "201", "een heel getal van 1 tot en met 200"),
        ("/partijen?soort=onzin", "soort", "onzin", "een van gemeente, corporatie, huurdersorganisatie, overig"),
        ("/indicatoren/V1/waarden?vanaf=2026-3", "vanaf", "2026-3", HALFJAAR),
        ("/indicatoren/V1/waarden?totEnMet=2026H1", "totEnMet", "2026H1", HALFJAAR),
        ("/indicatoren/V1/waarden?vanaf=2026-1%00", "vanaf", "2026-1\0", HALFJAAR),
        ("/indicatoren/V1/waarden?vanaf=2026-1%0A", "vanaf", "2026-1\n", HALFJAAR),
        ("/indicatoren/V1/waarden?vanaf=2026-1&vanaf=2026-2", "vanaf", "2026-1, 2026-2", "één waarde, niet meer"),
        (
            "/indicatoren/V1/waarden?vanaf=2026-2&totEnMet=2026-1",
            "vanaf",
            "2026-2",
            "een halfjaar tot en met 2026-1 (totEnMet)",
        ),
        ("/indicatoren/V1/waarden?bekendOp=gisteren", "bekendOp", "gisteren", "een dag zoals 2027-03-01"),
        ("/indicatoren/V1/waarden?bekendOp=2026-02-30", "bekendOp", "2026-02-30", "een dag zoals 2027-03-01"),
        ("/indicatoren/V1/waarden?bekendOp=20260301", "bekendOp", "20260301", "een dag zoals 2027-03-01"),
        ("/indicatoren/V1/waarden?bekendOp=2026-W10-1", "bekendOp", "2026-W10-1", "een dag zoals 2027-03-01"),
        (
            "/indicatoren/V1/waarden?bekendOp=2026-11-28",
            "bekendOp",
            "2026-11-28",
            "een dag van 2026-01-01 tot en met 2026-11-27",
        ),
        (
            "/indicatoren/V1/waarden?bekendOp=2025-12-31",
            "bekendOp",
            "2025-12-31",
            "een dag van 2026-01-01 tot en met 2026-11-27",
        ),
        ("/indicatoren/V1/waarden?onderdelen=ja", "onderdelen", "ja", "true of false"),
        ("/indicatoren/V1/waarden?partij=onzin", "partij", "onzin", "een van de-alliantie, omnia-wonen, portaal"),
        ("/indicatoren/V1/waarden?partij=gemeente", "partij", "gemeente", "een van de-alliantie, omnia-wonen, portaal"),
        ("/indicatoren/L1/waarden?partij=portaal", "partij", "portaal", "geen partij: L1 is er niet per partij"),
        ("/indicatoren/V1/waarden?partij=%00", "partij", "\0", SLUG),
        ("/acties?partij=onzin", "partij", "onzin", "een code uit /partijen"),
        ("/acties?thema=onzin", "thema", "onzin", "de code van een thema, zoals die bij een actie staat"),
        ("/acties?jaar=26-", "jaar", "26-", "een heel getal van 1 tot en met 2999"),
        ("/gebieden?editie=99999", "editie", "99999", "een heel getal van 1 tot en met 2100"),
        ("/partijen?onzin=1", "onzin", "1", "een van de parameters pagina, paginagrootte, soort"),
        ("/indicatoren/V1?onzin=1", "onzin", "1", "geen parameters op dit adres"),
        (f"/partijen?pagina={'x' * 100}", "pagina", f"{'x' * 80}…", PAGINA),
    ],
)  # fmt: skip
def test_wrong_parameter_says_where_what_and_what_was_expected(lees, pad, waar, gevonden, verwacht):
    response = lees(pad)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json() == {
        "status": 400,
        "title": "Deze vraag klopt niet",
        "detail": f"{waar}: gevonden ‘{gevonden}’, verwacht {verwacht}.",
        "fouten": [{"waar": waar, "gevonden": gevonden, "verwacht": verwacht}],
    }


def test_all_that_is_wrong_is_said_at_once(lees):
    found = lees("/indicatoren/V1/waarden?vanaf=x&totEnMet=y&bekendOp=z&nog=iets&onderdelen=ja&onderdelen=nee").json()
    assert [fout["waar"] for fout in found["fouten"]] == ["vanaf", "totEnMet", "bekendOp", "onderdelen", "nog"]
    assert found["detail"].count("verwacht") == 5


def test_unknown_party_and_theme_are_said_at_once(lees):
    assert [fout["waar"] for fout in lees("/acties?thema=a&partij=b").json()["fouten"]] == ["thema", "partij"]


@pytest.mark.parametrize(
    "pad",
    [
        "/indicatoren/V99",
        "/indicatoren/v1",
        "/indicatoren/V1%00",
        "/indicatoren/V99/waarden",
        "/acties/2026/99",
        "/acties/2026/0",
        f"/acties/{'9' * 60}/1",
        "/gebieden/WK039999",
        "/gebieden/%00",
        "/gebieden/%00/waarden",
        f"/gebieden/{'x' * 3000}",
        "/gebieden/WK039999/waarden",
        "/partijen?pagina=2",
        "/partijen?pagina=1000000&paginagrootte=200",
    ],
)
def test_what_is_not_there_is_not_found(lees, pad):
    response = lees(pad)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert "er niet. Verwacht: een" in response.json()["detail"]


@pytest.mark.parametrize(
    "pad", ["/indicatoren/V1/waarden?vanaf=2020-1&totEnMet=2099-2", "/partijen?pagina=1&paginagrootte=200"]
)
def test_widest_that_may_be_asked_is_answered(lees, pad):
    assert lees(pad).status_code == 200


class TestPages:
    """Lists come in pages that lead to each other."""

    def test_pages_hold_every_row_once(self, json):
        pad, seen = "/partijen?paginagrootte=4", []
        while pad:
            page = json(pad)
            seen += [partij["code"] for partij in page["resultaten"]]
            pad = page["links"]["volgende"] and page["links"]["volgende"].removeprefix("http://testserver/api/v1")
        assert (len(seen), len(set(seen)), page["aantal"], page["paginas"]) == (15, 15, 15, 4)  # 4 + 4 + 4 + 3

    def test_links_keep_the_question(self, json):
        page = json("/partijen?soort=corporatie&paginagrootte=1&pagina=2")
        base = "http://testserver/api/v1/partijen?soort=corporatie&paginagrootte=1&pagina="
        assert page["links"] == {"zelf": f"{base}2", "vorige": f"{base}1", "volgende": f"{base}3"}
        assert json("/partijen?soort=corporatie")["links"]["volgende"] is None
