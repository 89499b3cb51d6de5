"""Theme 3, allocation: to whom homes went (T1, T2, T6), the statushouders (T3), waiting (T4) and chances (T5)."""

from basis.models import Partijsoort
from monitoring.indicatoren.registry import Eenheid, Periode, indicator
from monitoring.indicatoren.vormen import Breuk, Gemiddelde, Kans, Opgave, Som

UITSTROOM = "uitstroom-instelling"
SAMEN = (Partijsoort.CORPORATIE, Partijsoort.GEMEENTE)


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


@indicator(
    "T4",
    naam="Wachttijd van uitstroom uit een instelling",
    eenheid=Eenheid.MAANDEN,
    periode=Periode.HALFJAAR,
    formule="alle maanden die mensen uit een instelling op een woning wachtten ÷ het aantal van deze mensen, voor "
    "zover hun wachttijd bekend is; ernaast hoelang de mensen die nog wachten gemiddeld al wachten",
    paragraaf="3. Goed huisvesten van aandachtsgroepen",
    thema="aandachtsgroepen",
    over_personen=True,
    van=SAMEN,
    telt=("maanden samen", "mensen met een woning"),
)
def wachttijd_uitstroom(cijfers) -> Gemiddelde:
    return Gemiddelde(
        cijfers.toewijzingen.filter(doelgroep=UITSTROOM),
        maat="wachttijd_uitstroom",
        naast={"wachtend": (cijfers.gemeente.gegeven("wachtend-instelling"), "wachttijd")},
    )


@indicator(
    "T5",
    naam="Kans op een woning per groep",
    eenheid=Eenheid.PROCENT,
    periode=Periode.HALFJAAR,
    formule="toewijzingen aan een groep in het halfjaar ÷ actief woningzoekenden in die groep, voor de hele stad; "
    "alleen voor groepen waarvan allebei bekend is",
    paragraaf="3. Goed huisvesten van aandachtsgroepen",
    thema="aandachtsgroepen",
    over_personen=True,
    van=SAMEN,
    telt=("toewijzingen", "actief woningzoekenden"),
)
def kans_per_groep(cijfers) -> Kans:
    return Kans(cijfers.toewijzingen, cijfers.gemeente.gegeven("actief-woningzoekenden"), naar="{doelgroep}")


@indicator(
    "T6",
    naam="Toewijzingen naar groep",
    eenheid=Eenheid.WONINGEN,
    periode=Periode.HALFJAAR,
    formule="toegewezen sociale huurwoningen per groep, urgent en regulier, en hun aandeel in alle toewijzingen; "
    "toewijzingen van nieuwbouwwoningen staan ook apart",
    paragraaf="3. Goed huisvesten van aandachtsgroepen",
    thema="aandachtsgroepen",
    over_personen=True,
)
def naar_groep(cijfers) -> Som:
    toewijzingen = cijfers.toewijzingen
    return Som(
        toewijzingen,
        naar="{doelgroep}",
        waarvan={"urgent": toewijzingen.urgent(), "regulier": toewijzingen.regulier()},
        naast={"nieuwbouw/{doelgroep}": toewijzingen.filter(nieuwbouw=True)},
    )
