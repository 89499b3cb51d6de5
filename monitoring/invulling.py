"""The formula of a figure with its numbers filled in: each shape says it its own way."""

from __future__ import annotations

from basis.getallen import getal, procent, verschil
from monitoring import namen
from monitoring.indicatoren import Indicator
from monitoring.indicatoren.vormen import GEPLAND, HARD, Planstand, Saldo, Som, Vooruitblik
from monitoring.planpad import planpad
from monitoring.punten import GEREALISEERD, Cel, Punt


def invulling(indicator: Indicator, punt: Punt, onderdeel: str = "") -> str:
    """'60 nieuwbouw − 12 verkoop = +48', '125 ÷ 220 = 56,8 %'; nothing where it would say nothing."""
    if punt.taak is not None:
        carried = f" {'−' if punt.achterstand < 0 else '+'} {getal(abs(punt.achterstand))} uit eerdere halfjaren"
        return f"{getal(punt.gehuisvest)} gehuisvest, van {getal(punt.taak)} taakstelling{carried}"
    if punt.waarde is None:
        return ""
    if onderdeel:
        return _gedeeld(indicator, punt.delen[onderdeel]) if onderdeel in punt.delen else ""
    if indicator.is_quotient or indicator.is_deel:
        return _gedeeld(indicator, Cel(punt.teller, punt.noemer))
    match indicator.vorm:
        case Saldo() as saldo:
            return _opgeteld(indicator, punt, [*saldo.plus, *saldo.min])
        case Vooruitblik():
            return _opgeteld(indicator, punt, [GEREALISEERD, GEPLAND])
        case Planstand():
            return _plannen(punt)
        case Som(naar=naar) if naar:
            return _opgeteld(indicator, punt, [part for part in punt.onderdelen if indicator.patroon(part) == naar])
        case Som(waarvan=waarvan) if waarvan:
            return _waarvan(indicator, punt, list(waarvan))
    return ""


def _gedeeld(indicator: Indicator, cel: Cel) -> str:
    if indicator.is_gemiddelde:
        mean = "" if cel.quotient is None else f" = {getal(cel.quotient, 1)} {indicator.eenheid}"
        return f"{getal(cel.teller, 1)} maanden samen ÷ {getal(cel.noemer)} mensen{mean}"
    share = "" if indicator.is_deel and not indicator.is_aandeel else f" = {procent(cel.quotient)}"
    return f"{getal(cel.teller)} ÷ {getal(cel.noemer)}{share}"


def _opgeteld(indicator: Indicator, punt: Punt, parts: list[str]) -> str:
    """The parts with their signs, without those that are nought, and what they come to."""
    names = namen.load()
    ordered = sorted(parts, key=lambda name: names.volgorde(indicator, name))
    found = [(names.van(indicator, name), punt.onderdelen.get(name)) for name in ordered]
    words = " ".join(f"{'−' if aantal < 0 else '+'} {getal(abs(aantal))} {name}" for name, aantal in found if aantal)
    total = verschil(punt.waarde) if indicator.vorm.met_teken else getal(punt.waarde)
    return f"{words.removeprefix('+ ')} = {total}" if words else ""


def _waarvan(indicator: Indicator, punt: Punt, parts: list[str]) -> str:
    names = namen.load()
    words = [f"{getal(punt.onderdelen.get(part, 0))} {names.van(indicator, part)}" for part in parts]
    return f"{getal(punt.waarde)}, waarvan {' en '.join(words)}"


def _plannen(punt: Punt) -> str:
    steps = planpad(punt)
    erbij, eraf = (sum(getattr(step, soort).get(HARD, 0) for step in steps) for soort in ("nieuwbouw", "sloop"))
    return f"{getal(erbij)} nieuwbouw − {getal(-eraf)} sloop, in harde plannen = {getal(punt.waarde)}"
