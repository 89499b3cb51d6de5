"""Whether a delivery fits what was accepted before: the books close, nothing jumps or disappears unexplained.

Real books do not always close, so these checks ask for a reason and never refuse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from basis.getallen import getal, procent, verschil
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partijsoort
from voorraad.checks.plek import melding_op, op
from voorraad.eerder import RIJEN_GENOEMD, SLECHTE_LABELS, Boekhouding, Plek, aandelen, effect
from voorraad.gevonden import Gevonden
from voorraad.models import Codewaarde, Gemeentegegeven, Mutatie, Niveau, Project, Toewijzing, Voorraadstand
from voorraad.tabellen import Werk

LET_OP = Niveau.WAARSCHUWING
SPRONG, SPRONG_WONINGEN = 0.20, 25  # more than so much, and more than so many homes
RUIMTE = 0.05  # a share may lie so far outside what was seen
GENOEG_GEZIEN = 3  # shares; fewer say nothing about what is usual
AANDEEL = {
    "urgent": "urgent",
    "boven_inkomensgrens": "boven de inkomensgrens",
    "slecht_label": "energielabel E, F of G",
    "geschikt": "geschikt voor ouderen",
}


def geen_vorige(werk: Werk) -> Iterator[Gevonden]:
    """Without accepted figures of the half-year before there is nothing to compare with. Before the first are none."""
    if werk.partij.soort == Partijsoort.CORPORATIE and werk.halfjaar > EERSTE and werk.eerder.vorige is None:
        before = werk.halfjaar - 1
        verwacht = f"vastgestelde cijfers over {before}; zonder kunnen we niet nagaan of de voorraad daarop aansluit"
        yield melding_op("Voorraad", "niet vergeleken", verwacht, "niets-om-mee-te-vergelijken")


def sluit_aan(werk: Werk) -> Iterator[Gevonden]:
    """Previous closing stock + changes = closing stock, per segment and place, with the rows that make it."""
    if werk.eerder.vorige is None:
        return
    begin, mutaties, eind = _gelijk(werk.eerder.stand, _mutaties(werk), _stand(werk))
    for key in _sleutels(begin, mutaties, eind):
        berekend = begin.aantallen[key] + mutaties.aantallen[key]
        if berekend != eind.aantallen[key]:
            verwacht = (
                f"{getal(berekend)} woningen: {getal(begin.aantallen[key])} eind {werk.halfjaar - 1}, "
                f"{_door_mutaties(mutaties, key)}; het verschil is {verschil(eind.aantallen[key] - berekend)}"
            )
            yield _op_stand(werk, eind, key, verwacht, "sluit-niet-aan")


def volgende_sluit_aan(werk: Werk) -> Iterator[Gevonden]:
    """A corrected half-year is the opening of the next, which may be accepted already."""
    if werk.eerder.volgende is None:
        return
    eind, mutaties, volgend = _gelijk(_stand(werk), werk.eerder.volgende_mutaties, werk.eerder.volgende_stand)
    for key in _sleutels(eind, mutaties, volgend):
        nodig = volgend.aantallen[key] - mutaties.aantallen[key]
        if nodig != eind.aantallen[key]:
            verwacht = (
                f"{getal(nodig)} woningen, want daar ging de vastgestelde levering over {werk.halfjaar + 1} van uit; "
                f"het verschil is {verschil(eind.aantallen[key] - nodig)}"
            )
            yield _op_stand(werk, eind, key, verwacht, "volgende-sluit-niet-aan")


def sprong_in_voorraad(werk: Werk) -> Iterator[Gevonden]:
    """A jump that the changes explain is mentioned only; one that they do not is found where the books must close."""
    if werk.eerder.vorige is None:
        return
    begin, mutaties, eind = _gelijk(werk.eerder.stand, _mutaties(werk), _stand(werk))
    for key in _sleutels(begin, mutaties, eind):
        explained = begin.aantallen[key] + mutaties.aantallen[key] == eind.aantallen[key]
        if explained and _springt(begin.aantallen[key], eind.aantallen[key]):
            verwacht = (
                f"ongeveer {getal(begin.aantallen[key])}, zoals eind {werk.halfjaar - 1}; de mutaties verklaren dit"
            )
            yield _op_stand(werk, eind, key, verwacht, "sprong-verklaard", Niveau.MELDING)


def sprong_in_toewijzingen(werk: Werk) -> Iterator[Gevonden]:
    if werk.eerder.vorige is not None:
        nu, rij = _opgeteld(werk.rijen(Toewijzing, "doelgroep", "aantal"))
        yield from _sprongen(Toewijzing, "doelgroep", werk.eerder.toewijzingen, nu, rij, werk.halfjaar)


def sprong_in_gegevens(werk: Werk) -> Iterator[Gevonden]:
    if werk.eerder.vorige is not None:
        nu, rij = _opgeteld(werk.rijen(Gemeentegegeven, "gegeven", "doelgroep", "aantal"))
        yield from _sprongen(Gemeentegegeven, "gegeven", werk.eerder.gegevens, nu, rij, werk.halfjaar)


def aandeel_buiten_wat_gezien_is(werk: Werk) -> Iterator[Gevonden]:
    """Shares that lie outside what the corporations delivered over the last two years and a half."""
    for model, veld, telling in [
        (Toewijzing, "doelgroep", _telling_toewijzingen(werk)),
        (Voorraadstand, "energielabel", _telling_voorraad(werk)),
    ]:
        for naam, aandeel in aandelen(telling).items():
            seen = werk.eerder.aandelen.get(naam, [])
            if len(seen) >= GENOEG_GEZIEN and not min(seen) - RUIMTE <= aandeel <= max(seen) + RUIMTE:
                verwacht = (
                    f"een aandeel «{AANDEEL[naam]}» tussen {procent(max(0, min(seen) - RUIMTE))} en "
                    f"{procent(min(1, max(seen) + RUIMTE))}, zoals in andere leveringen"
                )
                found = f"{procent(aandeel)} {AANDEEL[naam]}"
                yield op(LET_OP, model, veld, None, found, verwacht, "aandeel-ongewoon")


def project_verdwenen(werk: Werk) -> Iterator[Gevonden]:
    """The plan list is the whole list: what stood in it stays, realised or not; a plan that is dropped is explained."""
    now: Counter = Counter()
    for _, code, aantal, klaar in werk.rijen(Project, "projectcode", "aantal", "gerealiseerd_halfjaar"):
        now[code] += 0 if klaar else aantal or 0
    for code, plan in werk.eerder.plannen.items():
        if code not in now:
            verwacht = f"een rij voor «{code}», want dit project stond in de levering over {werk.halfjaar - 1}"
            found = f"geen rij voor {plan.naam} ({getal(plan.open)} woningen)"
            yield op(LET_OP, Project, "projectcode", None, found, verwacht, "project-verdwenen")


def project_gesprongen(werk: Werk) -> Iterator[Gevonden]:
    """The homes of a project, realised or to come, against the list of half a year ago."""
    nu, rij = _opgeteld(werk.rijen(Project, "projectcode", "aantal"))
    for (code,), aantal in nu.items():
        plan = werk.eerder.plannen.get(code)
        if plan and not plan.gerealiseerd and _springt(plan.open, aantal):
            verwacht = f"ongeveer {getal(plan.open)} woningen, zoals in de levering over {werk.halfjaar - 1}"
            yield op(LET_OP, Project, "aantal", rij[code,], aantal, verwacht, "sprong")


def _springt(was: int, nu: int) -> bool:
    return abs(nu - was) > SPRONG_WONINGEN and abs(nu - was) > SPRONG * max(was, 1)


def _sprongen(model, veld: str, was: Counter, nu: Counter, rij: dict, halfjaar: Halfjaar) -> Iterator[Gevonden]:
    for key in sorted({*was, *nu}):
        if _springt(was[key], nu[key]):
            naam = ", ".join(filter(None, key))
            verwacht = f"ongeveer {getal(was[key])}, zoals over {halfjaar - 1}"
            found = f"{getal(nu[key])} {naam}"
            yield op(LET_OP, model, veld, rij.get(key), found, verwacht, "sprong")


def _opgeteld(rijen: Iterable[tuple]) -> tuple[Counter, dict[tuple, int]]:
    """Numbers by what stands before them, and the first row of each."""
    som: Counter = Counter()
    eerste: dict[tuple, int] = {}
    for rij, *key, aantal in rijen:
        som[tuple(key)] += aantal or 0
        eerste.setdefault(tuple(key), rij)
    return som, eerste


def _stand(werk: Werk) -> Boekhouding:
    boek = Boekhouding()
    for rij, gebied, segment, aantal in werk.rijen(Voorraadstand, "gebied", "segment", "aantal"):
        if gebied and segment:
            boek.tel(_plek(gebied), segment, aantal or 0, rij)
    return boek


def _mutaties(werk: Werk) -> Boekhouding:
    boek = Boekhouding()
    velden = ("gebied", "soort", "segment", "naar_segment", "aantal")
    for rij, gebied, soort, segment, naar, aantal in werk.rijen(Mutatie, *velden):
        if gebied and soort and segment:
            for waar, erbij in effect(soort, segment, naar, aantal or 0):
                boek.tel(_plek(gebied), waar, erbij, rij)
    return boek


def _plek(gebied) -> Plek:
    return gebied.wijk, gebied.code if gebied.buurt_id else ""


def _gelijk(*boeken: Boekhouding) -> list[Boekhouding]:
    """On one level: where one of them knows a wijk as a whole only, the others are added up to that wijk."""
    wijken = set().union(*(boek.zonder_buurt() for boek in boeken))
    return [boek.opgeteld(wijken) for boek in boeken]


def _sleutels(*boeken: Boekhouding) -> list[tuple[Plek, str]]:
    return sorted(set().union(*(boek.aantallen for boek in boeken)))


def _door_mutaties(mutaties: Boekhouding, key) -> str:
    rijen = sorted(mutaties.rijen.get(key, []))
    if not rijen:
        return "zonder mutaties"
    named = ", ".join(map(str, rijen[:RIJEN_GENOEMD])) + (" …" if len(rijen) > RIJEN_GENOEMD else "")
    return f"{verschil(mutaties.aantallen[key])} door mutaties (Mutaties rij {named})"


def _op_stand(werk: Werk, boek: Boekhouding, key, verwacht: str, soort: str, niveau=LET_OP) -> Gevonden:
    (wijk, buurt), segment = key
    code = buurt or wijk
    found = f"{getal(boek.aantallen[key])} woningen {segment} in {werk.eerder.namen.get(code, '')} ({code})"
    rij = min(boek.rijen.get(key, [0])) or None
    return op(niveau, Voorraadstand, "aantal", rij, found, verwacht, soort)


def _telling_toewijzingen(werk: Werk) -> Counter:
    urgent = set(Codewaarde.objects.urgent().values_list("code", flat=True))
    telling: Counter = Counter()
    for _, groep, boven, aantal in werk.rijen(Toewijzing, "doelgroep", "boven_inkomensgrens", "aantal"):
        telling["alle"] += aantal or 0
        telling["urgent"] += (aantal or 0) * (groep in urgent)
        telling["boven_inkomensgrens"] += (aantal or 0) * bool(boven)
    return telling


def _telling_voorraad(werk: Werk) -> Counter:
    telling: Counter = Counter()
    for _, label, geschikt, aantal in werk.rijen(Voorraadstand, "energielabel", "geschikt", "aantal"):
        telling["alle"] += aantal or 0
        telling["slecht_label"] += (aantal or 0) * (label in SLECHTE_LABELS)
        telling["geschikt"] += (aantal or 0) * (geschikt not in ("nee", None, ""))
    return telling
