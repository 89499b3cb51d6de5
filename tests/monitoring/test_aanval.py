"""A reader of a tenant organisation collects all pages, downloads and passports there are, and solves the equations.

Unknown are the homes that each corporation allocated, per half-year, smallest area, group and income. Known is
whatever this reader can fetch: of the city as a whole and of each corporation, of wijken, buurten and own areas,
until each half-year and as known on each day. What a corporation did not correct is the same before and after.
"""

import csv
import datetime
import functools
import io
import itertools
import json
import random
import re

import pytest
import time_machine

from basis.halfjaar import Halfjaar
from basis.models import Buurt, Gebied, Partij, Wijk
from monitoring import gebiedsreeksen, reeksen
from monitoring.indicatoren import INDICATOREN
from monitoring.kleine_aantallen import gebiedstabel, zichtbaar
from monitoring.kleine_aantallen.small_numbers import Zicht
from monitoring.kleine_aantallen.zichtbaar import Lezer
from monitoring.verborgen import GRENS, KLEIN, Verborgen
from tests.factories.monitoring import gegeven, maak_buurt, maak_vastgesteld, toewijzing
from tests.monitoring.aanvaller import Aanvaller
from voorraad.models import Codewaarde, Levering, Toewijzing

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
HALVEN = [Halfjaar(2026, 1), Halfjaar(2026, 2)]
CORPORATIES = ["de-alliantie", "omnia-wonen", "portaal"]
UITSTROOM = "uitstroom-instelling"
MAANDEN = 5  # so long each of them waited
GROEPEN = ["statushouder", UITSTROOM, "gezin", "jongere"]
DAGEN = [datetime.date(2027, 2, 1), datetime.date(2027, 3, 1)]  # all delivered; one corrected
CODES = ["T1", "T2", "T4", "T6"]


def op(dag):
    return datetime.datetime.combine(dag, datetime.time(12), tzinfo=datetime.UTC)


def wachttijd(groep):
    return MAANDEN if groep == UITSTROOM else None


class Stad:
    """A small town with figures by chance, delivered and corrected, and the deliveries that count on each day."""

    def __init__(self, seed: int, wijken: int = 6):
        self.kans = random.Random(seed)
        kept = list(Wijk.objects.in_editie(2026).order_by("code")[:wijken])
        Wijk.objects.exclude(pk__in=[wijk.pk for wijk in kept]).delete()
        self.wijken = [wijk.code for wijk in kept]
        self.buurten = {f"BU{code[2:]}{n:02}": code for code in self.wijken[:2] for n in (1, 2, 3)}
        for code in self.buurten:
            maak_buurt(code)
        self.gebieden = [self.gebied("een", self.wijken[:3], []), self.gebied("twee", self.wijken[1:2], self.buurten)]
        self.gebieden.append(self.gebied("drie", self.wijken[3:5], list(self.buurten)[2:5]))
        self.leveringen: dict[datetime.date, dict[tuple, int]] = {}
        self.lever()

    def gebied(self, naam, wijken, buurten) -> Gebied:
        made = Gebied.objects.create(code=naam, naam=naam)
        made.wijken.set(Wijk.objects.filter(code__in=wijken))
        made.buurten.set(Buurt.objects.filter(code__in=buurten))
        return made

    def lever(self):
        counted = {}
        with time_machine.travel(op(DAGEN[0]) - datetime.timedelta(hours=6), tick=True):
            for half, wie in itertools.product(HALVEN, CORPORATIES):
                counted[half, wie] = maak_vastgesteld(wie, str(half), *self.rijen()).pk
        self.leveringen[DAGEN[0]] = dict(counted)
        with time_machine.travel(op(DAGEN[1]) - datetime.timedelta(hours=6), tick=True):
            half, wie = self.kans.choice(HALVEN), self.kans.choice(CORPORATIES)
            rows = self.gecorrigeerd(counted[half, wie])
            counted[half, wie] = maak_vastgesteld(wie, str(half), *rows).pk
        self.leveringen[DAGEN[1]] = counted

    def rijen(self) -> list[Toewijzing]:
        places = [{"wijk": code} for code in self.wijken] + [{"buurt": code} for code in self.buurten]
        empty = self.kans.choice(self.wijken)
        return [
            toewijzing(groep, n, boven_inkomensgrens=boven, wachttijd_uitstroom=wachttijd(groep), **place)
            for place in places
            for groep in GROEPEN
            for boven in (False, True)
            if (n := self.kans.choice((0, 0, 0, 0, 1) if boven else (0, 0, 0, 1, 2, 5, 12)))
            and (place.get("wijk") != empty or groep == "gezin")
        ]

    def gecorrigeerd(self, pk: int) -> list[Toewijzing]:
        """The same rows, two of them with another number."""
        rows = list(Toewijzing.objects.filter(levering=pk))
        for row in self.kans.sample(rows, 2):
            row.aantal = self.kans.randint(1, 9)
        for row in rows:
            row.pk = None
        return rows

    # the truth, and what is unknown: homes per delivery, smallest area, group and income

    def bladen(self, gebied: str) -> list[tuple[str, str]]:
        if gebied.startswith("BU"):
            return [(self.buurten[gebied], gebied)]
        return [(gebied, ""), *((gebied, buurt) for buurt, wijk in self.buurten.items() if wijk == gebied)]

    def som(self, dag, half, gebieden, groepen=GROEPEN, boven=(False, True), wie=CORPORATIES) -> dict:
        found = {}
        for gebied in gebieden:
            for (wijk, buurt), groep, rijk, corporatie in itertools.product(self.bladen(gebied), groepen, boven, wie):
                found[self.leveringen[dag][half, corporatie], wijk, buurt, groep, rijk] = 1
        return found

    def telling(self, som: dict) -> int:
        if not hasattr(self, "_waar"):
            self._waar = {}
            rows = Toewijzing.objects.values_list(
                "levering", "wijk__code", "buurt__code", "doelgroep", "boven_inkomensgrens", "aantal"
            )
            for pk, wijk, buurt, groep, boven, aantal in rows:
                key = (pk, wijk, buurt or "", groep, boven)
                self._waar[key] = self._waar.get(key, 0) + aantal
        return sum(self._waar.get(key, 0) for key in som)


