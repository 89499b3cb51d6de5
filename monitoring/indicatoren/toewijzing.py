"""Theme 3, allocation: T1, T2 and T3."""

from basis.models import Partijsoort
from monitoring.indicatoren.registry import Eenheid, Periode, indicator
from monitoring.indicatoren.vormen import Breuk, Opgave


@indicator(
    "T1",
    naam="Aandeel toegewezen aan urgent woningzoekenden",
    eenheid=Eenheid.PROCENT,
    periode=Periode.HALFJAAR,
    formule="toewijzingen aan urgente groepen ÷ alle toewijzingen van sociale huurwoningen",
    paragraaf="3. Goed huisvesten van aandachtsgroepen",
    thema="aandachtsgroepen",
    over_personen=True,
    telt=("naar urgent woningzoekenden", "alle toewijzingen"),
)
def urgent_aandeel(cijfers) -> Breuk:
    return Breuk(teller=cijfers.toewijzingen.urgent(), noemer=cijfers.toewijzingen)


@indicator(
    "T2",
    naam="Vrije toewijzing",
    eenheid=Eenheid.PROCENT,
    periode=Periode.KALENDERJAAR,
    formule="toewijzingen boven de inkomensgrens ÷ alle toewijzingen van sociale huurwoningen",
    paragraaf="Vrije toewijzing en inkomensafhankelijke huurverhoging",
    thema="voorraad",
    over_personen=True,
    telt=("vrije toewijzingen", "alle toewijzingen"),
)
def vrije_toewijzing(cijfers) -> Breuk:
    return Breuk(teller=cijfers.toewijzingen.boven_inkomensgrens(), noemer=cijfers.toewijzingen)


@indicator(
    "T3",
    naam="Gehuisveste statushouders en de halfjaarlijkse taakstelling",
    eenheid=Eenheid.PERSONEN,
    periode=Periode.DOORLOPEND,
    formule="gehuisveste statushouders ÷ (taakstelling + achterstand − voorsprong uit eerdere halfjaren), in personen",
    paragraaf="3. Goed huisvesten van aandachtsgroepen",
    thema="aandachtsgroepen",
    over_personen=True,
    van=(Partijsoort.GEMEENTE,),
    telt=("gehuisvest", "opgave"),
)
def statushouders(cijfers) -> Opgave:
    return Opgave(
        gedaan=cijfers.gemeente.gegeven("gehuisveste-statushouders"),
        gevraagd=cijfers.gemeente.gegeven("taakstelling-statushouders"),
    )
