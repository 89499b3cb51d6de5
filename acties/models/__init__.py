from acties.models.actie import Actie, Actiestatus, Mijlpaal, Mijlpaalstand, Opmerking, Statusmelding
from acties.models.prioriteitsgebied import Prioriteitsgebied
from acties.models.thema import Doel, Thema

__all__ = [
    "Actie",
    "Actiestatus",
    "Doel",
    "Mijlpaal",
    "Mijlpaalstand",
    "Opmerking",
    "Prioriteitsgebied",
    "Statusmelding",
    "Thema",
]