@functools.cache
def urgente_groepen() -> list[str]:
    return [groep for groep in GROEPEN if Codewaarde.objects.urgent().filter(code=groep).exists()]


def kanten(code: str, onderdeel: str = ""):
    """Which groups and incomes stand above and below the line; months are so many people times as much."""
    teller = {
        "T1": {"groepen": urgente_groepen()},
        "T2": {"boven": (True,)},
        "T6": {"groepen": [onderdeel] if onderdeel in GROEPEN else GROEPEN},
        "T4": {"groepen": [UITSTROOM]},
    }[code]
    return teller, teller if code == "T4" else {}


def wijken_en_buurten(stad):
    return [*stad.wijken, *stad.buurten]


def weet_de_stad(stad: Stad, lezer: Aanvaller) -> None:
    """What is published of the city and of each corporation: each count of each half-year, on each day."""
    for dag, half, wie in itertools.product(DAGEN, HALVEN, CORPORATIES):
        for groep in GROEPEN:
            som = stad.som(dag, half, stad.wijken, groepen=[groep], wie=[wie])
            lezer.weet(som, stad.telling(som))
        som = stad.som(dag, half, stad.wijken, boven=(True,), wie=[wie])
        lezer.weet(som, stad.telling(som))


def weet(stad: Stad, lezer: Aanvaller, som: dict, shown) -> None:
    """A figure as it is shown, hidden or not."""
    if isinstance(shown, Verborgen):
        assert shown.minstens <= stad.telling(som) <= shown.hoogstens
        lezer.hoort(som, shown.minstens, shown.hoogstens)
    elif shown is not None:
        assert shown == stad.telling(som)
        lezer.weet(som, shown)


def halven(code, half):
    """The half-years that a figure adds up."""
    return [each for each in HALVEN if each <= half and each.jaar == half.jaar] if code == "T2" else [half]


