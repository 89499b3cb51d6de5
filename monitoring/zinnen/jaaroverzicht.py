"""Sentences of the yearly overview. No Django, no database."""

from __future__ import annotations

from dataclasses import dataclass

from basis.getallen import GEEN, getal, procent, verschil
from monitoring.zinnen.algemeen import met_hoofdletter, opsomming


def acties(tellingen: dict[str, int]) -> str:
    """'Van de 20 acties zijn er 3 afgerond en 12 op schema; 4 vragen aandacht en 1 vraagt om bijsturen.'

    `tellingen`: number of actions per status. What was dropped is left out.
    """
    total = sum(aantal for status, aantal in tellingen.items() if status != "vervallen")
    if not total:
        return "Er zijn nog geen acties voor deze tijd."
    well = [(tellingen.get(status, 0), naam) for status, naam in _GOED.items()]
    asks = [(tellingen.get(status, 0), naam) for status, naam in _VRAAGT.items()]
    return _verdeeld("De ene actie", "acties", total, well, asks)


_GOED = {"afgerond": "afgerond", "op-schema": "op schema", "niet-gestart": "nog niet gestart"}
_VRAAGT = {"aandacht": "aandacht", "bijsturen": "om bijsturen"}


def _verdeeld(enkel: str, meer: str, total: int, is_: list[tuple[int, str]], vraagt: list[tuple[int, str]]) -> str:
    """So many of a whole are this, and so many ask for that: 'Van de 3 acties is er 1 op schema; 2 vragen aandacht.'"""
    is_, vraagt = ([(n, naam) for n, naam in side if n] for side in (is_, vraagt))
    if total == 1:
        return f"{enkel} {f'is {is_[0][1]}' if is_ else f'vraagt {vraagt[0][1]}'}."
    well = opsomming([f"{getal(n)} {naam}" for n, naam in is_])
    asks = opsomming([f"{getal(n)} {'vraagt' if n == 1 else 'vragen'} {naam}" for n, naam in vraagt])
    said = [f"{'is' if is_[0][0] == 1 else 'zijn'} er {well}"] if is_ else []
    if vraagt:
        said.append(asks if is_ else f"geldt: {asks}")
    return f"Van de {getal(total)} {meer} {'; '.join(said)}."


@dataclass(frozen=True)
class Telling:
    """So many of so many, in which time ('2026', 'de eerste helft van 2026'), and whether figures are to come."""

    teller: float
    noemer: float
    wanneer: str
    voorlopig: bool = False


def toewijzingen(urgent: Telling | None, vrij: Telling | None, taak: Telling | None) -> str:
    """'In 2026 ging 26,6 % (247 van de 927) van het vrijkomende aanbod naar urgent woningzoekenden en …'

    One sentence per time; of what is still to come is said that it is provisional.
    """
    said = [(urgent, _urgent), (vrij, _vrij), (taak, _taak)]
    per_time: dict[str, list] = {}
    for telling, words in said:
        if telling:
            per_time.setdefault(telling.wanneer, []).append((words(telling), telling.voorlopig))
    if not per_time:
        return "Er zijn nog geen vastgestelde cijfers over de toewijzingen in deze tijd."
    return " ".join(_in_tijd(wanneer, *zip(*parts, strict=True)) for wanneer, parts in per_time.items())


def _in_tijd(wanneer: str, words: tuple[str, ...], open_: tuple[bool, ...]) -> str:
    return f"In {wanneer} {opsomming(words)}.{' Dit is voorlopig.' if any(open_) else ''}"


def _urgent(t: Telling) -> str:
    share = f"{procent(t.teller / t.noemer)} ({getal(t.teller)} van de {getal(t.noemer)})"
    return f"ging {share} van het vrijkomende aanbod naar urgent woningzoekenden"


def _vrij(t: Telling) -> str:
    return f"is {procent(t.teller / t.noemer)} vrij toegewezen"


def _taak(t: Telling) -> str:
    kregen = "kreeg" if t.teller == 1 else "kregen"
    return f"{kregen} {getal(t.teller)} van de {getal(t.noemer)} statushouders een woning"


def doelen(op_schema: int, aandacht: list[str], onderweg: int, open_: int = 0) -> str:
    """'Van de 12 cijfers met een doel zijn er 7 op schema en 4 onderweg; 1 vraagt aandacht: wachttijd uitstroom.'

    `open_`: of how many it cannot be said yet.
    """
    total = op_schema + len(aandacht) + onderweg + open_
    if not total:
        return "Er is nog geen cijfer met een doel om het mee te vergelijken."
    is_ = [(op_schema, "op schema"), (onderweg, "onderweg"), (open_, "nog niet te beoordelen")]
    asks = [(len(aandacht), f"aandacht: {opsomming(f'‘{naam}’' for naam in aandacht)}")]
    return _verdeeld("Het ene cijfer met een doel", "cijfers met een doel", total, is_, asks)


