from acties.models.actie import Actie, Actiestatus, Mijlpaal, Opmerking, Statusmelding
from acties.models.prioriteitsgebied import Prioriteitsgebied
from acties.models.thema import Doel, Thema

__all__ = ["Actie", "Actiestatus", "Doel", "Mijlpaal", "Opmerking", "Prioriteitsgebied", "Statusmelding", "Thema"]