def weet_gebieden(stad: Stad, lezer: Aanvaller, zelf: Partij | None = None) -> None:
    """Every area, on every day, until every half-year: the functions behind every page."""
    for code, dag, half in itertools.product(CODES, DAGEN, HALVEN):
        asked = {"mag_klein": Lezer(False, zelf), "op": op(dag)}
        found = [
            ([area.code], punt)
            for soort in (Wijk, Buurt)
            for area, punt in zichtbaar.per_gebied(code, half, soort=soort, **asked)
        ]
        assert len(found) == len(wijken_en_buurten(stad))
        for gebied in stad.gebieden:
            wijken = set(gebied.wijken.values_list("code", flat=True))
            losse = {buurt.code for buurt in gebied.buurten.all() if buurt.wijk.code not in wijken}
            found.append(([*wijken, *losse], zichtbaar.van_gebied(gebied, code, half, **asked)))
        for gebieden, punt in found:
            weet_punt(stad, lezer, code, dag, halven(code, half), gebieden, punt)


def weet_punt(stad, lezer, code, dag, halves, gebieden, punt) -> None:
    def som(**which):
        return {key: 1 for half in halves for key in stad.som(dag, half, gebieden, **which)}

    teller, noemer = kanten(code)
    people = punt.teller if code != "T4" or isinstance(punt.teller, Verborgen) else punt.teller / MAANDEN
    weet(stad, lezer, som(**teller), people)
    if INDICATOREN[code].is_deel or code == "T4":
        weet(stad, lezer, som(**noemer), punt.noemer)
    urgent = urgente_groepen()
    sums = {"urgent": urgent, "regulier": [groep for groep in GROEPEN if groep not in urgent]}
    sums |= {groep: [groep] for groep in GROEPEN}
    for onderdeel, shown in punt.onderdelen.items():
        if onderdeel in sums:
            weet(stad, lezer, som(groepen=sums[onderdeel]), shown)
        else:  # in no known way part of the others: not shown, unless it is nowhere in the city
            assert isinstance(shown, Verborgen) or shown == 0


def geheimen(stad: Stad, wie=CORPORATIES):
    """Every small count of an area: in all, per group, urgent or not, above the limit or not."""
    urgent = urgente_groepen()
    regulier = [groep for groep in GROEPEN if groep not in urgent]
    which = [{}, {"groepen": urgent}, {"groepen": regulier}, {"boven": (True,)}, {"boven": (False,)}]
    which += [{"groepen": [groep]} for groep in GROEPEN]
    for dag, half, gebied, kind in itertools.product(DAGEN, HALVEN, wijken_en_buurten(stad), which):
        som = stad.som(dag, half, [gebied], wie=wie, **kind)
        if stad.telling(som) < GRENS:
            yield (dag, half, gebied, str(kind)), som


def gevonden(stad: Stad, lezer: Aanvaller, city: Aanvaller, wie=CORPORATIES):
    for naam, som in geheimen(stad, wie):
        guess = lezer.raadt(som)
        if guess is not None and city.raadt(som) is None:
            assert guess == stad.telling(som)
            yield naam


@pytest.mark.parametrize("seed", range(3))
def test_no_small_count_follows_from_all_that_is_published(seed):
    stad = Stad(seed)
    lezer, city = Aanvaller(), Aanvaller()
    weet_de_stad(stad, lezer)
    weet_de_stad(stad, city)
    weet_gebieden(stad, lezer)
    assert len(list(geheimen(stad))) > 40
    assert list(gevonden(stad, lezer, city)) == []


@pytest.mark.parametrize("seed", range(20, 22))
def test_corporation_cannot_work_out_a_small_count_of_the_others(seed):
    """It knows its own homes, one by one, and subtracts them."""
    stad, others = Stad(seed), CORPORATIES[:2]
    lezer, city = Aanvaller(), Aanvaller()
    for reader in (lezer, city):
        weet_de_stad(stad, reader)
        for dag, half, gebied in itertools.product(DAGEN, HALVEN, wijken_en_buurten(stad)):
            for cel in stad.som(dag, half, [gebied], wie=CORPORATIES[2:]):
                reader.weet({cel: 1}, stad.telling({cel: 1}))
    weet_gebieden(stad, lezer, Partij.objects.get(code=CORPORATIES[2]))
    assert list(gevonden(stad, lezer, city, others)) == []
    if seed == 20:  # on the pages of others it could
        weet_gebieden(stad, lezer)
        assert next(gevonden(stad, lezer, city, others), None)


