"""The formula of a figure with its numbers filled in: each shape says it its own way."""

from __future__ import annotations

from basis.getallen import getal, procent, verschil
from monitoring import namen
from monitoring.grafiek import telling
from monitoring.indicatoren import Indicator
from monitoring.indicatoren.vormen import GEPLAND, GEREALISEERD, HARD, Planstand, Saldo, Som, Vooruitblik
from monitoring.maat import GEHEEL, OPGAVE, REST, Maat, Wat
from monitoring.plannen.planpad import planpad
from monitoring.punten import Cel, Punt
from monitoring.verborgen import Verborgen


def invulling(indicator: Indicator, punt: Punt, maat: Maat = GEHEEL) -> str:
    """'60 nieuwbouw − 12 verkoop = +48', '125 ÷ 220 = 56,8 %'; nothing where it would say nothing."""
    if punt.taak is not None:
        return _taak(maat, punt)
    value = maat.van(punt)
    if value is None:
        return ""
    match maat.wat:
        case Wat.MET:
            return _met(indicator, punt, maat.onderdeel, value)
        case Wat.VERSCHIL:
            return _verschil(punt, maat.onderdeel, value)
        case Wat.AANDEEL:
            found = punt.delen[maat.onderdeel] if maat.onderdeel else Cel(punt.teller, punt.noemer)
            return f"{getal(found.teller)} ÷ {getal(found.noemer)} = {procent(value)}"
        case Wat.CIJFER if maat.onderdeel or indicator.telt:
            return _quotient(indicator, punt, maat)
        case Wat.CIJFER:
            return _per_vorm(indicator, punt, punt.onderdelen_periode if maat.periode else punt.onderdelen, value)
    return ""


def _per_vorm(indicator: Indicator, punt: Punt, parts: dict[str, float], total: float) -> str:
    if any(isinstance(part, Verborgen) for part in parts.values()):
        return ""
    match indicator.vorm:
        case Saldo() as saldo:
            return _opgeteld(indicator, {part: parts.get(part) for part in (*saldo.plus, *saldo.min)}, total)
        case Vooruitblik():
            return _opgeteld(indicator, {part: parts.get(part) for part in (GEREALISEERD, GEPLAND)}, total)
        case Planstand():
            return _plannen(punt)
        case Som(naar=naar) if naar:
            named = {part: aantal for part, aantal in parts.items() if indicator.patroon(part) == naar}
            return _opgeteld(indicator, named, total)
        case Som(waarvan=waarvan) if waarvan:
            return _waarvan(indicator, {part: parts.get(part, 0) for part in waarvan}, total)
    return ""


def _quotient(indicator: Indicator, punt: Punt, maat: Maat) -> str:
    """A share or a mean; of the half-year alone only the outcome is known, and a count is made of one kind of rows."""
    if maat.periode or (maat.onderdeel and not indicator.is_quotient):
        return ""
    return _gedeeld(indicator, punt.delen[maat.onderdeel] if maat.onderdeel else Cel(punt.teller, punt.noemer))


def _taak(maat: Maat, punt: Punt) -> str:
    carried = f" {'−' if punt.achterstand < 0 else '+'} {getal(abs(punt.achterstand))} uit eerdere halfjaren"
    if maat == GEHEEL:
        return f"{getal(punt.gehuisvest)} gehuisvest, van {getal(punt.taak)} taakstelling{carried}"
    if maat == OPGAVE:
        return f"{getal(punt.taak)} taakstelling{carried} = {getal(punt.opgave)}"
    if maat == REST:
        return f"{getal(punt.opgave)} opgave − {getal(punt.gehuisvest)} gehuisvest = {getal(REST.van(punt))}"
    if maat.wat is Wat.AANDEEL and punt.noemer:
        return f"{getal(punt.teller)} ÷ {getal(punt.noemer)} = {procent(punt.teller / punt.noemer)}"
    return ""


def _met(indicator: Indicator, punt: Punt, part: str, total: float) -> str:
    beside = f"{verschil(punt.onderdelen.get(part, 0))} {namen.load().van(indicator, part)}"
    return f"{verschil(punt.waarde)} netto {beside} = {verschil(total)}"


def _verschil(punt: Punt, part: str, change: float) -> str:
    now = punt.onderdelen.get(part, 0) if part else punt.teller
    return f"{getal(now)} nu − {getal(now - change)} een halfjaar eerder = {verschil(change)}"


def _gedeeld(indicator: Indicator, cel: Cel) -> str:
    if indicator.is_gemiddelde:
        mean = "" if cel.quotient is None else f" = {getal(cel.quotient, 1)} {indicator.eenheid}"
        return f"{telling(cel.teller)} maanden samen ÷ {getal(cel.noemer)} mensen{mean}"
    share = f" = {procent(cel.quotient)}" if indicator.is_aandeel else ""
    return f"{getal(cel.teller)} ÷ {getal(cel.noemer)}{share}"


def _opgeteld(indicator: Indicator, parts: dict[str, float | None], total: float) -> str:
    """The parts with their signs, without those that are nought, and what they come to."""
    names = namen.load()
    ordered = sorted(parts, key=lambda name: names.volgorde(indicator, name))
    found = [(names.van(indicator, name), parts[name]) for name in ordered if parts[name]]
    words = " ".join(f"{'−' if aantal < 0 else '+'} {getal(abs(aantal))} {name}" for name, aantal in found)
    come_to = verschil(total) if indicator.vorm.met_teken else getal(total)
    return f"{words.removeprefix('+ ')} = {come_to}" if words else ""


def _waarvan(indicator: Indicator, parts: dict[str, float], total: float) -> str:
    names = namen.load()
    words = [f"{getal(aantal)} {names.van(indicator, part)}" for part, aantal in parts.items()]
    return f"{getal(total)}, waarvan {' en '.join(words)}"


def _plannen(punt: Punt) -> str:
    steps = planpad(punt)
    erbij, eraf = (sum(getattr(step, soort).get(HARD, 0) for step in steps) for soort in ("nieuwbouw", "sloop"))
    return f"{getal(erbij)} nieuwbouw − {getal(-eraf)} sloop, in harde plannen = {getal(punt.waarde)}"
