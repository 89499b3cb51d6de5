from monitoring.models.doelstelling import Doelsoort, Doelstelling
from monitoring.models.indicatorwaarde import Berekening, IndicatorWaarde, Rekenstand
from monitoring.models.jaaroverzicht import Jaaroverzicht, Overzichttekst, Publicatie, Vastlegging

__all__ = [
    "Berekening",
    "Doelsoort",
    "Doelstelling",
    "IndicatorWaarde",
    "Jaaroverzicht",
    "Overzichttekst",
    "Publicatie",
    "Rekenstand",
    "Vastlegging",
]
