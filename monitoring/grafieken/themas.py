"""The charts of Ouderen (O1) and Duurzaam (D1, D2): they stand on the page of their theme."""

from __future__ import annotations

from monitoring.grafiek import LOS, Cijfers, Grafiek, Sleutel, grafiek, ondertitel, per_maat, per_punt, stand
from monitoring.grafieken.algemeen import GETAL, PROCENT, VERSCHIL, aangevuld, as_halfjaren, waarden_van
from monitoring.grafieken.standverschil import Beweging, bewegingen
from monitoring.indicatoren import INDICATOREN
from monitoring.maat import GEHEEL, Maat, Wat
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import KLEUR_ONDERDEEL, PETROL, Vorm
from monitoring.tekeningen import groepen as tekening_groepen
from monitoring.tekeningen.groepen import Reeks
from monitoring.zinnen import themas as zinnen
from monitoring.zinnen.algemeen import opsomming

KLEUREN_GESCHIKT = [PETROL, "#6f93a3", "#a67c00"]
KLEUREN_LABEL = ["#a88a3c", "#7d6420", "#4f3e0e"]
ERBIJ, ERAF = PETROL, KLEUR_ONDERDEEL["verkoop"]
CONCEPTUEEL, KLEUR_BIOBASED, KLEUR_CONCEPTUEEL = "conceptueel", "#2f7d4f", "#6a62a6"


def ouderen(cijfers: Cijfers) -> Grafiek:
    """O1 per half-year: homes without steps and homes in a cluster."""
    last = cijfers.laatste("O1")
    titel = zinnen.ouderen(last and last.waarde, last and last.verschillen.get(""))
    eenheid = "Woningen in de voorraad van de corporaties, op de peildatum"
    return _stand(cijfers, "O1", "ouderen", titel, eenheid, KLEUREN_GESCHIKT)


def energielabels(cijfers: Cijfers) -> Grafiek:
    """D1 per half-year: how many homes with a bad label are left, and their share."""
    last = cijfers.laatste("D1")
    titel = zinnen.labels(last and last.teller, last and last.waarde, last and last.verschillen.get(""))
    eenheid = "Woningen, en hun aandeel in de woningen met een bekend label, op de peildatum"
    return _stand(cijfers, "D1", "energielabels", titel, eenheid, KLEUREN_LABEL)


def _stand(cijfers: Cijfers, code: str, naam: str, titel: str, eenheid: str, kleuren: list[str]) -> Grafiek:
    """A state in its parts, stacked, with what it changed since the half-year before."""
    punten = cijfers.punten(code)
    parts = _delen(cijfers, code, punten)
    namen = [cijfers.namen.van(INDICATOREN[code], part) for part in parts]
    colours = [kleuren[min(place, len(kleuren) - 1)] for place in range(len(parts))]
    share = INDICATOREN[code].is_aandeel
    count = Wat.TELLER if share else Wat.CIJFER
    kolommen = [Kolom(name, GETAL, part, wat=count) for name, part in zip([*namen, "samen"], [*parts, ""], strict=True)]
    kolommen += [Kolom("aandeel", PROCENT)] if share else []
    kolommen += [Kolom("verschil met halfjaar ervoor", VERSCHIL, wat=Wat.VERSCHIL)]
    rijen = [[str(punt.halfjaar), *waarden_van(kolommen, punt), stand(punt)] for punt in punten]
    rows = per_punt(cijfers, code, punten)
    return grafiek(
        cijfers,
        naam,
        titel,
        ondertitel(cijfers, code, eenheid),
        tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen),
        _gestapeld(punten, parts, namen, colours, share) if parts else None,
        punten,
        herkomst=rows,
        klik={name: per_maat(rows, Maat(part, wat=count)) for name, part in zip(namen, parts, strict=True)},
        legenda=[Sleutel(*each) for each in zip(namen, colours, strict=True)],
    )


def _delen(cijfers: Cijfers, code: str, punten: list[Punt]) -> list[str]:
    found = {part for punt in punten for part in punt.onderdelen}
    return sorted(found, key=lambda part: cijfers.namen.volgorde(INDICATOREN[code], part))


def _gestapeld(punten: list[Punt], parts, namen, kleuren, share: bool) -> dict:
    labels = [str(punt.halfjaar) for punt in punten]
    series = [
        Reeks(naam, kleur, aangevuld([punt.onderdelen.get(part) for punt in punten], labels, None))
        for part, naam, kleur in zip(parts, namen, kleuren, strict=True)
    ]
    words = [_boven(punt, share) for punt in punten]
    open_ = aangevuld([punt.voorlopig for punt in punten], labels)
    return tekening_groepen.gestapeld(as_halfjaren(labels), series, aangevuld(words, labels, ""), open_)


def _boven(punt: Punt, share: bool) -> str:
    """What a stack comes to: '812 · 4,1 %'."""
    if punt.teller is None:
        return ""
    return f"{Vorm()(punt.teller)} · {Vorm(aandeel=True)(punt.waarde)}" if share else Vorm()(punt.teller)


