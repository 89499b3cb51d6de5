"""Sales beside new-build (V7), mid-rent on its way to the band (V5), and what social homes cost to rent (V9)."""

from __future__ import annotations

from basis.halfjaar import LAATSTE, NULMETING, Halfjaar
from monitoring import tekeningen
from monitoring.grafiek import (
    Cijfers,
    Grafiek,
    Herkomst,
    Sleutel,
    grafiek,
    ondertitel,
    per_maat,
    per_punt,
    stand,
    waarden,
)
from monitoring.grafieken.algemeen import GETAL, PROCENT, VERSCHIL, aangevuld, as_halfjaren, waarden_van
from monitoring.indicatoren import INDICATOREN
from monitoring.maat import Maat, Wat
from monitoring.models import Doelsoort
from monitoring.reeksen import Punt
from monitoring.tabellen import Kolom, tabel
from monitoring.tekeningen import Vorm
from monitoring.tekeningen import voorraad as tekening_voorraad
from monitoring.zinnen import voorraad as zinnen_voorraad

VERKOOP, NIEUWBOUW = "verkoop", "nieuwbouw"
VOORRAAD, AANBOD = "voorraad", "aanbod"
KLEUR_VOORRAAD, KLEUR_AANBOD = tekeningen.PETROL, "#a67c00"


def verkoop(cijfers: Cijfers) -> Grafiek:
    """V7: per half-year what was sold beside what was built, and to whom."""
    punten = cijfers.punten("V7")
    known, last = [punt for punt in punten if punt.waarde is not None], cijfers.laatste("V7")
    heads = {"verkocht": "", "aan middeninkomens": "middeninkomen", "als DAEB-koop": "daeb-koop", "gebouwd": NIEUWBOUW}
    kolommen = [Kolom(head, GETAL, part, periode=True) for head, part in heads.items()]
    rijen = [[str(punt.halfjaar), *waarden_van(kolommen, punt), stand(punt)] for punt in punten]
    rows = per_punt(cijfers, "V7", punten)
    return grafiek(
        cijfers,
        "verkoop-en-nieuwbouw",
        _verkoop_zin(last) if last else zinnen_voorraad.GEEN_VERKOOP,
        ondertitel(cijfers, "V7", "Sociale huurwoningen, per halfjaar"),
        tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen),
        _verkoop_figuur(punten) if known else None,
        punten,
        herkomst=rows,
        klik={
            VERKOOP: per_maat(rows, Maat(periode=True)),
            NIEUWBOUW: per_maat(rows, Maat(NIEUWBOUW, periode=True)),
        },
        legenda=[Sleutel(f"{part} sociale huur", tekeningen.KLEUR_ONDERDEEL[part]) for part in (VERKOOP, NIEUWBOUW)],
    )


def _verkoop_zin(last: Punt) -> str:
    parts = last.onderdelen
    return zinnen_voorraad.verkoop(last.waarde, parts.get(NIEUWBOUW, 0), parts.get("middeninkomen", 0))


def _verkoop_figuur(punten: list[Punt]) -> dict:
    labels = [str(punt.halfjaar) for punt in punten]
    sold, built = zip(*((punt.periode, punt.onderdelen_periode.get(NIEUWBOUW)) for punt in punten), strict=True)
    bars = [
        (naam, tekeningen.KLEUR_ONDERDEEL[naam], aangevuld(values, labels, None))
        for naam, values in ((VERKOOP, sold), (NIEUWBOUW, built))
    ]
    open_ = aangevuld([punt.voorlopig for punt in punten], labels)
    return tekening_voorraad.naast_elkaar(as_halfjaren(labels), bars, open_, Vorm())


def middenhuur(cijfers: Cijfers) -> Grafiek:
    """V5: cumulative growth on its way to the band that was agreed."""
    punten, last, goal = cijfers.punten("V5"), cijfers.laatste("V5"), cijfers.doel("V5", Doelsoort.BAND)
    parts = [naam for naam in INDICATOREN["V5"].onderdelen if naam and any(p.onderdelen.get(naam) for p in punten)]
    kolommen = [Kolom("netto groei sinds 2026", VERSCHIL), Kolom("in het halfjaar", VERSCHIL, periode=True)]
    kolommen += [Kolom(cijfers.namen.van(INDICATOREN["V5"], part), VERSCHIL, part) for part in parts]
    rijen = [[str(punt.halfjaar), *waarden_van(kolommen, punt), stand(punt)] for punt in punten]
    rows = per_punt(cijfers, "V5", punten)
    title = zinnen_voorraad.middenhuur(
        last.waarde if last else 0,
        goal and goal.waarde,
        goal and goal.waarde_tot,
        goal and goal.uiterlijk and goal.uiterlijk.jaar,
    )
    return grafiek(
        cijfers,
        "middenhuur",
        title if last else "Er zijn nog geen vastgestelde cijfers over middenhuur.",
        ondertitel(cijfers, "V5", "Middenhuurwoningen, cumulatief sinds 1 januari 2026"),
        tabel([Kolom("halfjaar"), *kolommen, Kolom("stand")], rijen),
        _middenhuur_figuur(cijfers, punten) if last else None,
        punten,
        herkomst=rows,
        klik={"netto groei": [None, *rows]},  # the first point is the baseline, which is no figure
    )


