"""Theme 2, what is still to come: the plan list of the corporations and of the municipality (V2, V4, V8)."""

from basis.halfjaar import Halfjaar
from monitoring.indicatoren.registry import Eenheid, Periode, indicator
from monitoring.indicatoren.voorraad import ERAF, ERBIJ, SAMEN
from monitoring.indicatoren.vormen import Breuk, Planstand, Vooruitblik

HORIZON = Halfjaar(2035, 2)
EENMAAL = (
    "een project dat een corporatie en de gemeente allebei noemen, telt één keer: wat een corporatie bouwt van de "
    "lijst van de corporatie, wat een ander bouwt van de lijst van de gemeente"
)


def plannen(cijfers):
    """Social rent of corporations, still to be built or demolished."""
    return cijfers.projecten.eenmaal().sociale_huur().voor_corporaties().nog_te_komen()


@indicator(
    "V2",
    naam="Netto groei sociale huur in tien jaar",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.VOORUITBLIK,
    formule="netto groei tot nu toe + nieuwbouw − sloop van sociale huur voor corporaties die tot en met 2035 op de "
    f"nieuwste plannenlijst staat; {EENMAAL}",
    paragraaf="Doel: groei van de voorraad sociale huur",
    thema="voorraad",
    over_personen=False,
    van=SAMEN,
)
def groei_tien_jaar(cijfers) -> Vooruitblik:
    mutaties = cijfers.mutaties.sociale_huur()
    return Vooruitblik(
        plus=mutaties.soort(*ERBIJ),
        min=mutaties.soort(*ERAF),
        plannen=plannen(cijfers).filter(verwacht_halfjaar__lte=HORIZON),
    )


@indicator(
    "V4",
    naam="Aandeel sociale huur in nieuwbouwprojecten",
    eenheid=Eenheid.PROCENT,
    periode=Periode.STAND,
    formule="sociale huurwoningen ÷ alle woningen in nieuwbouwprojecten op de plannenlijst, gerealiseerd en nog te "
    f"komen; projecten van marktpartijen staan apart; {EENMAAL}",
    paragraaf="2. Ontwikkeling van de voorraad",
    thema="voorraad",
    over_personen=False,
    van=SAMEN,
    telt=("sociale huur", "alle woningen"),
    woord="sociaal",
    per_project=True,
)
def sociaal_aandeel(cijfers) -> Breuk:
    projecten = cijfers.projecten.eenmaal().nieuwbouw()
    return Breuk(teller=projecten.sociale_huur(), noemer=projecten, naar="{initiatiefnemer}")


@indicator(
    "V8",
    naam="Sociale huur in harde plannen",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.STAND,
    formule="nieuwbouw − sloop van sociale huur voor corporaties die op de plannenlijst staat en nog niet klaar is, in "
    f"harde plannen; zachte plannen staan apart, en alles per verwacht halfjaar; {EENMAAL}",
    paragraaf="Doel: groei van de voorraad sociale huur",
    thema="voorraad",
    over_personen=False,
    van=SAMEN,
)
def plancapaciteit(cijfers) -> Planstand:
    return Planstand(plannen(cijfers))
