"""Theme 1, liveable neighbourhoods: L1, which reads the actions."""

from monitoring.indicatoren.registry import Eenheid, Periode, indicator
from monitoring.indicatoren.vormen import Lijststand


@indicator(
    "L1",
    naam="Prioriteitsbuurten met een gezamenlijke aanpak",
    eenheid=Eenheid.BUURTEN,
    periode=Periode.STAND,
    formule="prioriteitsbuurten met een gezamenlijke aanpak, van alle buurten op de lijst, op de peildatum",
    paragraaf="1. Gebiedsgericht werken aan leefbare en veerkrachtige buurten",
    thema="leefbare-wijken",
    over_personen=False,
    van=(),
    telt=("met gezamenlijke aanpak", "op de lijst"),
)
def prioriteitsbuurten(cijfers) -> Lijststand:
    op_lijst = cijfers.prioriteitsgebieden
    return Lijststand(gereed=op_lijst.filter(aanpak_sinds__lte=cijfers.peildatum), op_lijst=op_lijst)
