"""The registry, and all indicators against plain Python: over random rows, and over the demonstration."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from acties.models import Thema
from basis.halfjaar import Halfjaar
from basis.models import Partij
from demo import generator, verhaal
from monitoring import indicatoren, reeksen
from monitoring.indicatoren import INDICATOREN, indicator
from monitoring.indicatoren.registry import Cijfers, Eenheid, Periode
from monitoring.indicatoren.vormen import Som
from monitoring.models import IndicatorWaarde
from monitoring.rekenen.recompute import recompute
from tests.factories.monitoring import (
    gegeven,
    maak_buurt,
    maak_vastgesteld,
    mutatie,
    partij,
    project,
    stand,
    toewijzing,
)
from tests.monitoring.nagerekend import in_plain_python
from voorraad.models import Codelijst, Codewaarde

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
        make = self._of_municipality if code == "gemeente" else self._of_corporation
        return [row for plek in draw.choices(self.PLEKKEN, k=60) for row in make(draw, plek)]

    def _of_municipality(self, draw, plek):
        yield gegeven(
            draw.choice(self._codes(Codelijst.GEGEVEN)),
            draw.randint(0, 50),
            segment=draw.choice(["", "sociale-huur"]),
            doelgroep=draw.choice(["", "jongere", "gezin", "statushouder"]),
            wachttijd=draw.choice([None, 4, 7.5]),
            **plek,
        )
        yield self._project(draw, plek)

    def _of_corporation(self, draw, plek):
        segment = draw.choice(["sociale-huur", "sociale-huur", "middenhuur", "vrije-sector-huur"])
        soort = draw.choice(self._codes(Codelijst.MUTATIESOORT))
        ja = {"daeb_koop": draw.random() < 0.3, "middeninkomen": draw.random() < 0.5}
        naar = draw.choice(["middenhuur", "vrije-sector-huur", ""]) if segment != "middenhuur" else ""
        yield mutatie(soort, draw.randint(0, 40), segment, naar_segment=naar, **ja, **plek)
        yield toewijzing(
            draw.choice(self._codes(Codelijst.DOELGROEP)),
            draw.randint(1, 9),
            boven_inkomensgrens=draw.random() < 0.2,
            nieuwbouw=draw.random() < 0.3,
            prijscategorie=draw.choice(["goedkoop", "bereikbaar"]),
            wachttijd_uitstroom=draw.choice([None, 5.5, 8]),
            **plek,
        )
        yield stand(
            draw.randint(0, 90),
            segment=segment,
            prijscategorie=draw.choice(["goedkoop", "bereikbaar"]),
            energielabel=draw.choice(self._codes(Codelijst.ENERGIELABEL)),
            geschikt=draw.choice(self._codes(Codelijst.GESCHIKT)),
            **plek,
        )
        yield self._project(draw, plek)

    def _project(self, draw, plek):
        return project(
            draw.randint(1, 200),
            draw.choice(["2026-2", "2029-1", "2035-2", "2036-1"]),
            draw.choice([None, "2026-1", "2025-1"]),
            initiatiefnemer=draw.choice(["corporatie", "markt"]),
            eigenaar=draw.choice(["corporatie", "markt", "particulier"]),
            soort=draw.choice(["nieuwbouw", "nieuwbouw", "sloop"]),
            segment=draw.choice(["sociale-huur", "middenhuur"]),
            hardheid=draw.choice(["hard", "zacht"]),
            biobased=draw.random() < 0.5,
            conceptueel=draw.random() < 0.5,
            **plek,
        )

    def _codes(self, lijst):
        return list(Codewaarde.objects.filter(lijst=lijst).values_list("code", flat=True))

    def test_every_scope_of_every_indicator_agrees(self, rijen):
        for code, rows in rijen.items():
            maak_vastgesteld(code, "2026-1", *rows)
        expected = Counter()
        for code, rows in rijen.items():
            for row in rows:
                for key, amount in in_plain_python(row, code, "2026-1"):
                    of_the_city = key[0] in ("T3", "T5")
                    for wijk, buurt in {(None, None), (row.wijk_id, None), (row.wijk_id, row.buurt_id)}:
                        if wijk is None or not of_the_city:
                            expected[(*key, code, wijk, buurt)] += amount
                            expected[(*key, None, wijk, buurt)] += amount
        assert _stored() == {key: round(amount, 1) for key, amount in expected.items() if round(amount, 1)}

    def test_demonstration_agrees(self):
        """The invented deliveries of both half-years: the same rows, counted here and counted there."""
        for half in (verhaal.H1, verhaal.H2):
            rijen = {code: generator.rijen(partij(code), half) for code in self.PARTIJEN}
            for code, per_model in rijen.items():
                maak_vastgesteld(code, str(half), *[row for rows in per_model.values() for row in rows])
            expected = Counter()
            for code, per_model in rijen.items():
                for row in (row for rows in per_model.values() for row in rows):
                    for key, amount in in_plain_python(row, code, str(half)):
                        expected[(*key, None, None, None)] += amount
                        expected[(*key, code, None, None)] += amount
            found = {key: amount for key, amount in _stored(half).items() if key[4:] == (None, None)}
            assert found == {key: round(amount, 1) for key, amount in expected.items() if round(amount, 1)}
            assert {key[0] for key in found} == {code for code in INDICATOREN if INDICATOREN[code].van}


def _stored(half=H1):
    codes = dict(Partij.objects.values_list("pk", "code"))
    found = {}
    for waarde in IndicatorWaarde.objects.filter(halfjaar=half):
        for side in ("teller", "noemer"):
            if amount := getattr(waarde, side):
                place = codes.get(waarde.partij_id), waarde.wijk_id, waarde.buurt_id
                found[(waarde.indicator, waarde.onderdeel, side, *place)] = amount
    return found
