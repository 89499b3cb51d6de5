"""Dashboards: server time and queries of each page for each kind of reader, and what ten times the history adds.

Target: at most 80 ms of server time and 12 queries, and at most 20 % more when the history is ten times longer. Cold is
a page of which nothing was kept (also no table of small numbers); changed is the first visit after the figures of one
half-year changed; warm is a kept page. History grows in two ways: the same ten half-years in which everything was
delivered ten times, with stock, plans and changes that are all other ones and a few other allocations; and a hundred
half-years, of which every chart draws each one.

Real size: three corporations and the municipality, the ten half-years of the agreements, 30.000 homes in 33 wijken.
Runs on SQLite, or on PostgreSQL when DATABASE_URL names a server.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
from collections import Counter
from functools import partial

from bench.filled import client, database, levering_of, run_apart, timed

RUNS = 3
HALF_YEARS, TIMES = 10, 10
MS, QUERIES, GROWTH = 80, 12, 1.2
READERS = [("medewerker", "gemeente"), ("huurdersorganisatie", "hestia"), ("corporatie", "portaal")]
PAGES = [
    "/", "/voorraad/", "/voorraad/projecten/", "/toewijzing/", "/themas/ouderen/", "/themas/duurzaam/", "/indicatoren/",
    "/indicatoren/V1/", "/indicatoren/T6/", "/wijken/", "/wijken/?indicator=T6", "/wijken/WK030710/",
    "/gebieden/langs-eem-en-spoor/", "/wijken/vergelijk/?a=WK030710&b=WK030713",
]  # fmt: skip


def main() -> None:
    run_apart("bench.dashboards")


def _measure(data: str) -> None:
    found = {}
    for size, half_years, versions in [
        ("real size", HALF_YEARS, 1),
        (f"each {TIMES} ×", HALF_YEARS, TIMES),
        (f"{HALF_YEARS * TIMES} halves", HALF_YEARS * TIMES, 1),
    ]:
        with database(data) as connection:
            _fill(half_years, versions)
            print(f"{size}: {half_years} half-years, each delivered {versions} ×; {connection.vendor}", flush=True)
            readers = {rol: client(rol, partij) for rol, partij in READERS}
            found[size] = {(path, rol): _page(reader, path) for rol, reader in readers.items() for path in PAGES}
    _report(found)


def _page(reader, path: str) -> dict[str, float]:
    """Milliseconds (median) and queries of a page, cold, changed and warm."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    made = {}
    for state, before in (("cold", cache.clear), ("changed", _change), ("warm", lambda: None)):
        _get(reader, path)
        before()
        with CaptureQueriesContext(connection) as asked:
            _get(reader, path)
        made[f"{state} queries"] = len(asked)
        times = []
        for _ in range(RUNS):
            before()
            gc.collect()
            times.append(timed(partial(_get, reader, path)))
        made[state] = statistics.median(times)
    return made