def _middenhuur_figuur(cijfers: Cijfers, punten: list[Punt]) -> dict:
    half_years, by_half = Halfjaar.range(NULMETING, LAATSTE), {punt.halfjaar: punt for punt in punten}
    shown = [by_half.get(half) for half in half_years]
    values = [0 if half == NULMETING else punt and punt.waarde for half, punt in zip(half_years, shown, strict=True)]
    labels = [str(half) for half in half_years]
    open_ = [bool(punt and punt.voorlopig) for punt in shown]
    return tekening_voorraad.middenhuur(labels, values, open_, cijfers.doellijnen("V5", Vorm(), labels))


def prijscategorieen(cijfers: Cijfers) -> Grafiek:
    """V9: the share of each price category in the stock, and in the homes that came free in the half-year."""
    last = cijfers.laatste("V9")
    codes = _categorieen(cijfers, last)
    cells = {code: _cellen(cijfers, last, code) for code in codes}
    stock, supply = ({code: last.deel(f"{kind}/{code}") for code in codes} for kind in (VOORRAAD, AANBOD))
    names = {code: cijfers.namen.van(INDICATOREN["V9"], f"voorraad/{code}").rpartition(", ")[2] for code in codes}
    heads = [Kolom("voorraad", GETAL), Kolom("aandeel in de voorraad", PROCENT)]
    heads += [Kolom("vrijkomend aanbod", GETAL), Kolom("aandeel in het aanbod", PROCENT)]
    rijen = [[names[code], *waarden(cells[code])] for code in codes]
    return grafiek(
        cijfers,
        "prijscategorieen",
        zinnen_voorraad.prijzen(_met_naam(stock, names), _met_naam(supply, names)),
        ondertitel(
            cijfers, "V9", "Sociale huurwoningen, aandeel per prijscategorie; vrijkomend aanbod is wat is toegewezen"
        ),
        tabel([Kolom("prijscategorie"), *heads], rijen),
        _prijzen_figuur(last, codes, names, stock, supply) if codes else None,
        [last] if last else [],
        legenda=[Sleutel("voorraad", KLEUR_VOORRAAD), Sleutel("vrijkomend aanbod", KLEUR_AANBOD)],
        herkomst=[[None, *cells[code]] for code in codes],
        klik={"voorraad": [cells[code][1] for code in codes], "vrijkomend aanbod": [cells[code][3] for code in codes]},
    )


def _categorieen(cijfers: Cijfers, last: Punt | None) -> list[str]:
    """The price categories that occur, in the order of the code list."""
    found = {
        naam.partition("/")[2] for naam, count in (last.onderdelen if last else {}).items() if count and "/" in naam
    }
    return sorted(found, key=lambda code: cijfers.namen.volgorde(INDICATOREN["V9"], f"voorraad/{code}"))


def _cellen(cijfers: Cijfers, last: Punt, code: str) -> list[Herkomst]:
    """Count and share in the stock, and in the supply."""
    return [
        Herkomst("V9", last, cijfers.partij_voor("V9"), maat=Maat(f"{kind}/{code}", wat=wat))
        for kind in (VOORRAAD, AANBOD)
        for wat in (Wat.CIJFER, Wat.AANDEEL)
    ]


def _met_naam(shares: dict, names: dict[str, str]) -> dict[str, float]:
    return {names[code]: share for code, share in shares.items() if share is not None}


def _prijzen_figuur(last: Punt, codes: list[str], names: dict[str, str], stock: dict, supply: dict) -> dict:
    bars = [("voorraad", KLEUR_VOORRAAD, [stock[code] for code in codes])]
    bars.append(("vrijkomend aanbod", KLEUR_AANBOD, [supply[code] for code in codes]))
    labels = [names[code].replace(" ", "<br>") for code in codes]
    return tekening_voorraad.naast_elkaar(labels, bars, [last.voorlopig] * len(codes), Vorm(aandeel=True))
