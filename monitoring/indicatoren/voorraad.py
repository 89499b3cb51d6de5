"""Theme 2, development of the stock: what came and what left (V1, V3, V5, V6, V7), and what it costs to rent (V9)."""

from basis.models import Partijsoort
from monitoring.indicatoren.registry import Eenheid, Periode, indicator
from monitoring.indicatoren.vormen import Breuk, Saldo, Som
from voorraad.models.rijen import MIDDENHUUR, SOCIALE_HUUR

ERBIJ = ("nieuwbouw", "aankoop", "woningdelen", "splitsen")
ERAF = ("verkoop", "sloop", "liberalisatie")
SAMEN = (Partijsoort.CORPORATIE, Partijsoort.GEMEENTE)


@indicator(
    "V1",
    naam="Netto groei sociale huur van de corporaties",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.CUMULATIEF,
    formule="nieuwbouw + aankoop + woningdelen + splitsen − verkoop − sloop − liberalisatie, in sociale huur; "
    "een woning die met een koopinstrument aan een DAEB-huishouden is verkocht telt als −1 verkoop "
    "en staat als DAEB-koop apart",
    paragraaf="Doel: groei van de voorraad sociale huur",
    thema="voorraad",
    over_personen=False,
)
def netto_groei(cijfers) -> Saldo:
    mutaties = cijfers.mutaties.sociale_huur()
    return Saldo(
        plus={naam: mutaties.soort(naam) for naam in ERBIJ},
        min={naam: mutaties.soort(naam) for naam in ERAF},
        apart={
            "daeb-koop": mutaties.soort("verkoop").filter(daeb_koop=True),
            "correctie": mutaties.soort("correctie"),
        },
    )


@indicator(
    "V3",
    naam="Bruto nieuwbouw sociale huur, alle partijen",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.CUMULATIEF,
    formule="nieuwbouw sociale huur van de corporaties + opleveringen sociale huur van marktpartijen",
    paragraaf="2. Ontwikkeling van de voorraad",
    thema="voorraad",
    over_personen=False,
    van=SAMEN,
)
def bruto_nieuwbouw(cijfers) -> Som:
    return Som(*_nieuwe_sociale_huur(cijfers))


def _nieuwe_sociale_huur(cijfers) -> tuple:
    """What corporations built, and what market parties delivered according to the municipality."""
    return (
        cijfers.mutaties.sociale_huur().soort("nieuwbouw"),
        cijfers.gemeente.gegeven("oplevering-markt").filter(segment=SOCIALE_HUUR),
    )


@indicator(
    "V5",
    naam="Netto groei middenhuur van de corporaties",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.CUMULATIEF,
    formule="nieuwbouw + aankoop + woningdelen + splitsen + liberalisatie naar middenhuur − verkoop − sloop "
    "− liberalisatie uit middenhuur, in middenhuur; een sociale huurwoning die middenhuur wordt, telt hier als +1 "
    "en bij de groei van de sociale huur als −1",
    paragraaf="Doel: groei van middenhuur en duurzaam betaalbare koop",
    thema="voorraad",
    over_personen=False,
)
def netto_groei_middenhuur(cijfers) -> Saldo:
    mutaties, liberalisatie = cijfers.mutaties.middenhuur(), cijfers.mutaties.soort("liberalisatie")
    return Saldo(
        plus={naam: mutaties.soort(naam) for naam in ERBIJ}
        | {"liberalisatie-in": liberalisatie.filter(naar_segment=MIDDENHUUR)},
        min={naam: mutaties.soort(naam) for naam in ("verkoop", "sloop")}
        | {"liberalisatie-uit": mutaties.soort("liberalisatie")},
        apart={"correctie": mutaties.soort("correctie")},
    )


@indicator(
    "V6",
    naam="Nieuwe sociale huur die van een corporatie wordt",
    eenheid=Eenheid.PROCENT,
    periode=Periode.CUMULATIEF,
    formule="(nieuwbouw sociale huur van de corporaties + opgeleverde sociale huur van marktpartijen die van een "
    "corporatie wordt) ÷ alle nieuwe sociale huur; een woning die een marktpartij bouwt en een corporatie overneemt, "
    "telt één keer: de gemeente geeft haar door, en bij de corporatie is zij aankoop en geen nieuwbouw",
    paragraaf="2. Ontwikkeling van de voorraad",
    thema="voorraad",
    over_personen=False,
    van=SAMEN,
    telt=("van een corporatie", "alle nieuwe sociale huur"),
)
def van_een_corporatie(cijfers) -> Breuk:
    nieuwbouw, markt = _nieuwe_sociale_huur(cijfers)
    overgenomen = cijfers.projecten.van_anderen().nieuwbouw().sociale_huur().voor_corporaties()
    return Breuk(teller=(nieuwbouw, overgenomen.gerealiseerd_in(cijfers.halfjaar)), noemer=(nieuwbouw, markt))


@indicator(
    "V7",
    naam="Verkochte sociale huurwoningen",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.CUMULATIEF,
    formule="verkochte sociale huurwoningen van de corporaties; waarvan aan middeninkomens en als DAEB-koop, "
    "met de nieuwbouw ernaast",
    paragraaf="Doel: voldoende diversiteit binnen het betaalbaar aanbod",
    thema="voorraad",
    over_personen=False,
)
def verkoop(cijfers) -> Som:
    mutaties = cijfers.mutaties.sociale_huur()
    verkocht = mutaties.soort("verkoop")
    return Som(
        verkocht,
        waarvan={"middeninkomen": verkocht.filter(middeninkomen=True), "daeb-koop": verkocht.filter(daeb_koop=True)},
        naast={"nieuwbouw": mutaties.soort("nieuwbouw")},
    )


@indicator(
    "V9",
    naam="Sociale huur naar prijscategorie",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.STAND,
    formule="sociale huurwoningen van de corporaties per prijscategorie ÷ alle sociale huurwoningen; ernaast het vrije "
    "aanbod: toegewezen woningen in het halfjaar per prijscategorie ÷ alle toegewezen woningen; de categorie volgt "
    "de huurgrenzen van het eigen jaar",
    paragraaf="Doel: voldoende diversiteit binnen het betaalbaar aanbod",
    thema="voorraad",
    over_personen=False,
)
def prijscategorieen(cijfers) -> Som:
    return Som(
        cijfers.voorraad.sociale_huur(),
        naar="voorraad/{prijscategorie}",
        naast={"aanbod/{prijscategorie}": cijfers.toewijzingen},
    )
