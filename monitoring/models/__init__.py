from monitoring.models.doelstelling import Doelsoort, Doelstelling
from monitoring.models.indicatorwaarde import Berekening, IndicatorWaarde, Rekenstand
from monitoring.models.jaaroverzicht import Jaaroverzicht

__all__ = ["Berekening", "Doelsoort", "Doelstelling", "IndicatorWaarde", "Jaaroverzicht", "Rekenstand"]
