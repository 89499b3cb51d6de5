from monitoring.models.doelstelling import Doelsoort, Doelstelling
from monitoring.models.indicatorwaarde import IndicatorWaarde, Rekenstand
from monitoring.models.jaaroverzicht import Jaaroverzicht

__all__ = ["Doelsoort", "Doelstelling", "IndicatorWaarde", "Jaaroverzicht", "Rekenstand"]
