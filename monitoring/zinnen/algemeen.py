"""Findings in words: figures in, one Dutch sentence out. No Django, no database.

A chart's title and a page's opening are made here, so that what is said follows from the figures by a rule.
The tone: what stands, what the goal is, what room there is; never who is to blame.
"""

from __future__ import annotations

import math

from basis.getallen import getal, procent, verschil

PAD = (
    "Op het pad: de netto groei is minstens zo groot als het pad van de plannen verwacht. Dat pad is de plannenlijst "
    "zoals die voor de eerste helft van 2026 is vastgesteld, harde en zachte plannen samen. Het begint bij de groei "
    "van dat halfjaar en telt er de nieuwbouw en sloop bij die de lijst voor elk later halfjaar verwacht. Sloop komt "
    "vaak eerst, dus het pad mag dalen. De rechte lijn staat er alleen ter vergelijking. Verkoop, aankoop en "
    "liberalisatie staan niet op een plannenlijst; zij kunnen de groei boven of onder het pad brengen. Zijn nog niet "
    "alle cijfers van een halfjaar vastgesteld, dan vergelijken we nog niet."
)
ENKEL = {"woningen": "woning", "personen": "persoon", "buurten": "buurt", "maanden": "maand"}
GEEN_GROEI = "Er zijn nog geen vastgestelde cijfers over de groei van de sociale huur"


def opsomming(namen) -> str:
    """['a', 'b', 'c'] → 'a, b en c'."""
    namen = [str(naam) for naam in namen]
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}" if namen else ""


def met_eenheid(getal_tekst: str, eenheid) -> str:
    """A number as it is written with its unit: '1 woning', '−1 woning', '2 woningen', '1,0 maanden'."""
    unit = str(eenheid)
    return f"{getal_tekst} {ENKEL.get(unit, unit) if getal_tekst.lstrip('+−') == '1' else unit}"


def met_hoofdletter(text: str) -> str:
    return text[:1].upper() + text[1:]


def groei(netto, met_daeb=None, doel=None, doeljaar=None, van: str = "") -> str:
    """'Netto 212 sociale huurwoningen erbij, 216 met DAEB-koop; het doel voor 2030 is 1.380.'"""
    if netto is None:
        start = f"{GEEN_GROEI}{f' van {van}' if van else ''}"
    elif netto == 0:
        start = f"De voorraad sociale huur{f' van {van}' if van else ''} is netto even groot gebleven"
    else:
        direction = "erbij" if netto > 0 else "minder"
        start = f"Netto {_homes(abs(netto), 'sociale huurwoning')} {direction}{f' bij {van}' if van else ''}"
    if netto is not None and met_daeb is not None and met_daeb != netto:
        start += f", {_signed(met_daeb, netto)} met DAEB-koop"
    voor = f" voor {doeljaar}" if doeljaar else ""
    return f"{start}; het doel{voor} is {getal(doel)}." if doel else f"{start}."


def _signed(value, beside) -> str:
    """A second total beside a first: with its own sign unless both go the same way."""
    return getal(abs(value)) if value * beside > 0 else verschil(value)


def _homes(aantal, enkel: str = "woning") -> str:
    return f"{getal(aantal)} {enkel}" if aantal == 1 else f"{getal(aantal)} {enkel}en"


def toewijzing(urgent=None, vrij=None, gehuisvest=None, gevraagd=None) -> str:
    """The opening of the page on allocation: what is known of the three, in one sentence."""
    delen = []
    if urgent is not None:
        delen.append(f"{procent(urgent)} van het vrijkomende aanbod ging naar urgent woningzoekenden")
    if vrij is not None:
        delen.append(f"{procent(vrij)} is vrij toegewezen")
    if gevraagd:  # without a task there is nothing to say of it
        kregen = "kreeg" if gehuisvest == 1 else "kregen"
        delen.append(f"{getal(gehuisvest)} van de {getal(gevraagd)} statushouders {kregen} een woning")
    if not delen:
        return "Er zijn nog geen vastgestelde cijfers over de toewijzingen."
    return f"{met_hoofdletter(opsomming(delen))}."


def opbouw(erbij: dict[str, float], eraf: dict[str, float]) -> str:
    """'Nieuwbouw droeg het meest bij: 360 woningen. Door verkoop, sloop en liberalisatie gingen er 130 af.'"""
    bij = {naam: value for naam, value in erbij.items() if value > 0}
    af = {naam: abs(value) for naam, value in eraf.items() if value}
    af |= {naam: -value for naam, value in erbij.items() if value < 0}
    if not bij and not af:
        return "Er kwamen geen sociale huurwoningen bij en er gingen er geen af."
    zinnen = []
    if bij:
        most = max(bij, key=bij.get)
        zinnen.append(f"{met_hoofdletter(most)} droeg het meest bij: {_homes(bij[most])}.")
    if af:
        lost = sum(af.values())
        zinnen.append(f"Door {opsomming(af)} {'ging' if lost == 1 else 'gingen'} er {getal(lost)} af.")
    return " ".join(zinnen)


