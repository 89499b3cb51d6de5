"""Accepted deliveries with rows, straight into the database: for whoever starts from figures, not from a file."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict

from acties.models import Prioriteitsgebied
from basis.halfjaar import Halfjaar
from basis.models import Buurt, Gebied, Partij, Wijk
from monitoring.rekenen.recompute import recompute
from tests.factories.voorraad import maak_levering
from voorraad.models import Gemeentegegeven, Levering, Mutatie, Project, Rij, Status, Toewijzing, Voorraadstand

_nummer = itertools.count(1)


def _geplaatst(model, wijk=None, buurt=None, **waarden) -> Rij:
    if buurt:
        buurt = Buurt.objects.select_related("wijk").get(code=buurt)
        return model(buurt=buurt, wijk=buurt.wijk, **waarden)
    return model(wijk=wijk and Wijk.objects.get(code=wijk, editie=2025), **waarden)


def mutatie(soort: str, aantal: int, segment: str = "sociale-huur", **waarden) -> Mutatie:
    """A row of Mutaties that is not stored yet; `wijk` and `buurt` are codes."""
    return _geplaatst(Mutatie, soort=soort, aantal=aantal, segment=segment, **waarden)


def toewijzing(doelgroep: str, aantal: int, **waarden) -> Toewijzing:
    """A row of Toewijzingen that is not stored yet."""
    return _geplaatst(Toewijzing, doelgroep=doelgroep, aantal=aantal, **{"prijscategorie": "goedkoop", **waarden})


def stand(aantal: int, **waarden) -> Voorraadstand:
    """A row of Voorraad that is not stored yet: a social home with label B, unless told otherwise."""
    usual = {
        "segment": "sociale-huur", "prijscategorie": "goedkoop", "woningtype": "appartement",
        "energielabel": "b", "geschikt": "nee",
    }  # fmt: skip
    return _geplaatst(Voorraadstand, aantal=aantal, **{**usual, **waarden})


def project(aantal: int, verwacht: str = "2028-1", gerealiseerd: str | None = None, **waarden) -> Project:
    """A row of Projecten that is not stored yet: hard new-build of social homes by a corporation, unless told so."""
    usual = {
        "projectcode": f"P{next(_nummer)}", "initiatiefnemer": "corporatie", "eigenaar": "corporatie",
        "soort": "nieuwbouw", "segment": "sociale-huur", "planstatus": "2a", "hardheid": "hard",
        "verwacht_halfjaar": Halfjaar.parse(verwacht),
        "gerealiseerd_halfjaar": gerealiseerd and Halfjaar.parse(gerealiseerd),
    }  # fmt: skip
    return _geplaatst(Project, aantal=aantal, **{**usual, **waarden})


def gegeven(soort: str, aantal: int, **waarden) -> Gemeentegegeven:
    """A row of the municipality's own sheet that is not stored yet."""
    return _geplaatst(Gemeentegegeven, gegeven=soort, aantal=aantal, **waarden)


def maak_vastgesteld(partij: str, halfjaar: str, *rijen: Rij, bereken: bool = True) -> Levering:
    """An accepted delivery with these rows, computed unless told otherwise. The one accepted before is replaced."""
    before = Levering.objects.vastgesteld().filter(partij__code=partij, halfjaar=Halfjaar.parse(halfjaar))
    before.update(status=Status.VERVANGEN)
    levering = maak_levering(partij, halfjaar, Status.VASTGESTELD)
    per_model = defaultdict(list)
    for nummer, rij in enumerate(rijen, 2):
        rij.levering, rij.rijnummer = levering, nummer
        per_model[type(rij)].append(rij)
    for model, rows in per_model.items():
        model.objects.bulk_create(rows)
    if bereken:
        recompute(levering.halfjaar, levering.partij)
    return levering


def maak_twee_halfjaren(wijk: str = "WK030710") -> None:
    """Two corporations and the municipality over 2026; omnia-wonen is twice portaal, but for the demolition."""
    for wie, factor in (("portaal", 1), ("omnia-wonen", 2)):
        for half in ("2026-1", "2026-2"):
            maak_vastgesteld(
                wie, half,
                mutatie("nieuwbouw", 10 * factor, wijk=wijk), mutatie("sloop", 3, wijk="WK030701"),
                mutatie("verkoop", 2 * factor, daeb_koop=True), mutatie("correctie", -1),
                toewijzing("gezin", 20 * factor, wijk=wijk),
                toewijzing("medisch-sociaal", 7, wijk=wijk, boven_inkomensgrens=True),
                stand(100 * factor, wijk=wijk), stand(30, energielabel="e", geschikt="nultreden", wijk="WK030701"),
                project(20 * factor, "2028-1", wijk=wijk), project(6, "2027-2", soort="sloop", hardheid="zacht"),
                project(5, half, gerealiseerd=half, biobased=True, conceptueel=True, wijk=wijk),
            )  # fmt: skip
    for half, housed in (("2026-1", 180), ("2026-2", 215)):
        rows = [
            gegeven("taakstelling-statushouders", 200), gegeven("gehuisveste-statushouders", housed),
            gegeven("actief-woningzoekenden", 900, doelgroep="gezin"),
            gegeven("wachtend-instelling", 58, wachttijd=7.5),
            project(40, half, gerealiseerd=half, initiatiefnemer="markt", segment="middenhuur", wijk=wijk),
            project(5, half, gerealiseerd=half, initiatiefnemer="markt", wijk=wijk),
        ]  # fmt: skip
        maak_vastgesteld("gemeente", half, *rows, gegeven("oplevering-markt", 5, segment="sociale-huur", wijk=wijk))


def maak_volledig(halfjaar: str, *rijen: Rij, partij: str = "omnia-wonen") -> Levering:
    """The same, with deliveries without rows of the other corporations: only then areas are shown to every reader."""
    for andere in Partij.objects.corporaties().exclude(code=partij):
        if not Levering.objects.vastgesteld().filter(partij=andere, halfjaar=Halfjaar.parse(halfjaar)).exists():
            maak_vastgesteld(andere.code, halfjaar)
    return maak_vastgesteld(partij, halfjaar, *rijen)


def maak_buurt(code: str) -> Buurt:
    """A buurt in the wijk that its code names: BU03070102 lies in WK030701."""
    return Buurt.objects.create(
        code=code, editie=2025, naam=code, wijk=Wijk.objects.get(code=f"WK{code[2:8]}", editie=2025)
    )


def maak_prioriteitsgebied(sinds: str, aanpak_sinds: str | None = None) -> Prioriteitsgebied:
    """An area on the list of priority neighbourhoods since a day, with a joint approach since another."""
    naam = f"gebied {next(_nummer)}"
    return Prioriteitsgebied.objects.create(
        gebied=Gebied.objects.create(code=naam.replace(" ", "-"), naam=naam),
        sinds=datetime.date.fromisoformat(sinds),
        aanpak_sinds=aanpak_sinds and datetime.date.fromisoformat(aanpak_sinds),
        waarom="afgesproken",
    )


def partij(code: str) -> Partij:
    return Partij.objects.get(code=code)
