"""THE table of sheets and columns. Template, reading, checks of each cell, storage and export all follow from it.

A new column is one line here and a field on the model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from basis.models import Partijsoort
from voorraad.models import (
    Codelijst,
    Gemeentegegeven,
    Mutatie,
    Project,
    Rij,
    Toewijzing,
    Voorraadstand,
)


class Soort(StrEnum):
    """What a cell holds, and with it how it is read and written."""

    GEBIED = "gebied"
    CODE = "code"
    JA_NEE = "ja of nee"
    GETAL = "getal"
    GETAL_MET_TEKEN = "getal met teken"
    DECIMAAL = "decimaal getal"
    TEKST = "tekst"
    HALFJAAR = "halfjaar"


@dataclass(frozen=True)
class Kolom:
    """One column: its head in the sheet, the field of the model, and what may stand in it."""

    kop: str
    veld: str
    soort: Soort
    hulp: str
    voorbeeld: str
    lijst: Codelijst | None = None
    verplicht: bool = True


@dataclass(frozen=True)
class Blad:
    """One sheet: whose it is, the model of its rows, and the fields that together occur once."""

    naam: str
    model: type[Rij]
    partijsoorten: tuple[Partijsoort, ...]
    uitleg: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...] = field(default=())


def _gebied(verplicht=True):
    hulp = "CBS-code van de buurt (BU0307…); weet u alleen de wijk, gebruik dan de wijkcode (WK0307…)."
    return Kolom("buurtcode", "gebied", Soort.GEBIED, hulp, "WK030710", verplicht=verplicht)


def _code(kop, veld, lijst, voorbeeld, hulp="Kies uit de lijst.", verplicht=True):
    return Kolom(kop, veld, Soort.CODE, hulp, voorbeeld, lijst, verplicht)


def _ja_nee(kop, veld, hulp):
    return Kolom(kop, veld, Soort.JA_NEE, hulp, "nee", verplicht=False)


def _tekst(kop, veld, hulp, voorbeeld="", verplicht=True):
    return Kolom(kop, veld, Soort.TEKST, hulp, voorbeeld, verplicht=verplicht)


def _aantal(hulp, soort=Soort.GETAL):
    return Kolom("aantal", "aantal", soort, hulp, "12")


def _halfjaar(kop, veld, hulp, verplicht=True):
    return Kolom(kop, veld, Soort.HALFJAAR, hulp, "2027-1", verplicht=verplicht)


CORPORATIE = (Partijsoort.CORPORATIE,)
BLADEN: tuple[Blad, ...] = (
    Blad(
        "Voorraad",
        Voorraadstand,
        CORPORATIE,
        "De woningen die u op de peildatum bezit, opgeteld per soort.",
        (
            _gebied(),
            _code("segment", "segment", Codelijst.SEGMENT, "sociale-huur"),
            _code("prijscategorie", "prijscategorie", Codelijst.PRIJSCATEGORIE, "betaalbaar-laag"),
            _code("woningtype", "woningtype", Codelijst.WONINGTYPE, "appartement"),
            _code("energielabel", "energielabel", Codelijst.ENERGIELABEL, "b"),
            _code("geschikt voor ouderen", "geschikt", Codelijst.GESCHIKT, "nultreden"),
            _aantal("Aantal woningen op de peildatum."),
        ),
        ("gebied", "segment", "prijscategorie", "woningtype", "energielabel", "geschikt"),
    ),
    Blad(
        "Mutaties",
        Mutatie,
        CORPORATIE,
        "Wat er in het halfjaar bij kwam en af ging.",
        (
            _gebied(),
            _code("soort", "soort", Codelijst.MUTATIESOORT, "nieuwbouw"),
            _code("segment", "segment", Codelijst.SEGMENT, "sociale-huur", "Segment waar de mutatie in valt."),
            _code(
                "naar segment",
                "naar_segment",
                Codelijst.SEGMENT,
                "",
                "Bij verkoop en liberalisatie: het nieuwe segment.",
                verplicht=False,
            ),
            _tekst(
                "project",
                "project",
                "Projectcode van het blad Projecten, als de mutatie bij een project hoort.",
                "E01",
                False,
            ),
            _ja_nee("DAEB-koop", "daeb_koop", "Ja bij verkoop met een koopinstrument aan een DAEB-huishouden."),
            _ja_nee("koper middeninkomen", "middeninkomen", "Ja bij verkoop aan een middeninkomen."),
            _aantal("Aantal woningen; alleen splitsen en correctie mogen negatief zijn.", Soort.GETAL_MET_TEKEN),
            _tekst("toelichting", "toelichting", "Vrije toelichting.", verplicht=False),
        ),
    ),
    Blad(
        "Projecten",
        Project,
        (Partijsoort.CORPORATIE, Partijsoort.GEMEENTE),
        "De hele plannenlijst: wat klaar is en wat nog komt. De gemeente levert de projecten van marktpartijen.",
        (
            _tekst("projectcode", "projectcode", "Uw eigen code; blijft elk halfjaar hetzelfde.", "E01"),
            _tekst("naam", "naam", "Naam van het project.", "Eemoever fase 1"),
            _gebied(),
            _code("initiatiefnemer", "initiatiefnemer", Codelijst.INITIATIEFNEMER, "corporatie"),
            _code("eigenaar na oplevering", "eigenaar", Codelijst.EIGENAAR, "corporatie"),
            _code("soort", "soort", Codelijst.PROJECTSOORT, "nieuwbouw"),
            _code("segment", "segment", Codelijst.SEGMENT, "sociale-huur"),
            _aantal("Aantal woningen in dit deel van het project."),
            _code("planstatus", "planstatus", Codelijst.PLANSTATUS, "2a", "Uit de provinciale planregistratie."),
            _code("hardheid", "hardheid", Codelijst.HARDHEID, "hard", "Gebruikelijk: 1A tot en met 2C is hard."),
            _halfjaar("verwacht halfjaar", "verwacht_halfjaar", "Wanneer u de oplevering of sloop verwacht."),
            _halfjaar("gerealiseerd halfjaar", "gerealiseerd_halfjaar", "Leeg zolang het nog niet klaar is.", False),
            _ja_nee("biobased", "biobased", "Ja als het project biobased wordt gebouwd."),
            _ja_nee("conceptueel", "conceptueel", "Ja als het project conceptueel of industrieel wordt gebouwd."),
        ),
        ("projectcode", "soort", "segment", "gebied", "verwacht_halfjaar", "gerealiseerd_halfjaar"),
    ),
    Blad(
        "Toewijzingen",
        Toewijzing,
        CORPORATIE,
        "De sociale huurwoningen die vrijkwamen en zijn toegewezen.",
        (
            _gebied(),
            _code("doelgroep", "doelgroep", Codelijst.DOELGROEP, "gezin"),
            _ja_nee(
                "inkomen boven grens",
                "boven_inkomensgrens",
                "Ja bij vrije toewijzing: het inkomen ligt boven de grens.",
            ),
            _code("prijscategorie", "prijscategorie", Codelijst.PRIJSCATEGORIE, "betaalbaar-laag"),
            _ja_nee("nieuwbouw", "nieuwbouw", "Ja bij de eerste verhuring van een nieuwe woning."),
            Kolom(
                "gem. wachttijd uitstroom",
                "wachttijd_uitstroom",
                Soort.DECIMAAL,
                "Alleen bij uitstroom uit een instelling: gemiddelde wachttijd in maanden.",
                "5,5",
                verplicht=False,
            ),
            _aantal("Aantal toegewezen woningen."),
        ),
        ("gebied", "doelgroep", "boven_inkomensgrens", "prijscategorie", "nieuwbouw", "wachttijd_uitstroom"),
    ),
    Blad(
        "Gemeente",
        Gemeentegegeven,
        (Partijsoort.GEMEENTE,),
        "Wat alleen de gemeente weet: statushouders in personen, woningzoekenden, wie nog wacht in een instelling, "
        "en opleveringen van marktpartijen.",
        (
            _code("gegeven", "gegeven", Codelijst.GEGEVEN, "taakstelling-statushouders"),
            _code(
                "doelgroep",
                "doelgroep",
                Codelijst.DOELGROEP,
                "",
                "Bij actief woningzoekenden: de groep.",
                verplicht=False,
            ),
            _gebied(verplicht=False),
            _code(
                "segment",
                "segment",
                Codelijst.SEGMENT,
                "",
                "Bij opleveringen van marktpartijen: het segment.",
                verplicht=False,
            ),
            _aantal("Personen bij statushouders en wie wacht in een instelling, anders huishoudens of woningen."),
            Kolom(
                "gem. wachttijd",
                "wachttijd",
                Soort.DECIMAAL,
                "Alleen bij wie nog wacht in een instelling: hoelang zij gemiddeld al wachten, in maanden.",
                "7,5",
                verplicht=False,
            ),
            _tekst("toelichting", "toelichting", "Vrije toelichting.", verplicht=False),
        ),
        ("gegeven", "doelgroep", "gebied", "segment"),
    ),
)


def bladen_van(partijsoort: str) -> tuple[Blad, ...]:
    """The sheets that a party of this kind delivers."""
    return tuple(blad for blad in BLADEN if partijsoort in blad.partijsoorten)