def urgent(aandeel, doel=None, voluit: str = "") -> str:
    """'27,1 % van het vrijkomende aanbod ging naar urgent woningzoekenden; we werken toe naar circa 30 %.'

    With the half-year in words: 'In de eerste helft van 2026 ging 27,1 % van …'
    """
    if aandeel is None:
        return "Er zijn nog geen vastgestelde cijfers over toewijzingen aan urgent woningzoekenden."
    share, groep = f"{procent(aandeel)} van het vrijkomende aanbod", "naar urgent woningzoekenden"
    zin = f"In de {van_jaar(voluit)} ging {share} {groep}" if voluit else f"{share} ging {groep}"
    return f"{zin}; we werken toe naar circa {procent(doel)}." if doel else f"{zin}."


def ruimte(teller, noemer, plafond) -> int:
    """How many allocations more could have been free, of those made so far: floor(plafond × all) − free.

    Decimal noise must not cost one: 0,15 × 1.020 is exactly 153.
    """
    return math.floor(round(float(plafond) * float(noemer), 6)) - int(teller)


def vrije_toewijzing(teller, noemer, plafond, jaar) -> str:
    """'In 2026 is 7,6 % vrij toegewezen; onder het plafond van 15 % is ruimte voor nog 51 toewijzingen.'"""
    if not noemer:
        return "Er zijn nog geen vastgestelde cijfers over vrije toewijzing."
    start = f"In {jaar} is {procent(teller / noemer)} vrij toegewezen"
    if plafond is None:
        return f"{start}."
    over = ruimte(teller, noemer, plafond)
    if over > 0:
        return f"{start}; onder het plafond van {procent(plafond)} is ruimte voor nog {_allocations(over)}."
    if over == 0:
        return f"{start}; de ruimte onder het plafond van {procent(plafond)} is precies gebruikt."
    return (
        f"{start}; dat {'is' if over == -1 else 'zijn'} {_allocations(-over)} boven het plafond van {procent(plafond)}."
    )


def _allocations(aantal) -> str:
    return f"{getal(aantal)} {'toewijzing' if aantal == 1 else 'toewijzingen'}"


def statushouders(gehuisvest, opgave, voluit: str) -> str:
    """'In de eerste helft van 2026 kregen 187 statushouders een woning; de opgave was 212. Er blijven er 25 over …'"""
    if gehuisvest is None or opgave is None:
        return "Er zijn nog geen vastgestelde cijfers over het huisvesten van statushouders."
    wie = "kreeg 1 statushouder" if gehuisvest == 1 else f"kregen {getal(gehuisvest)} statushouders"
    start = f"In de {van_jaar(voluit)} {wie} een woning"
    if opgave <= 0:
        return f"{start}; er was geen opgave."
    start = f"{start}; de opgave was {getal(opgave)}."
    rest = opgave - gehuisvest
    if rest > 0:
        return f"{start} Er {'blijft' if rest == 1 else 'blijven'} er {getal(rest)} over voor het volgende halfjaar."
    if rest < 0:
        return f"{start} Dat {'is' if rest == -1 else 'zijn'} er {getal(-rest)} meer dan gevraagd."
    return f"{start} Precies de opgave."


def nu(waarde: str, wanneer: str, voorlopig: bool) -> str:
    """'Tot en met de eerste helft van 2026: +253 woningen. Dit is voorlopig.'"""
    return f"{wanneer}: {waarde}.{' Dit is voorlopig.' if voorlopig else ''}"


def samen(totaal, per_naam: dict[str, float], tot: dict[str, str] | None = None) -> str:
    """'Samen +253: de Alliantie +124, Omnia Wonen +84 en Portaal +45.'

    `tot`: until which half-year each counts, which is said where that differs: 'Portaal +45 (t/m 2026-1)'.
    """
    if totaal is None:
        return "Nog geen vastgestelde cijfers per corporatie."
    until = {naam: f" (t/m {half})" for naam, half in (tot or {}).items()} if len({*(tot or {}).values()}) > 1 else {}
    parts = [f"{naam} {verschil(value)}{until.get(naam, '')}" for naam, value in per_naam.items()]
    return f"Samen {verschil(totaal)}: {opsomming(parts)}."


