"""Theme 2, development of the stock: V1 and V3."""

from basis.models import Partijsoort
from monitoring.indicatoren.registry import Eenheid, Periode, indicator
from monitoring.indicatoren.vormen import Saldo, Som
from voorraad.models.rijen import SOCIALE_HUUR


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
        plus={naam: mutaties.soort(naam) for naam in ("nieuwbouw", "aankoop", "woningdelen", "splitsen")},
        min={naam: mutaties.soort(naam) for naam in ("verkoop", "sloop", "liberalisatie")},
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
    van=(Partijsoort.CORPORATIE, Partijsoort.GEMEENTE),
)
def bruto_nieuwbouw(cijfers) -> Som:
    return Som(
        cijfers.mutaties.sociale_huur().soort("nieuwbouw"),
        cijfers.gemeente.gegeven("oplevering-markt").filter(segment=SOCIALE_HUUR),
    )