def _get(reader, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 200, (path, response.status_code)


def _change() -> None:
    """As after a correction of the newest half-year."""
    from django.db.models import F

    from monitoring.models import Rekenstand

    newest = Rekenstand.objects.latest("halfjaar")
    Rekenstand.objects.filter(pk=newest.pk).update(versie=F("versie") + 1)


def _report(found: dict) -> None:
    real, *grown = found
    for rol, _ in READERS:
        print(f"\n{rol:<40}{'ms (queries), ' + real:^39}{'cold and changed, × real size':^44}")
        print(f"{'page':<38}{'cold':>13}{'changed':>13}{'warm':>13}" + "".join(f"{size:>22}" for size in grown))
        for path in PAGES:
            first = found[real][path, rol]
            cells = [f"{first[s]:>8.0f} ({first[f'{s} queries']:>2})" for s in ("cold", "changed", "warm")]
            times = [
                " / ".join(f"{found[size][path, rol][s] / first[s]:.2f}" for s in ("cold", "changed")) for size in grown
            ]
            print(f"{path:<38}{''.join(f'{cell:>13}' for cell in cells)}{''.join(f'{each:>22}' for each in times)}")
    _against_targets(found)


def _against_targets(found: dict) -> None:
    real, *grown = found
    for state in ("cold", "changed", "warm"):
        pages = found[real].values()
        slow = sum(page[state] > MS for page in pages)
        many = sum(page[f"{state} queries"] > QUERIES for page in pages)
        more = [
            sum(found[size][key][state] > GROWTH * page[state] for key, page in found[real].items()) for size in grown
        ]
        said = ", ".join(f"{count} grow more than 20 % ({size})" for size, count in zip(grown, more, strict=True))
        print(
            f"{state}: of {len(pages)} pages {slow} take more than {MS} ms, {many} more than {QUERIES} queries; {said}"
        )


def _fill(half_years: int, versions: int) -> None:
    from basis.halfjaar import EERSTE
    from basis.models import Gebied, Partij, Wijk
    from monitoring.rekenen.recompute import recompute_half_year

    wijken = list(Wijk.objects.in_editie(EERSTE.jaar))
    Gebied.objects.create(code="langs-eem-en-spoor", naam="Langs Eem en Spoor").wijken.set(wijken[2:5])
    draw = random.Random(2026)
    for half in (EERSTE + n for n in range(half_years)):
        for version in range(1, versions + 1):
            for partij in Partij.objects.aanleverend():
                _deliver(partij, half, version, wijken, draw)
            recompute_half_year(half)


def _deliver(partij, half, version: int, wijken, draw) -> None:
    """A delivery of about the size of the demonstration's, in which the counts differ from those of other versions."""
    from voorraad.models import Levering, Rij, Status

    before = Levering.objects.filter(partij=partij, halfjaar=half, status=Status.VASTGESTELD)
    before.update(status=Status.VERVANGEN)
    levering = levering_of(partij, half)
    levering.versie = version
    levering.save()
    people = random.Random(f"{partij.code} {half}")
    rows = _gemeente(half, wijken, draw) if partij.code == "gemeente" else _corporatie(half, wijken, draw, people)
    per_model: dict[type[Rij], list[Rij]] = {}
    for number, row in enumerate(rows):
        row.levering, row.rijnummer = levering, number
        per_model.setdefault(type(row), []).append(row)
    for model, found in per_model.items():
        model.objects.bulk_create(found)


KINDS = [
    ("goedkoop", "d", "nee"), ("betaalbaar-laag", "b", "nultreden"), ("betaalbaar-laag", "c", "nee"),
    ("betaalbaar-hoog", "c", "nee"), ("betaalbaar-hoog", "a", "geclusterd"), ("bereikbaar", "b", "nee"),
    ("betaalbaar-laag", "e", "nee"), ("goedkoop", "g", "nee"),
]  # fmt: skip
GROEPEN = {
    "statushouder": 10, "uitstroom-instelling": 7, "medisch-sociaal": 6, "sloop-herstructurering": 3,
    "overig-urgent": 2, "jongere": 16, "spoedzoeker": 10, "gezin": 19, "oudere-doorstromer": 17, "overig": 10,
}  # fmt: skip


def _corporatie(half, wijken, draw, people):
    from voorraad.models import Mutatie, Toewijzing, Voorraadstand

    for wijk in wijken:
        for prijs, label, geschikt in KINDS:
            kind = {"prijscategorie": prijs, "energielabel": label, "geschikt": geschikt, "woningtype": "appartement"}
            yield Voorraadstand(wijk=wijk, segment="sociale-huur", aantal=draw.randint(20, 56), **kind)
    for _ in range(60):
        soort = draw.choice(["nieuwbouw", "nieuwbouw", "aankoop", "verkoop", "sloop", "liberalisatie", "splitsen"])
        segment = draw.choice(["sociale-huur", "sociale-huur", "middenhuur"])
        naar = "middenhuur" if soort == "liberalisatie" else ""
        amount = draw.randint(1, 20)
        yield Mutatie(wijk=draw.choice(wijken), soort=soort, segment=segment, naar_segment=naar, aantal=amount)
    yield from _projecten("C", "corporatie", half, wijken, draw)
    groups = people.choices(list(GROEPEN), list(GROEPEN.values()), k=260)
    kinds = [(people.choice(wijken[:28]), groep, people.random() < 0.08, people.random() < 0.2) for groep in groups]
    counts = Counter(kinds[draw.randint(0, 3) :])  # a correction of who was housed is a few homes
    for (wijk, groep, boven, nieuw), aantal in counts.items():
        waited = people.randint(3, 9) if groep == "uitstroom-instelling" else None
        what = {"doelgroep": groep, "boven_inkomensgrens": boven, "nieuwbouw": nieuw, "wachttijd_uitstroom": waited}
        yield Toewijzing(wijk=wijk, prijscategorie="betaalbaar-laag", aantal=aantal, **what)


def _projecten(letter: str, wie: str, half, wijken, draw):
    from basis.halfjaar import EERSTE
    from voorraad.models import Project

    for number in range(25):
        ready = EERSTE + number * 20 // 25
        status = draw.choice(["1a", "2a", "3", "4"])
        yield Project(
            wijk=wijken[number], projectcode=f"{letter}{number}", naam=f"Hof {letter}{number}", initiatiefnemer=wie,
            eigenaar=wie, soort="sloop" if number % 6 == 5 else "nieuwbouw", aantal=draw.randint(10, 120),
            segment="middenhuur" if number % 4 == 3 else "sociale-huur", planstatus=status,
            hardheid="hard" if status < "3" else "zacht", verwacht_halfjaar=ready, biobased=number % 5 == 0,
            conceptueel=number % 3 == 0, gerealiseerd_halfjaar=ready if ready <= half else None,
        )  # fmt: skip


def _gemeente(half, wijken, draw):
    from voorraad.models import Gemeentegegeven

    yield from _projecten("M", "markt", half, wijken, draw)
    yield Gemeentegegeven(gegeven="taakstelling-statushouders", aantal=200)
    yield Gemeentegegeven(gegeven="gehuisveste-statushouders", aantal=draw.randint(170, 230))
    yield Gemeentegegeven(gegeven="wachtend-instelling", aantal=draw.randint(40, 60), wachttijd=7.5)
    for groep in GROEPEN:
        yield Gemeentegegeven(gegeven="actief-woningzoekenden", doelgroep=groep, aantal=draw.randint(200, 4000))


if __name__ == "__main__":
    _measure(sys.argv[1])