def voorlopig(namen: list[str]) -> str:
    return f"Gestreept is voorlopig: de cijfers van {opsomming(namen)} zijn nog niet voor elk halfjaar vastgesteld."


def zonder(namen: list[str], halfjaar: str = "") -> str:
    """Whose figures are not in that of all together: of this half-year, or of any that counts in it."""
    who = opsomming(namen)
    return f"in {halfjaar} nog zonder {who}" if halfjaar else f"nog niet met alle cijfers van {who}"


def nog_niets(naam: str, voluit: str) -> str:
    return f"De cijfers van {naam} over de {van_jaar(voluit)} zijn nog niet vastgesteld."


def van_jaar(voluit: str) -> str:
    """'eerste helft 2026' → 'eerste helft van 2026', for running text."""
    return voluit.replace("helft ", "helft van ")


def nog_open(namen: list[str]) -> str:
    return f"Dit is voorlopig: nog niet alle cijfers van {opsomming(namen)} zijn vastgesteld."


def themas(aantal: int, acties: int, afgerond: int) -> str:
    start = f"{_telwoord(aantal)} {'thema' if aantal == 1 else 'thema’s'}"
    if not acties:
        return f"{start}; de acties volgen nog."
    klaar = "er is er nog geen afgerond" if not afgerond else f"{getal(afgerond)} afgerond"
    return f"{start}, {getal(acties)} {'actie' if acties == 1 else 'acties'}; {klaar}."


def _telwoord(aantal: int) -> str:
    words = ["Geen", "Eén", "Twee", "Drie", "Vier", "Vijf", "Zes"]
    return words[aantal] if aantal < len(words) else getal(aantal)


def acties_stand(tellingen: dict[str, int], namen: dict[str, str]) -> str:
    """'5 acties: 3 op schema en 2 nog niet gestart.'"""
    totaal = sum(tellingen.values())
    if not totaal:
        return "Bij dit thema staan nog geen acties."
    delen = [f"{tellingen[status]} {naam}" for status, naam in namen.items() if tellingen.get(status)]
    return f"{totaal} {'actie' if totaal == 1 else 'acties'}: {opsomming(delen)}."


def gevierd(aantal: int) -> str:
    if not aantal:
        return "Er is nog geen succes opgeschreven. Dat kan bij elke actie."
    return "Dit hebben we samen bereikt." if aantal > 1 else "Dit succes vierden we."


def huurders(aantal: int, beantwoord: int) -> str:
    """'Huurdersorganisaties plaatsten 3 opmerkingen; 1 kreeg antwoord.'"""
    placed = f"Huurdersorganisaties plaatsten {getal(aantal)} {'opmerking' if aantal == 1 else 'opmerkingen'}"
    if not beantwoord:
        return f"{placed}."
    return f"{placed}; {getal(beantwoord)} {'kreeg' if beantwoord == 1 else 'kregen'} antwoord."


def opmerkingen(gezien: int, vragen: int, meningen: int) -> str:
    """'2 keer gezien, 1 vraag en 1 andere mening'"""
    parts = [
        gezien and f"{getal(gezien)} keer gezien",
        vragen and f"{getal(vragen)} {'vraag' if vragen == 1 else 'vragen'}",
        meningen and f"{getal(meningen)} andere {'mening' if meningen == 1 else 'meningen'}",
    ]
    return opsomming([part for part in parts if part])


def bronnen(er_zijn: bool, compleet: bool) -> str:
    if not er_zijn:
        return "Er zijn nog geen cijfers vastgesteld."
    return "Alle gevraagde cijfers zijn vastgesteld." if compleet else "Een deel van de cijfers komt nog."


def bron(soorten: list[str]) -> str:
    """Whose deliveries a figure is made of."""
    names = {"corporatie": "de corporaties", "gemeente": "de gemeente"}
    return opsomming([names.get(soort, soort) for soort in soorten]) or "de lijst van prioriteitsbuurten"


def begin(naam: str, waarde: str, doel: str = "") -> str:
    """The opening of any indicator: 'Netto groei sociale huur: +212; het doel is 1.380 in 2030.'"""
    return f"{naam}: {waarde}; {doel}." if doel else f"{naam}: {waarde}."


def kleine_aantallen(halfjaar: str = "") -> str:
    """Stands under a table of areas in which small counts are hidden; `halfjaar` when it is not the newest."""
    text = " Aantallen onder de 5 laten we niet zien, en ook niet wat ze zou verraden."
    if halfjaar:
        text += f" Per wijk staat hier de {van_jaar(halfjaar)}: pas als alle corporaties erin zitten, tonen we meer."
    return text