def ouderen_beweging(cijfers: Cijfers) -> Grafiek:
    """What came and what went of O1, counted per corporation and wijk: the balance alone would hide both."""
    found = bewegingen(cijfers, "O1")
    last = found[-1] if found else None
    titel = zinnen.erbij_en_eraf(last and last.erbij, last and last.eraf, last.halfjaar.voluit if last else "")
    by_half = {punt.halfjaar: punt for punt in cijfers.punten("O1")}
    points = [by_half[each.halfjaar] for each in found]
    rijen = [[str(b.halfjaar), b.erbij, -b.eraf, b.erbij - b.eraf, _stand_van(b)] for b in found]
    eenheid = (
        "Woningen per halfjaar: geschikt gemaakt of gebouwd, en ontlabeld, verkocht of gesloopt. Geteld per corporatie "
        "en wijk; wat binnen een wijk tegen elkaar wegvalt, is niet te zien"
    )
    return grafiek(
        cijfers,
        "ouderen-beweging",
        titel,
        ondertitel(cijfers, "O1", eenheid),
        tabel(
            [Kolom("halfjaar"), *(Kolom(kop, VERSCHIL) for kop in ("erbij", "eraf", "saldo")), Kolom("stand")], rijen
        ),
        _beweging(found) if found else None,
        points,
        herkomst=[[None, LOS, LOS, LOS, None] for _ in points],
        klik={},
        legenda=[Sleutel("erbij", ERBIJ), Sleutel("eraf", ERAF)],
    )


def _stand_van(beweging: Beweging) -> str:
    missing = opsomming(beweging.ontbreekt)
    return f"voorlopig, zonder {missing}" if missing else "vastgesteld"


def _beweging(found: list[Beweging]) -> dict:
    labels = [str(each.halfjaar) for each in found]
    series = [
        Reeks("erbij", ERBIJ, aangevuld([each.erbij for each in found], labels, None)),
        Reeks("eraf", ERAF, aangevuld([-each.eraf for each in found], labels, None)),
    ]
    words = [f"saldo {Vorm(met_teken=True)(each.erbij - each.eraf)}" for each in found]
    open_ = aangevuld([bool(each.ontbreekt) for each in found], labels)
    return tekening_groepen.gestapeld(as_halfjaren(labels), series, aangevuld(words, labels, ""), open_)


def bouwwijze(cijfers: Cijfers) -> Grafiek:
    """D2 per half-year: how much of the completed new-build is bio-based, and how much built by concept."""
    punten = cijfers.punten("D2")
    known = [punt for punt in punten if punt.noemer is not None]
    kolommen = [
        Kolom("opgeleverd", GETAL, wat=Wat.NOEMER),
        Kolom("biobased", GETAL, wat=Wat.TELLER),
        Kolom("aandeel biobased", PROCENT),
        Kolom("conceptueel", GETAL, CONCEPTUEEL, wat=Wat.TELLER),
        Kolom("aandeel conceptueel", PROCENT, CONCEPTUEEL),
    ]
    rijen = [[str(punt.halfjaar), *waarden_van(kolommen, punt), stand(punt)] for punt in punten]
    rows = per_punt(cijfers, "D2", punten)
    return grafiek(
        cijfers,
        "bouwwijze",
        _bouwzin(known[-1] if known else None),
        ondertitel(cijfers, "D2", "Aandeel in de opgeleverde nieuwbouw, per halfjaar; een woning kan allebei zijn"),
        tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen),
        _bouwtekening(punten) if any(punt.noemer for punt in known) else None,
        punten,
        herkomst=rows,
        klik={"biobased": per_maat(rows, GEHEEL), CONCEPTUEEL: per_maat(rows, Maat(CONCEPTUEEL))},
        legenda=[Sleutel("biobased", KLEUR_BIOBASED), Sleutel("conceptueel", KLEUR_CONCEPTUEEL)],
    )


def _bouwzin(last: Punt | None) -> str:
    if last is None:
        return zinnen.bouwwijze(None, None, None, "")
    return zinnen.bouwwijze(last.noemer, last.waarde, last.deel(CONCEPTUEEL), last.halfjaar.voluit)


def _bouwtekening(punten: list[Punt]) -> dict:
    labels = [str(punt.halfjaar) for punt in punten]
    series = [
        Reeks("biobased", KLEUR_BIOBASED, aangevuld([punt.waarde for punt in punten], labels, None)),
        Reeks("conceptueel", KLEUR_CONCEPTUEEL, aangevuld([p.deel(CONCEPTUEEL) for p in punten], labels, None)),
    ]
    open_ = aangevuld([punt.voorlopig for punt in punten], labels)
    return tekening_groepen.naast_elkaar(as_halfjaren(labels), series, open_, Vorm(aandeel=True))


BIJ_THEMA = {"ouderen": [ouderen, ouderen_beweging], "duurzaam": [energielabels, bouwwijze]}