def zekerheid(gevraagd: bool, ontbreekt: list[tuple[str, list[str]]]) -> str:
    """'Nog niet alles is vastgesteld: over de tweede helft van 2026 komen de cijfers van Portaal nog.'

    `ontbreekt`: per half-year, in words, the parties whose figures are still to come.
    """
    if not gevraagd:
        return "Over deze tijd zijn nog geen cijfers gevraagd."
    if not ontbreekt:
        return "Alle gevraagde cijfers zijn vastgesteld."
    parts = [f"over de {wanneer} komen de cijfers van {opsomming(namen)} nog" for wanneer, namen in ontbreekt]
    return f"Nog niet alles is vastgesteld: {opsomming(parts)}."


def sinds(toen: float | None, nu: float | None, delen: list[tuple[str, float]]) -> str:
    """'De netto groei ging van +58 naar +212: +150 door een nieuw halfjaar en +4 door correcties.'

    `delen`: what moved it, each in words ('door correcties', 'bij Portaal') with its homes.
    """
    if toen is None and nu is None:
        return "Er zijn nog geen cijfers om met het vorige overzicht te vergelijken."
    moves = [f"{verschil(aantal)} {naam}" for naam, aantal in delen if aantal]
    if not moves and toen == nu:
        return f"De netto groei is dezelfde als in het vorige overzicht: {verschil(nu)}."
    before = GEEN if toen is None else verschil(toen)
    after = GEEN if nu is None else verschil(nu)
    start = "De netto groei bleef" if toen == nu else "De netto groei ging van"
    moved = after if toen == nu else f"{before} naar {after}"
    return f"{start} {moved}: {opsomming(moves)}." if moves else f"{start} {moved}."


def besluiten(aantal: int, klaar: int) -> str:
    """'We namen 4 besluiten; 3 daarvan zijn uitgevoerd.'"""
    if not aantal:
        return "In deze tijd zijn geen besluiten vastgelegd."
    start = f"Er {'ligt' if aantal == 1 else 'liggen'} {getal(aantal)} {'besluit' if aantal == 1 else 'besluiten'}"
    if not klaar:
        return f"{start}; er is nog niets van afgerond."
    return f"{start}; {'daarvan is' if klaar == 1 else 'daarvan zijn'} er {getal(klaar)} uitgevoerd."


def bijsturen(cijfers: int, acties: int) -> str:
    """'2 cijfers en 3 acties vragen om een gesprek.'"""
    parts = [
        f"{getal(n)} {enkel if n == 1 else meer}"
        for n, enkel, meer in ((cijfers, "cijfer", "cijfers"), (acties, "actie", "acties"))
        if n
    ]
    if not parts:
        return "Er is nu niets dat om bijsturen vraagt."
    return f"{met_hoofdletter(opsomming(parts))} {'vraagt' if cijfers + acties == 1 else 'vragen'} om een gesprek."


def volgend(aantal: int, naam: str, nieuw: bool) -> str:
    """What is planned for the next year or half-year: actions of that year, or what goes on."""
    if not aantal:
        return f"Voor {naam} staan nog geen acties klaar."
    what = "actie" if aantal == 1 else "acties"
    if nieuw:
        return f"Voor {naam} {'staat' if aantal == 1 else 'staan'} {getal(aantal)} {what} klaar."
    return f"{getal(aantal)} {what} {'loopt' if aantal == 1 else 'lopen'} door in {naam}."


def anders(aantal: int, gelijk: int = 0, versie: int | None = None) -> str:
    """Above the figures that differ by now from a frozen overview, and of how many only the parts do.

    `versie`: what is shown are the figures of now, beside those of this version.
    """
    since = f"sinds versie {versie}" if versie else "sindsdien"
    said = [f"De cijfers zijn {since} niet veranderd."]
    if aantal:
        what = "is 1 cijfer" if aantal == 1 else f"zijn {getal(aantal)} cijfers"
        said = [f"{met_hoofdletter(since)} {what} veranderd."]
    if gelijk:
        what = "1 cijfer is" if gelijk == 1 else f"{getal(gelijk)} cijfers zijn"
        said.append(f"{what} gelijk gebleven, maar nu anders opgebouwd.")
    if aantal and not versie:
        said.append("Dit overzicht blijft zoals het is vastgelegd.")
    return " ".join(said)
