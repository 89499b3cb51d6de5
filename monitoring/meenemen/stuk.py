"""What a document says, in order, before it is set as PDF or as Word: headings, texts, tables and charts.

Everything comes from the frozen content; nothing is asked of the database, and no figure is worked out here. An old
content may miss what was added later.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.utils.formats import date_format

from monitoring.jaaroverzicht import bladzijde, dias
from monitoring.jaaroverzicht.cijfers import laatste
from monitoring.jaaroverzicht.vorm import woorden
from monitoring.meenemen.bron import Bron
from monitoring.zinnen.algemeen import met_hoofdletter

BIJLAGE = "Bijlage"  # begins on a page of its own
GEEN_DOEL = "geen doel afgesproken"
CIRCA, ZONDER_GETAL = "circa", "afspraak zonder getal"
BLIJKT = (CIRCA, ZONDER_GETAL, "gemiddelde")  # kinds of goals that their words tell already


@dataclass(frozen=True)
class Alinea:
    """A text of its own; `klein` for what only explains."""

    tekst: str
    klein: bool = False
    soort: str = "alinea"


@dataclass(frozen=True)
class Tussenkop:
    tekst: str
    soort: str = "kop"


@dataclass(frozen=True)
class Lijst:
    """Points, each a title and what is said below it."""

    punten: list[tuple[str, str]]
    soort: str = "lijst"


@dataclass(frozen=True)
class Tafel:
    """A table as it is written. `getallen`: places of the columns that hold numbers."""

    titel: str
    koppen: list[str]
    rijen: list[list[str]]
    getallen: list[int] = field(default_factory=list)
    soort: str = "tafel"


@dataclass(frozen=True)
class Beeld:
    """A chart: its finding, what it is about, the words for who cannot see it, and its table."""

    naam: str
    titel: str
    ondertitel: str
    in_woorden: str
    legenda: list[tuple[str, str]]
    noot: str
    uitleg: str
    tafel: Tafel
    figuur: dict
    soort: str = "beeld"


Blok = Alinea | Tussenkop | Lijst | Tafel | Beeld


@dataclass(frozen=True)
class Hoofdstuk:
    """`titel` is that of its slide. A document has the name of the section as `kop`, and its finding below that."""

    boven: str
    titel: str
    blokken: list[Blok]
    kop: str
    bevinding: str = ""

    @property
    def bovenregel(self) -> str:
        """What stands above the name, where the name does not say it."""
        return "" if self.kop.startswith(self.boven) else self.boven


@dataclass(frozen=True)
class Stuk:
    """`gegevens`: which version of what this is, as name and words."""

    titel: str
    fictief: bool
    gegevens: list[tuple[str, str]]
    hoofdstukken: list[Hoofdstuk]


def stuk(bron: Bron) -> Stuk:
    """The whole document."""
    inhoud = bron.inhoud
    chapters = [hoofdstuk(inhoud, deel) for deel in dias.delen(inhoud)]
    chapters += [each for each in (_nieuwste(inhoud), _definities(inhoud)) if each]
    return Stuk(bron.titel, bron.fictief, bron.gegevens, chapters)


def hoofdstuk(inhoud: dict, deel: dict) -> Hoofdstuk:
    """One section of the story."""
    make = _BLOKKEN.get(deel["soort"], _algemeen)
    blocks = [each for each in make(inhoud, deel) if each]
    if "titel" not in deel:
        return Hoofdstuk("", "Dia’s", blocks, "Dia’s")
    kop, titel = bladzijde.naam(deel), deel["titel"]
    return Hoofdstuk(deel["boven"], titel, blocks, kop, "" if titel in kop else titel)


def tekst(inhoud: dict, sleutel: str) -> list[Blok]:
    """The words in a place of the overview, whole."""
    found = woorden(inhoud, sleutel) if "teksten" in inhoud else ""
    return [Alinea(found)] if found else []


def beelden(inhoud: dict, deel: dict) -> list[Beeld]:
    """The charts that a section names and that have something drawn."""
    named = [inhoud["grafieken"].get(each["naam"]) for each in deel.get("grafieken", [])]
    return [beeld(chart) for chart in named if chart and chart["figuur"]]


def beeld(chart: dict) -> Beeld:
    return Beeld(
        chart["naam"],
        chart["titel"],
        chart["ondertitel"],
        chart.get("samenvatting") or chart["titel"],
        [(each["naam"], each["kleur"]) for each in chart.get("legenda", [])],
        chart.get("voorlopig", ""),
        chart.get("uitleg", ""),
        tafel(chart["titel"], chart["tabel"]),
        chart["figuur"],
    )


def tafel(titel: str, tabel: dict) -> Tafel:
    """The table of a chart, as it was written when it was frozen."""
    columns = tabel["kolommen"]
    numbers = [place for place, column in enumerate(columns) if column.get("vorm")]
    rows = [[cel["tekst"] for cel in row] for row in tabel["rijen"]]
    wide = max(map(len, [columns, *rows]))
    heads = [column["naam"] for column in columns] + [""] * (wide - len(columns))
    rows = [row + [""] * (wide - len(row)) for row in rows]
    return Tafel(titel, heads, rows, numbers)


def punten(found: list[dict]) -> list[Blok]:
    """Points of the story as a list."""
    rows = [(each["titel"], "\n".join(filter(None, [each.get("tekst"), each.get("onder")]))) for each in found]
    return [Lijst(rows)] if rows else []


def _algemeen(inhoud: dict, deel: dict) -> list[Blok]:
    if "dias" in deel and not inhoud.get("schema"):
        return [block for each in deel["dias"] for block in _dia(each)]
    return [*tekst(inhoud, deel["soort"]), *punten(deel.get("punten", []))]


def _dia(dia: dict) -> list[Blok]:
    """A slide of before there were sections."""
    chart = dia.get("grafiek")
    text = [Alinea(dia["tekst"])] if dia.get("tekst") else []
    drawn = [beeld(chart)] if chart and chart.get("figuur") else []
    return [Tussenkop(dia["titel"]), *text, *drawn, *punten(dia.get("punten", []))]


def _opening(inhoud: dict, deel: dict) -> list[Blok]:
    lines = [(woorden(inhoud, sleutel), "") for sleutel in deel["regels"]]
    return [*tekst(inhoud, "inleiding"), Lijst(lines)]


def _sinds(inhoud: dict, deel: dict) -> list[Blok]:
    rows = [
        [f"{each['code']} {each['naam']}", each["toen"], each["nu"], "; ".join(each["waarom"])]
        for each in deel["cijfers"]
    ]
    title = "Elk cijfer dat anders is dan in het vorige overzicht"
    told = [Tussenkop(title), Tafel(title, ["Cijfer", "Toen", "Nu", "Waardoor"], rows, [1, 2])]
    return [*beelden(inhoud, deel), *(told if rows else [Alinea("Er is geen enkel cijfer veranderd.")])]


def _thema(inhoud: dict, deel: dict) -> list[Blok]:
    name = deel["titel"].lower()
    found: list[Blok] = []
    if deel["doelen"]:
        found += [Tussenkop("Wat we willen"), Lijst([(doel, "") for doel in deel["doelen"]])]
    if deel["tekst"]:
        found.append(Alinea(deel["tekst"]))
    if deel["standen"]:
        found += [Tussenkop(f"De cijfers van {name}"), standen(deel)]
    found += beelden(inhoud, deel)
    if deel["acties"]:
        found += [Tussenkop(f"De acties van {name}"), acties(deel)]
    if deel["knelpunten"]:
        found += [Tussenkop("Knelpunten"), *punten(deel["knelpunten"])]
    return found


def standen(deel: dict) -> Tafel:
    rows = [
        [
            f"{each['naam']} ({each['stand']})" if each["stand"] else each["naam"],
            each["waarde"],
            each["doel"] or GEEN_DOEL,
            f"{each['oordeel']['naam']}. {each['oordeel']['zin']}" if each["oordeel"] else "niet te beoordelen",
        ]
        for each in deel["standen"]
    ]
    heads = ["Cijfer", "Waarde", "Doel", "Hoe het ervoor staat"]
    return Tafel(f"De cijfers van {deel['titel'].lower()}", heads, rows, [1])


def acties(deel: dict) -> Tafel:
    rows = [
        [f"{each['nummer']}. {each['titel']}", ", ".join(each["trekkers"]), each["planning"], each["statusnaam"]]
        for each in deel["acties"]
    ]
    heads = ["Actie", "Trekker", "Planning", "Status"]
    return Tafel(f"De acties van {deel['titel'].lower()}", heads, rows)


def _spanningen(inhoud: dict, deel: dict) -> list[Blok]:
    found: list[Blok] = []
    for each in deel["spanningen"]:
        found += [Tussenkop(each["titel"]), *tekst(inhoud, each["sleutel"]), spanning(each), *beelden(inhoud, each)]
    return found


def spanning(each: dict) -> Tafel:
    """Two sides of one matter, with their figures."""
    rows = [
        [kant["naam"], cijfer["naam"], cijfer["waarde"], cijfer["halfjaar"]]
        for kant in each["kanten"]
        for cijfer in kant["cijfers"]
    ]
    return Tafel(each["titel"], ["Kant", "Cijfer", "Waarde", "Halfjaar"], rows, [2])


def _besluiten(inhoud: dict, deel: dict) -> list[Blok]:
    return [besluiten(deel)] if deel["besluiten"] else []


def besluiten(deel: dict) -> Tafel:
    rows = [
        [
            "\n".join(filter(None, [each["wat"], each["waarom"] and f"Waarom: {each['waarom']}"])),
            f"{each['overleg']}, {dag(each['datum'])}",
            f"{each['partij']}, {dag(each['uiterlijk'])}",
            "\n".join(filter(None, [each["statusnaam"], each["uitkomst"]])),
        ]
        for each in deel["besluiten"]
    ]
    heads = ["Besluit", "Genomen in", "Wie, en uiterlijk", "Wat ervan kwam"]
    return Tafel("Elk besluit, en wat ervan kwam", heads, rows)


def dag(text: str) -> str:
    """'2026-12-31' → '31 december 2026'; what is no day stays as it is."""
    try:
        return date_format(datetime.date.fromisoformat(str(text)), "j F Y")
    except ValueError:
        return str(text or "geen datum")


def _bijsturen(inhoud: dict, deel: dict) -> list[Blok]:
    rows = [(each["naam"], each["zin"]) for each in deel["cijfers"]]
    rows += [(f"Actie {each['nummer']}: {each['titel']} ({each['statusnaam']})", each["waarom"])
             for each in deel["acties"]]  # fmt: skip
    return [*tekst(inhoud, "bijsturen"), *([Lijst(rows)] if rows else [])]


def _huurders(inhoud: dict, deel: dict) -> list[Blok]:
    found = punten(deel.get("punten", []))
    if not deel.get("opmerkingen"):
        return found
    found.append(Tussenkop("De opmerkingen, met wat erop is geantwoord"))
    for each in deel["opmerkingen"]:
        answer = each["antwoord"]
        said = f"Antwoord van {answer['wie']}: {answer['tekst']}" if answer else "Nog geen antwoord."
        about = f"{met_hoofdletter(each['soort'])} van {each['wie']}, {dag(each['op'])}. {each['actie']}"
        found += [Alinea(each["tekst"]), Alinea(about, klein=True), Alinea(said)]
    return found


_BLOKKEN = {
    "opening": _opening,
    "sinds": _sinds,
    "thema": _thema,
    "spanningen": _spanningen,
    "besluiten": _besluiten,
    "bijsturen": _bijsturen,
    "huurders": _huurders,
}


def _nieuwste(inhoud: dict) -> Hoofdstuk | None:
    """The newest of every figure, of all together and per party; the half-years before are in the workbook."""
    series = [row for row in inhoud.get("cijfers", []) if row["reeks"]]
    newest = {(row["code"], row["partijnaam"]): laatste(row["reeks"]) or row["reeks"][-1] for row in series}
    if not newest:
        return None
    names = {row["code"]: f"{row['code']} {row['naam']}" for row in series}
    parties = list(dict.fromkeys(partij for _, partij in newest))
    known = [punt for punt in newest.values() if punt["waarde"] is not None]
    last = max(punt["halfjaar"] for punt in known or newest.values())
    rows = [[naam, *(_nieuwst(newest.get((code, partij)), last) for partij in parties)] for code, naam in names.items()]
    table = Tafel("De nieuwste cijfers", ["Cijfer", *parties], rows, list(range(1, len(parties) + 1)))
    note = f"Tot en met {last}. Een streep: deze partij levert dit cijfer niet. Eerder: zie het Excel-bestand."
    title = "De nieuwste cijfers, samen en per partij"
    return Hoofdstuk(BIJLAGE, title, [Alinea(note, klein=True), table], title)


def _nieuwst(punt: dict | None, last: str) -> str:
    if punt is None:
        return "–"
    if punt["waarde"] is None or punt["halfjaar"] == last:
        return punt["tekst"]
    return f"{punt['tekst']} ({punt['halfjaar']})"


def _definities(inhoud: dict) -> Hoofdstuk | None:
    rows = [
        [
            f"{each['code']} {each['naam']}",
            f"{each['formule']}\n{each['eenheid']}, {each['periode']}",
            "\n".join(map(doel_woorden, each["doelen"])) or GEEN_DOEL,
            each["bron"],
        ]
        for each in inhoud.get("definities", [])
    ]
    if not rows:
        return None
    table = Tafel("Hoe we rekenen", ["Cijfer", "Formule", "Doel", "Bron"], rows)
    note = Alinea("Zo waren de cijfers en doelen afgesproken toen dit overzicht werd vastgelegd.", klein=True)
    return Hoofdstuk(BIJLAGE, table.titel, [note, table], table.titel)


def doel_woorden(doel: dict) -> str:
    """'hooguit 15 % (plafond)'; the kind only where the words do not say it."""
    kind = doelsoort(doel)
    return doel["woorden"] if kind in BLIJKT else f"{doel['woorden']} ({kind})"


def doelsoort(doel: dict) -> str:
    """What kind of goal it is, in words: one kind of the system holds both about so much and at least so much."""
    if doel["soort"] != "minstens":
        return doel["soortnaam"]
    if doel["waarde"] is None:
        return ZONDER_GETAL
    return CIRCA if doel["woorden"].startswith(CIRCA) else "minstens"