def naief(basis, eerder=()):
    """Hides what is small, and nothing else."""
    hidden, seen = {}, set()
    for gebied in {*basis.bladen, *basis.wijken} - {""}:
        places = [
            n for n, (blad, wijk) in enumerate(zip(basis.bladen, basis.wijken, strict=True)) if gebied in (blad, wijk)
        ]
        for deling in basis.delingen:
            for kolom, parts in deling.kolommen.items():
                count = sum(int(deling.waarden[place, part]) for place in places for part in parts)
                if count < GRENS:
                    hidden[gebied, kolom] = KLEIN
                else:
                    seen.add((gebied, kolom))
    return Zicht(hidden, frozenset(seen))


def test_the_same_reader_succeeds_where_only_small_counts_are_hidden(monkeypatch):
    monkeypatch.setattr(gebiedstabel, "verberg", naief)
    stad = Stad(0)
    lezer, city = Aanvaller(), Aanvaller()
    weet_de_stad(stad, lezer)
    weet_de_stad(stad, city)
    weet_gebieden(stad, lezer)
    assert len(list(gevonden(stad, lezer, city))) > 10


class TestPaginas:
    """Pages, downloads and passports say what `zichtbaar` says, and no more."""

    def rijen(self, client, path):
        text = client.get(path).content.decode("utf-8-sig")
        return {naam: row for naam, *row in list(csv.reader(io.StringIO(text), delimiter=";"))[1:]}

    @pytest.mark.parametrize("code", ["T1", "T2"])
    def test_downloads_and_pages_show_what_may_be_seen(self, als, code):
        stad = Stad(5)
        with time_machine.travel(op(DAGEN[1]), tick=True):
            client = als("huurdersorganisatie")
            for half, dag in itertools.product(HALVEN, DAGEN):
                query = f"?tm={half}" + (f"&op={dag}" if dag != DAGEN[1] else "")
                found = zichtbaar.per_gebied(code, half, mag_klein=False, op=op(dag))
                expected = {wijk.naam: [self.tekst(punt.teller), self.tekst(punt.noemer)] for wijk, punt in found}
                for extra in ("", "&corporatie=portaal"):
                    rows = self.rijen(client, f"/grafieken/indicator-{code.lower()}-wijken.csv{query}{extra}")
                    assert {naam: row[:2] for naam, row in rows.items()} == expected
                page = client.get(f"/indicatoren/{code}/{query}").content.decode()
                assert self.tabel(page, set(expected)) == expected
            assert any(isinstance(punt.teller, Verborgen) for _, punt in found)
        assert len(found) == len(stad.wijken)

    def tekst(self, shown) -> str:
        return str(shown) if isinstance(shown, Verborgen) else str(int(shown))

    def tabel(self, page, namen) -> dict[str, list[str]]:
        found = {}
        for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL):
            cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh].*?>(.*?)</t[dh]>", row, re.S)]
            if cells and cells[0] in namen:
                found[cells[0]] = [cell.replace("&lt;", "<") for cell in cells[1:3]]
        return found

    def test_map_says_of_a_hidden_wijk_only_that_it_is_hidden(self, als):
        Stad(5)
        with time_machine.travel(op(DAGEN[1]), tick=True):
            page = als("huurdersorganisatie").get("/wijken/?indicator=T1").content.decode()
            found = dict(zichtbaar.per_gebied("T1", HALVEN[1], mag_klein=False))
        figure = json.loads(re.search(r'<script id="[^"]*" type="application/json">({"data".*?)</script>', page)[1])
        hidden = {wijk.naam for wijk, punt in found.items() if isinstance(punt.waarde, Verborgen)}
        drawn = [trace for trace in figure["data"] if trace.get("name") in hidden]
        assert {trace["name"] for trace in drawn} == hidden
        assert {trace["text"].removeprefix(trace["name"]) for trace in drawn} == {": niet getoond"}
        assert len({json.dumps([trace["fillcolor"], trace["fillpattern"]]) for trace in drawn}) == 1

    @pytest.mark.parametrize(("code", "onderdeel"), [("T1", ""), ("T2", ""), ("T6", "gezin")])
    def test_no_address_gives_a_passport_of_what_is_hidden(self, als, code, onderdeel):
        stad = Stad(6, wijken=4)
        client = als("huurdersorganisatie")
        seen = set()
        levering = Levering.objects.vastgesteld().first()
        for half, wijk in itertools.product(HALVEN, stad.wijken):
            for extra in ("", "&partij=portaal", f"&op={DAGEN[0]}", f"&buurt={min(stad.buurten)}"):
                query = f"/cijfer/{code}/{half}/?wijk={wijk}&onderdeel={onderdeel}{extra}"
                refused = client.get(f"{query}&levering={levering.pk}")
                assert "pagina" not in (refused.context or {})
                hidden = "partij" in extra or self.verborgen(code, onderdeel, half, wijk, "op=" in extra)
                paspoort = client.get(query).context["paspoort"]
                assert (paspoort.verborgen, paspoort.tellingen) == (hidden, [])
                assert not hidden or (paspoort.waarde in ("< 5", "niet getoond") and paspoort.invulling == "")
                seen.add(hidden)
        assert seen == {True, False}

    def verborgen(self, code, onderdeel, half, wijk, eerder) -> bool:
        moment = op(DAGEN[0]) if eerder else None
        found = {each.code: punt for each, punt in zichtbaar.per_gebied(code, half, mag_klein=False, op=moment)}
        shown = found[wijk].onderdelen[onderdeel] if onderdeel else found[wijk].waarde
        return isinstance(shown, Verborgen)


