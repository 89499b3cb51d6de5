"""Each indicator once by hand, and all of them against plain Python over random rows."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from acties.models import Thema
from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring import indicatoren, reeksen
from monitoring.indicatoren import INDICATOREN, indicator
from monitoring.indicatoren.registry import Cijfers, Eenheid, Periode
from monitoring.indicatoren.vormen import Som
from monitoring.models import IndicatorWaarde
from monitoring.recompute import recompute, recompute_half_year
from tests.factories.monitoring import (
    gegeven,
    maak_buurt,
    maak_prioriteitsgebied,
    maak_vastgesteld,
    mutatie,
    partij,
    toewijzing,
)
from voorraad.models import Codelijst, Codewaarde, Gemeentegegeven, Mutatie, Toewijzing

H1 = Halfjaar(2026, 1)
ZIN = {"naam": "n", "eenheid": Eenheid.WONINGEN, "periode": Periode.HALFJAAR, "formule": "f", "paragraaf": "p"}
ZIN |= {"over_personen": False}


def laatste(code):
    return reeksen.load([code]).laatste(code)


class TestRegistry:
    def test_indicator_with_a_known_code_is_refused(self):
        with pytest.raises(ValueError, match="Indicator V1 bestaat al"):
            indicator("V1", thema="voorraad", **ZIN)(lambda cijfers: None)

    def test_registry_holds_what_every_module_in_the_folder_declares(self):
        texts = [path.read_text() for path in Path(indicatoren.__path__[0]).glob("*.py")]
        declared = re.findall(r'^@indicator\(\s*"(\w+)"', "\n".join(texts), re.MULTILINE)
        assert sorted(declared) == sorted(INDICATOREN)

    @pytest.mark.django_db
    @pytest.mark.parametrize("code", INDICATOREN)
    def test_indicator_is_described_and_can_be_stored(self, code):
        each = INDICATOREN[code]
        assert len(code) <= IndicatorWaarde._meta.get_field("indicator").max_length
        assert all([each.naam, each.formule, each.paragraaf])
        assert Thema.objects.filter(slug=each.thema).exists()
        cijfers = Cijfers([1], H1.peildatum)
        assert {bron.rijen.count() for bron in each.bereken(cijfers).bronnen()} == {0}

    @pytest.fixture
    def _register(self):
        before = dict(INDICATOREN)
        yield
        INDICATOREN.clear()
        INDICATOREN.update(before)

    @pytest.mark.django_db
    @pytest.mark.usefixtures("_register")
    def test_indicator_is_computed_once_it_is_declared(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("sloop", 7))
        indicator("X1", thema="voorraad", **ZIN)(lambda cijfers: Som(cijfers.mutaties.soort("sloop")))
        recompute(H1, partij("portaal"))
        assert laatste("X1").waarde == 7


@pytest.mark.django_db
class TestByHand:
    def test_v1_adds_and_subtracts_its_seven_components(self):
        maak_vastgesteld(
            "omnia-wonen",
            "2026-1",
            mutatie("nieuwbouw", 60),
            mutatie("nieuwbouw", 40, segment="middenhuur"),
            mutatie("aankoop", 3),
            mutatie("woningdelen", 4),
            mutatie("splitsen", -1),
            mutatie("verkoop", 10),
            mutatie("verkoop", 2, daeb_koop=True),
            mutatie("sloop", 20),
            mutatie("liberalisatie", 5, naar_segment="middenhuur"),
            mutatie("correctie", 9),
        )
        punt = laatste("V1")
        # 60 + 3 + 4 − 1 − (10 + 2) − 20 − 5 = 29; mid-rent is no social rent, a correction no growth
        assert punt.waarde == 29
        assert punt.onderdelen == {
            "nieuwbouw": 60,
            "aankoop": 3,
            "woningdelen": 4,
            "splitsen": -1,
            "verkoop": -12,
            "sloop": -20,
            "liberalisatie": -5,
            "daeb-koop": 2,  # with it: 29 + 2 = 31
            "correctie": 9,
        }

    def test_v3_adds_corporations_and_market(self):
        maak_vastgesteld("portaal", "2026-1", mutatie("nieuwbouw", 30), mutatie("sloop", 12), mutatie("aankoop", 5))
        maak_vastgesteld("de-alliantie", "2026-1", mutatie("nieuwbouw", 50), mutatie("nieuwbouw", 8, "middenhuur"))
        maak_vastgesteld(
            "gemeente",
            "2026-1",
            gegeven("oplevering-markt", 22, segment="sociale-huur"),
            gegeven("oplevering-markt", 99, segment="dure-koop"),
        )
        assert laatste("V3").waarde == 102  # 30 + 50 + 22

    def test_t1_is_the_urgent_share_of_all_allocations(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            toewijzing("statushouder", 6),
            toewijzing("medisch-sociaal", 3),
            toewijzing("jongere", 21),
        )
        maak_vastgesteld("omnia-wonen", "2026-1", toewijzing("overig-urgent", 1), toewijzing("gezin", 9))
        punt = laatste("T1")
        # (6 + 3 + 1) ÷ (30 + 10) = 25 %; the mean of 30 % and 10 % would be 20 %
        assert (punt.teller, punt.noemer, punt.waarde) == (10, 40, 0.25)

    def test_t2_is_the_share_above_the_income_limit(self):
        maak_vastgesteld(
            "portaal",
            "2026-1",
            toewijzing("jongere", 3, boven_inkomensgrens=True),
            toewijzing("statushouder", 1, boven_inkomensgrens=True),
            toewijzing("gezin", 46),
        )
        assert laatste("T2").waarde == 0.08  # 4 ÷ 50

    def test_t3_is_housed_against_the_task_in_persons(self):
        maak_vastgesteld(
            "gemeente",
            "2026-1",
            gegeven("taakstelling-statushouders", 212),
            gegeven("gehuisveste-statushouders", 159),
            gegeven("actief-woningzoekenden", 4000, doelgroep="jongere"),
        )
        punt = laatste("T3")
        assert (punt.taak, punt.achterstand, punt.gehuisvest, punt.waarde) == (212, 0, 159, 0.75)  # 159 ÷ 212

    def test_l1_reads_the_list_as_it_stood_on_the_reference_date(self):
        maak_prioriteitsgebied("2026-02-01", aanpak_sinds="2026-06-30")  # approach on the reference date itself
        maak_prioriteitsgebied("2026-02-01", aanpak_sinds="2026-07-01")  # a day later
        maak_prioriteitsgebied("2026-06-30")
        maak_prioriteitsgebied("2026-07-01")  # not on the list yet
        for half in (H1, H1 + 1):
            recompute_half_year(half)
        punten = reeksen.load(["L1"]).punten("L1")
        assert [(punt.waarde, punt.noemer) for punt in punten] == [(1, 3), (2, 4)]

    def test_l1_of_an_empty_list_is_no_figure(self):
        maak_prioriteitsgebied("2026-07-01")
        recompute_half_year(H1)
        assert laatste("L1") is None


@pytest.mark.django_db
class TestAgainstPlainPython:
    """The same rows, added up in loops that know nothing of querysets, shapes or frames."""

    PARTIJEN = ["de-alliantie", "omnia-wonen", "portaal", "gemeente"]
    PLEKKEN = [{}, {"wijk": "WK030701"}, {"wijk": "WK030702"}, {"buurt": "BU03070101"}, {"buurt": "BU03070102"}]

    @pytest.fixture
    def rijen(self):
        for code in ("BU03070101", "BU03070102"):
            maak_buurt(code)
        draw = random.Random(20260630)
        return {code: self._random_rows(draw, code) for code in self.PARTIJEN}

    def _random_rows(self, draw, code):
        if code == "gemeente":
            kinds = ["taakstelling-statushouders", "gehuisveste-statushouders", "oplevering-markt"]
            return [
                gegeven(draw.choice(kinds), draw.randint(0, 50), segment=draw.choice(["", "sociale-huur"]), **plek)
                for plek in draw.choices(self.PLEKKEN, k=30)
            ]
        soorten = Codewaarde.objects.filter(lijst=Codelijst.MUTATIESOORT).values_list("code", flat=True)
        groepen = Codewaarde.objects.filter(lijst=Codelijst.DOELGROEP).values_list("code", flat=True)
        rows = []
        for plek in draw.choices(self.PLEKKEN, k=60):
            segment = draw.choice(["sociale-huur", "sociale-huur", "middenhuur"])
            koop = draw.random() < 0.3
            rows.append(mutatie(draw.choice(soorten), draw.randint(0, 40), segment, daeb_koop=koop, **plek))
            boven = draw.random() < 0.2
            rows.append(toewijzing(draw.choice(groepen), draw.randint(1, 9), boven_inkomensgrens=boven, **plek))
        return rows

    def test_every_scope_of_every_indicator_agrees(self, rijen):
        for code, rows in rijen.items():
            maak_vastgesteld(code, "2026-1", *rows)
        expected = Counter()
        for code, rows in rijen.items():
            for row in rows:
                for key, amount in _plain(row):
                    areas = set() if key[0] in STAD else {(row.wijk_id, None), (row.wijk_id, row.buurt_id)}
                    for wijk, buurt in {(None, None), *areas}:
                        expected[(*key, code, wijk, buurt)] += amount
                        expected[(*key, None, wijk, buurt)] += amount
        assert _stored() == {key: amount for key, amount in expected.items() if amount}


STAD = {"T3"}  # the task is of the city: its rows say nothing about a wijk
URGENT = ["statushouder", "uitstroom-instelling", "medisch-sociaal", "sloop-herstructurering", "overig-urgent"]
PLUS, MIN = ["nieuwbouw", "aankoop", "woningdelen", "splitsen"], ["verkoop", "sloop", "liberalisatie"]


def _plain(row):
    """((indicator, onderdeel, side), amount) for everything that a row counts towards."""
    kind = {Mutatie: _of_mutatie, Toewijzing: _of_toewijzing, Gemeentegegeven: _of_gegeven}[type(row)]
    return [(key, row.aantal * sign) for key, sign in kind(row)]


def _of_mutatie(row):
    if row.segment != "sociale-huur":
        return
    if row.soort in PLUS + MIN:
        sign = 1 if row.soort in PLUS else -1
        yield ("V1", "", "teller"), sign
        yield ("V1", row.soort, "teller"), sign
    if row.soort == "nieuwbouw":
        yield ("V3", "", "teller"), 1
    if row.soort == "correctie":
        yield ("V1", "correctie", "teller"), 1
    if row.soort == "verkoop" and row.daeb_koop:
        yield ("V1", "daeb-koop", "teller"), 1


def _of_toewijzing(row):
    yield ("T1", "", "noemer"), 1
    yield ("T2", "", "noemer"), 1
    if row.doelgroep in URGENT:
        yield ("T1", "", "teller"), 1
    if row.boven_inkomensgrens:
        yield ("T2", "", "teller"), 1


def _of_gegeven(row):
    if row.gegeven == "oplevering-markt" and row.segment == "sociale-huur":
        yield ("V3", "", "teller"), 1
    if row.gegeven == "gehuisveste-statushouders":
        yield ("T3", "", "teller"), 1
    if row.gegeven == "taakstelling-statushouders":
        yield ("T3", "", "noemer"), 1


def _stored():
    codes = dict(Partij.objects.values_list("pk", "code"))
    found = {}
    for waarde in IndicatorWaarde.objects.all():
        for side in ("teller", "noemer"):
            if amount := getattr(waarde, side):
                place = codes.get(waarde.partij_id), waarde.wijk_id, waarde.buurt_id
                found[(waarde.indicator, waarde.onderdeel, side, *place)] = amount
    return found
