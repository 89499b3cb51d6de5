"""The section 'since the previous overview': its figures of then beside those of now, and why they differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from basis.getallen import GEEN
from basis.halfjaar import EERSTE, Halfjaar
from basis.models import Partij
from monitoring import reeksen
from monitoring.grafiek import Cijfers, Grafiek, grafiek, ondertitel
from monitoring.grafieken.algemeen import VERSCHIL, kleuren
from monitoring.indicatoren import INDICATOREN
from monitoring.jaaroverzicht import cijfers as overzichtcijfers
from monitoring.jaaroverzicht import sinds
from monitoring.jaaroverzicht.openen import Vorige
from monitoring.jaaroverzicht.sinds import Regel, Stap
from monitoring.models import Berekening, IndicatorWaarde
from monitoring.tabellen import Kolom, Tabel, tabel
from monitoring.tekeningen import voorraad as tekening
from monitoring.zinnen import jaaroverzicht as zinnen

CODE = "V1"
NIEUW_HALFJAAR, NIET_ALLES = "nieuw halfjaar", "nog niet alles vastgesteld"
OORZAAK, CORPORATIE = "sinds-oorzaak", "sinds-corporatie"


def deel(cijfers: Cijfers, vorige: Vorige) -> tuple[dict, dict[str, Grafiek]]:
    """The section, and the two drawings that it names."""
    parties = [partij for partij in cijfers.reeksen.partijen if partij.soort in INDICATOREN[CODE].van]
    found = _stappen(cijfers, vorige, parties)
    toen, nu = vorige.waarde(CODE), _nu(cijfers, None)
    causes = sinds.per_oorzaak(found)
    names = {partij.pk: partij for partij in parties}
    charts = _grafieken(cijfers, vorige, (toen, nu), found, names) if found else {}
    return {
        "soort": "sinds",
        "boven": f"Sinds het vorige overzicht ({vorige.naam})",
        "titel": zinnen.sinds(toen, nu, [(f"door {sinds.NAMEN[oorzaak]}", aantal) for oorzaak, aantal in causes]),
        "vorige": vorige.als_data,
        "code": CODE,
        "van": toen,
        "tot": nu,
        "stappen": [
            {
                "oorzaak": stap.oorzaak,
                "oorzaaknaam": sinds.NAMEN[stap.oorzaak],
                "partij": names[stap.partij].code,
                "partijnaam": names[stap.partij].naam,
                "aantal": stap.aantal,
            }
            for stap in found
        ],
        "grafieken": [
            {"naam": naam, "boven": f"{words} sinds {vorige.naam}", "tekst": ""}
            for naam, words in ((OORZAAK, "Waardoor de groei veranderde"), (CORPORATIE, "Bij wie de groei veranderde"))
            if naam in charts
        ],
        "cijfers": _andere(cijfers, vorige),
    }, charts


def _nu(cijfers: Cijfers, partij: Partij | None) -> float | None:
    punt = cijfers.reeksen.laatste(CODE, partij)
    return punt and punt.waarde


def _stappen(cijfers: Cijfers, vorige: Vorige, parties: list[Partij]) -> list[Stap]:
    """What leads from the figures of then to those of now; before there were any, all of it is new."""
    then = {partij.pk: vorige.waarde(CODE, partij.code) or 0 for partij in parties}
    now = {partij.pk: _nu(cijfers, partij) or 0 for partij in parties}
    tm = vorige.tm(CODE) or EERSTE - 1
    found = sinds.stappen(_regels(cijfers.keuze.tm, then), _geteld(), vorige.moment, tm)
    return sinds.verantwoord(found, then, now)


def _regels(tm: Halfjaar, parties: Iterable[int]) -> list[Regel]:
    """The growth of each party in each half-year, with every value that it ever had."""
    stored = IndicatorWaarde.geschiedenis.filter(indicator=CODE, onderdeel="", wijk__isnull=True, halfjaar__lte=tm)
    rows = stored.filter(partij__in=list(parties)).values_list("partij", "halfjaar", "teller", "van", "tot")
    return [Regel(*row) for row in rows]


def _geteld() -> sinds.Geteld:
    made: dict[Halfjaar, list[Berekening]] = {}
    for each in Berekening.objects.order_by("op"):
        made.setdefault(each.halfjaar, []).append(each)

    def geteld(partij: int, half: Halfjaar, moment: datetime.datetime) -> tuple[int | None, int | None]:
        before = [each for each in made.get(half, []) if each.op < moment]
        after = [each for each in made.get(half, []) if each.op <= moment]
        return tuple(rows[-1].leveringen.get(str(partij)) if rows else None for rows in (before, after))

    return geteld


def _grafieken(cijfers: Cijfers, vorige: Vorige, ends: tuple, found: list[Stap], names: dict) -> dict[str, Grafiek]:
    """A waterfall by cause and one by corporation; both with the whole table, that adds up both ways."""
    causes = [(sinds.NAMEN[oorzaak], aantal) for oorzaak, aantal in sinds.per_oorzaak(found)]
    moved = {partij: _bewogen(cijfers, vorige, partij, found) for partij in names.values()}
    own = dict(zip((p.naam for p in moved), kleuren(cijfers, moved), strict=True))
    by_party = [(partij.naam, aantal) for partij, aantal in moved.items()]
    return {
        naam: _waterval(cijfers, naam, vorige, ends, steps, _tabel(cijfers, vorige, ends, found, names), own)
        for naam, steps in ((OORZAAK, causes), (CORPORATIE, by_party))
    }


def _bewogen(cijfers: Cijfers, vorige: Vorige, partij: Partij, found: list[Stap]) -> float | None:
    """What came or went at a corporation; None where it has no figures, or none of the half-year that is new."""
    own = [stap.aantal for stap in found if stap.partij == partij.pk]
    is_new = any(stap.oorzaak == sinds.NIEUW for stap in found)
    absent = _nu(cijfers, partij) is None or (is_new and partij.pk not in _geleverd(cijfers, vorige, [partij]))
    return None if absent and not own else sum(own)


def _geleverd(cijfers: Cijfers, vorige: Vorige, parties: Iterable[Partij]) -> set[int]:
    """Who delivered a half-year since the previous overview."""
    new = {half for half in cijfers.reeksen.halfjaren if half > (vorige.tm(CODE) or EERSTE - 1)}
    return {each.pk for each in parties if any(cijfers.reeksen.is_counted(each, half) for half in new)}


def _waterval(cijfers: Cijfers, naam: str, vorige: Vorige, ends: tuple, steps, rows, own) -> Grafiek:
    toen, nu = (value or 0 for value in ends)
    last = cijfers.reeksen.laatste(CODE)
    before = vorige.tm(CODE)
    labels = (f"toen, t/m {before}" if before else "toen", f"nu, t/m {last.halfjaar}" if last else "nu")
    drawn = tekening.waterval(labels, toen, steps, nu, bool(last and last.voorlopig), own)
    chart = grafiek(
        cijfers,
        naam,
        zinnen.sinds(*ends, [(f"{'door' if naam == OORZAAK else 'bij'} {each}", aantal) for each, aantal in steps]),
        f"{ondertitel(cijfers, CODE, 'Woningen')} Toen: zoals vastgelegd op {vorige.dag}.",
        rows,
        drawn,
        [last] if last else [],
    )
    return replace(chart, downloads=[])


def _tabel(cijfers: Cijfers, vorige: Vorige, ends: tuple, found: list[Stap], names: dict[int, Partij]) -> Tabel:
    """Causes by corporation, between what was and what is; a corporation without figures says so."""
    amounts = {(stap.oorzaak, stap.partij): stap.aantal for stap in found}
    delivered = _geleverd(cijfers, vorige, names.values())
    rows = [[f"toen ({vorige.naam})", *(vorige.waarde(CODE, each.code) for each in names.values()), ends[0]]]
    for oorzaak, total in sinds.per_oorzaak(found):
        none = {pk for pk in names if oorzaak == sinds.NIEUW and pk not in delivered}
        row = [None if pk in none else amounts.get((oorzaak, pk), 0) for pk in names]
        rows.append([sinds.NAMEN[oorzaak], *row, total])
    rows.append(["nu", *(_nu(cijfers, partij) for partij in names.values()), ends[1]])
    heads = [Kolom("stap"), *(Kolom(partij.naam, VERSCHIL) for partij in names.values()), Kolom("samen", VERSCHIL)]
    return tabel(heads, rows)


def _andere(cijfers: Cijfers, vorige: Vorige) -> list[dict]:
    """Every figure of the city that differs from the previous overview, with the causes in words."""
    now = {row["code"]: row for row in overzichtcijfers.cijfers(cijfers) if not row["partij"]}
    meant = {each["code"]: each for each in overzichtcijfers.definities(cijfers)}
    counted = reeksen.geteld(vorige.moment), reeksen.geteld()
    found = []
    for code in sorted({*now, *vorige.codes}):
        before, after = vorige.reeks(code), now.get(code)
        old, new = (
            overzichtcijfers.laatste(before["reeks"] if before else []),
            after and overzichtcijfers.laatste(after["reeks"]),
        )
        why = _waarom(code, before, after, vorige.definitie(code), meant.get(code), vorige.tijdvak.tm, counted)
        if why and not (_even(old, new) and {*why} <= {NIEUW_HALFJAAR, NIET_ALLES}):
            found.append(
                {
                    "code": code,
                    "naam": (after or before)["naam"],
                    "toen": _tekst(before, old, "bestond nog niet"),
                    "toen_halfjaar": old["halfjaar"] if old else "",
                    "nu": _tekst(after, new, "bestaat niet meer"),
                    "nu_halfjaar": new["halfjaar"] if new else "",
                    "waarom": why,
                    "adres": new["adres"] if new else "",
                }
            )
    return found


def _tekst(row: dict | None, punt: dict | None, zonder: str) -> str:
    if row is None:
        return zonder
    return f"{punt['tekst']}{', voorlopig' if punt['ontbreekt'] else ''}" if punt else GEEN


def _even(old: dict | None, new: dict | None) -> bool:
    """Whether both are written the same."""
    return bool(old and new) and old["tekst"] == new["tekst"]


def _waarom(code: str, before, after, meant_then, meant_now, tm: Halfjaar, counted: tuple) -> list[str]:
    """Why a figure is another one by now: nothing where it is the same."""
    if before is None or after is None:
        return ["nieuw cijfer" if before is None else "vervallen cijfer"]
    old, new = (overzichtcijfers.laatste(row["reeks"]) for row in (before, after))
    found = [NIEUW_HALFJAAR] if new and (old is None or new["halfjaar"] > old["halfjaar"]) else []
    if found and new["ontbreekt"]:
        found.append(NIET_ALLES)
    if _changed(before["reeks"], after["reeks"]):
        found += _aanleiding(code, tm, *counted)
    then, now = ([doel["woorden"] for doel in (meant or {}).get("doelen", [])] for meant in (meant_then, meant_now))
    if then != now:
        found.append(f"doel aangepast: {', '.join(then) or 'geen'} → {', '.join(now) or 'geen'}")
    if meant_then and meant_then["formule"] != meant_now["formule"]:
        found.append("andere formule")
    return found


def _changed(before: list[dict], after: list[dict]) -> bool:
    """Whether the newest figure of then is another one by now, over the same half-year."""
    old = overzichtcijfers.laatste(before)
    if old is None:
        return False
    new = next((punt for punt in after if punt["halfjaar"] == old["halfjaar"]), None)
    return new is None or new["tekst"] != old["tekst"]


def _aanleiding(code: str, tm: Halfjaar, then: dict, now: dict) -> list[str]:
    """What about the deliveries that a figure is made of changed: without anything it was defined anew."""
    of = set(Partij.objects.filter(soort__in=INDICATOREN[code].van).values_list("pk", flat=True))
    keys = [key for key in {*then, *now} if key[0] in of and key[1] <= tm and then.get(key) != now.get(key)]
    late, corrected = any(key not in then for key in keys), any(key in then for key in keys)
    named = [("cijfers die later kwamen", late), ("correctie", corrected), ("aangepaste definitie", not keys)]
    return [naam for naam, true in named if true]
