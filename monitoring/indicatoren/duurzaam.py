"""Theme 5, sustainable living and building: D1 and D2."""

from basis.models import Partijsoort
from monitoring.indicatoren.registry import Eenheid, Periode, indicator
from monitoring.indicatoren.vormen import Breuk

SLECHT = ("e", "f", "g")


@indicator(
    "D1",
    naam="Woningen met energielabel E, F of G",
    eenheid=Eenheid.PROCENT,
    periode=Periode.STAND,
    formule="woningen met label E, F of G ÷ alle woningen met een bekend label, in de voorraad van de corporaties",
    paragraaf="5. Duurzaam wonen en bouwen",
    thema="duurzaam",
    over_personen=False,
    telt=("met label E, F of G", "met een bekend label"),
    woord="van de woningen",
)
def slechte_labels(cijfers) -> Breuk:
    slecht = cijfers.voorraad.filter(energielabel__in=SLECHT)
    bekend = cijfers.voorraad.exclude(energielabel="onbekend")
    return Breuk(teller=slecht, noemer=bekend, waarvan={"{energielabel}": slecht})


@indicator(
    "D2",
    naam="Biobased nieuwbouw",
    eenheid=Eenheid.PROCENT,
    periode=Periode.HALFJAAR,
    formule="biobased gebouwde woningen ÷ alle woningen in nieuwbouwprojecten die in het halfjaar klaar kwamen; "
    "conceptueel of industrieel gebouwd staat ernaast",
    paragraaf="5. Duurzaam wonen en bouwen",
    thema="duurzaam",
    over_personen=False,
    van=(Partijsoort.CORPORATIE, Partijsoort.GEMEENTE),
    telt=("biobased", "alle opgeleverde nieuwbouw"),
)
def biobased(cijfers) -> Breuk:
    klaar = cijfers.projecten.eenmaal().nieuwbouw().gerealiseerd_in(cijfers.halfjaar)
    return Breuk(
        teller=klaar.filter(biobased=True), noemer=klaar, waarvan={"conceptueel": klaar.filter(conceptueel=True)}
    )