def test_half_year_of_two_corporations_shows_no_area():
    """With the third that came later, the difference would be what that corporation did alone."""
    for wie in CORPORATIES[:2]:
        maak_vastgesteld(wie, "2026-1", toewijzing("gezin", 40, wijk="WK030701"))
    found = zichtbaar.per_gebied("T1", HALVEN[0], mag_klein=False)
    assert len(found) == Wijk.objects.in_editie(2026).count()
    assert all(isinstance(punt.noemer, Verborgen) and punt.noemer.minstens == 0 for _, punt in found)
    assert zichtbaar.laatste("T1", HALVEN[0], mag_klein=False, reeks=reeksen.load(["T1"])) is None
    maak_vastgesteld(CORPORATIES[2], "2026-1", toewijzing("gezin", 1, wijk="WK030702"), toewijzing("gezin", 1))
    shown = {wijk.code: punt for wijk, punt in zichtbaar.per_gebied("T1", HALVEN[0], mag_klein=False)}
    assert shown["WK030701"].noemer == 80
    assert (shown["WK030702"].noemer, shown["WK030702"].noemer.hoogstens) == (KLEIN, 4)


def test_who_may_see_small_counts_sees_what_is_stored():
    Stad(1, wijken=3)
    for soort in (Wijk, Buurt):
        found = zichtbaar.per_gebied("T1", HALVEN[1], mag_klein=True, soort=soort)
        assert found == gebiedsreeksen.load_gebieden("T1", HALVEN[1], soort=soort)
        assert not any(isinstance(punt.teller, Verborgen) for _, punt in found)


def test_partij_is_of_no_use_to_who_may_not_see_small_counts():
    Stad(1, wijken=3)
    portaal = Partij.objects.get(code="portaal")
    asked = {"mag_klein": False}
    assert zichtbaar.per_gebied("T1", HALVEN[0], partij=portaal, **asked) == zichtbaar.per_gebied(
        "T1", HALVEN[0], **asked
    )


def test_figure_of_the_city_alone_has_no_areas():
    """A task of persons is not per wijk, also where one of its rows should name one."""
    rows = gegeven("taakstelling-statushouders", 20), gegeven("gehuisveste-statushouders", 12, wijk="WK030701")
    maak_vastgesteld("gemeente", "2026-1", *rows)
    gebied = Gebied.objects.create(code="een", naam="een")
    gebied.wijken.set(Wijk.objects.filter(code="WK030701"))
    for small in (True, False):
        assert zichtbaar.per_gebied("T3", HALVEN[0], mag_klein=small) == []
        assert zichtbaar.van_gebied(gebied, "T3", HALVEN[0], mag_klein=small) is None
