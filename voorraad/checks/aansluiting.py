"""Whether a delivery fits what was accepted before: the books close, nothing jumps or disappears unexplained.

Real books do not always close, so these checks ask for a reason and never refuse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from basis.getallen import getal, procent, verschil
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partijsoort
from voorraad.boekhouding import RIJEN_GENOEMD, Vergelijking, vergelijk
from voorraad.checks.plek import bij, op
from voorraad.eerder import AANDELEN, Aandeel
from voorraad.gevonden import Gevonden
from voorraad.models import Gemeentegegeven, Niveau, Project, Toewijzing, Voorraadstand
from voorraad.tabellen import Werk

LET_OP, MEDEDELING = Niveau.WAARSCHUWING, Niveau.MEDEDELING
SPRONG, SPRONG_WONINGEN = 0.20, 25  # more than so much, and more than so many homes
RUIMTE = 0.05  # a share may lie so far outside what was seen
GENOEG_GEZIEN = 3  # shares; fewer say nothing about what is usual


def geen_vorige(werk: Werk) -> Iterator[Gevonden]:
    """Without accepted figures of the half-year before there is nothing to compare with. Before the first are none."""
    if werk.partij.soort == Partijsoort.CORPORATIE and werk.halfjaar > EERSTE and werk.eerder.vorige is None:
        before = werk.halfjaar - 1
        verwacht = f"vastgestelde cijfers over {before}; zonder kunnen we niet nagaan of de voorraad daarop aansluit"
        yield bij(MEDEDELING, "Voorraad", "niet vergeleken", verwacht, "niets-om-mee-te-vergelijken")


def sluit_aan(werk: Werk) -> Iterator[Gevonden]:
    """Previous closing stock + changes = closing stock, per segment and place, with the rows that make it."""
    for each in werk.sinds_vorige:
        if not each.sluit:
            verwacht = (
                f"{getal(each.berekend)} woningen: {getal(each.begin)} eind {werk.halfjaar - 1}, "
                f"{_door_mutaties(each)}; het verschil is {verschil(each.eind - each.berekend)}"
            )
            yield _op_stand(werk, each, each.eind, each.eindrij, verwacht, "sluit-niet-aan")


def sprong_in_voorraad(werk: Werk) -> Iterator[Gevonden]:
    """A jump that the changes explain is mentioned only; one that they do not is found where the books must close."""
    for each in werk.sinds_vorige:
        if each.sluit and _springt(each.begin, each.eind):
            verwacht = f"ongeveer {getal(each.begin)}, zoals eind {werk.halfjaar - 1}; de mutaties verklaren dit"
            yield _op_stand(werk, each, each.eind, each.eindrij, verwacht, "sprong-verklaard", MEDEDELING)


def volgende_sluit_aan(werk: Werk) -> Iterator[Gevonden]:
    """A corrected half-year is the opening of the next, which may be accepted already."""
    if werk.eerder.volgende is None:
        return
    for each in vergelijk(werk.stand, werk.eerder.volgende_mutaties, werk.eerder.volgende_stand):
        if not each.sluit:
            nodig = each.eind - each.mutaties
            verwacht = (
                f"{getal(nodig)} woningen, want daar ging de vastgestelde levering over {werk.halfjaar + 1} van uit; "
                f"het verschil is {verschil(each.begin - nodig)}"
            )
            yield _op_stand(werk, each, each.begin, each.beginrij, verwacht, "volgende-sluit-niet-aan")


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
    for aandeel in AANDELEN:
        seen = werk.eerder.aandelen[aandeel.naam]
        nu = _aandeel(werk, aandeel) if len(seen) >= GENOEG_GEZIEN else None
        if nu is None:
            continue
        laagst, hoogst = min(seen) - RUIMTE, max(seen) + RUIMTE
        if not laagst <= nu <= hoogst:
            verwacht = (
                f"een aandeel «{aandeel.naam}» tussen {procent(max(0, laagst))} en {procent(min(1, hoogst))}, "
                "zoals in andere leveringen"
            )
            found = f"{procent(nu)} {aandeel.naam}"
            yield op(LET_OP, aandeel.model, aandeel.veld, None, found, verwacht, "aandeel-ongewoon")


def _aandeel(werk: Werk, aandeel: Aandeel) -> float | None:
    """This share in the delivery; None when there is nothing to divide."""
    waarden, deel, alle = set(aandeel.waarden()), 0, 0
    for _, waarde, aantal in werk.rijen(aandeel.model, aandeel.veld, "aantal"):
        alle += aantal or 0
        deel += (aantal or 0) * (waarde in waarden)
    return deel / alle if alle else None


def project_verdwenen(werk: Werk) -> Iterator[Gevonden]:
    """The plan list is the whole list: what stood in it stays, realised or not; a plan that is dropped is explained."""
    now = {code for _, code in werk.rijen(Project, "projectcode")}
    for code, plan in werk.eerder.plannen.items():
        if code not in now and plan.open:  # what was ready half a year ago need not be told again
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


def _door_mutaties(each: Vergelijking) -> str:
    if not each.mutatierijen:
        return "zonder mutaties"
    rijen = each.mutatierijen
    named = ", ".join(map(str, rijen[:RIJEN_GENOEMD])) + (" …" if len(rijen) > RIJEN_GENOEMD else "")
    return f"{verschil(each.mutaties)} door mutaties (Mutaties rij {named})"


def _op_stand(
    werk: Werk, each: Vergelijking, aantal: int, rij: int | None, verwacht: str, soort: str, niveau=LET_OP
) -> Gevonden:
    (wijk, buurt), segment = each.post
    code = buurt or wijk
    found = f"{getal(aantal)} woningen {segment} in {werk.eerder.namen.get(code, '')} ({code})"
    return op(niveau, Voorraadstand, "aantal", rij, found, verwacht, soort)
