from monitoring.models.document import Document, Documentstatus, Documentvorm
from monitoring.models.doelstelling import Doelsoort, Doelstelling
from monitoring.models.indicatorwaarde import Berekening, IndicatorWaarde, Rekenstand
from monitoring.models.jaaroverzicht import Jaaroverzicht, Overzichttekst, Publicatie, Vastlegging

__all__ = [
    "Berekening",
    "Document",
    "Documentstatus",
    "Documentvorm",
    "Doelsoort",
    "Doelstelling",
    "IndicatorWaarde",
    "Jaaroverzicht",
    "Overzichttekst",
    "Publicatie",
    "Rekenstand",
    "Vastlegging",
]
