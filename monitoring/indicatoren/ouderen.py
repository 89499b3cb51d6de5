"""Theme 4, housing the elderly: O1."""

from monitoring.indicatoren.registry import Eenheid, Periode, indicator
from monitoring.indicatoren.vormen import Som


@indicator(
    "O1",
    naam="Woningen geschikt voor ouderen",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.STAND,
    formule="nultredenwoningen + geclusterde woningen in de voorraad van de corporaties; wat erbij kwam of niet meer "
    "voor ouderen is bestemd (ontlabeld), volgt uit het verschil met het halfjaar ervoor",
    paragraaf="4. Huisvesten van ouderen",
    thema="ouderen",
    over_personen=False,
)
def geschikt_voor_ouderen(cijfers) -> Som:
    return Som(cijfers.voorraad.exclude(geschikt="nee"), naar="{geschikt}")
