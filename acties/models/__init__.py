from acties.models.actie import AF, Actie, Actiestatus, Mijlpaal, Mijlpaalstand, Opmerking, Statusmelding
from acties.models.dossier import Actieindicator, Antwoord, Bewijsstuk, Contactpersoon
from acties.models.inzet import LopendeInzet
from acties.models.prioriteitsgebied import Prioriteitsgebied
from acties.models.thema import Doel, Thema

__all__ = [
    "AF",
    "Actie",
    "Actieindicator",
    "Actiestatus",
    "Antwoord",
    "Bewijsstuk",
    "Contactpersoon",
    "Doel",
    "LopendeInzet",
    "Mijlpaal",
    "Mijlpaalstand",
    "Opmerking",
    "Prioriteitsgebied",
    "Statusmelding",
    "Thema",
]
