from acties.models.actie import (
    AF,
    EERSTE_JAAR,
    VRAAGT,
    Actie,
    Actiestatus,
    Mijlpaal,
    Mijlpaalstand,
    Opmerking,
    Statusmelding,
    lopend_jaar,
)
from acties.models.dossier import Actieindicator, Antwoord, Bewijsstuk, Contactpersoon
from acties.models.inzet import LopendeInzet
from acties.models.knelpunt import Knelpunt, Knelpuntnotitie, Knelpuntsoort, Knelpuntstand
from acties.models.overleg import (
    Aanwezigheid,
    Agendapunt,
    Besluit,
    Besluitstatus,
    Deelname,
    Frequentie,
    Kalendersleutel,
    Overleg,
    Overlegstatus,
    Overlegvorm,
    Puntsoort,
)
from acties.models.prioriteitsgebied import Prioriteitsgebied
from acties.models.terplekke import TerPlekke
from acties.models.thema import Doel, Thema

__all__ = [
    "AF",
    "EERSTE_JAAR",
    "VRAAGT",
    "Aanwezigheid",
    "Actie",
    "Actieindicator",
    "Actiestatus",
    "Agendapunt",
    "Antwoord",
    "Besluit",
    "Besluitstatus",
    "Bewijsstuk",
    "Contactpersoon",
    "Deelname",
    "Doel",
    "Frequentie",
    "Kalendersleutel",
    "Knelpunt",
    "Knelpuntnotitie",
    "Knelpuntsoort",
    "Knelpuntstand",
    "LopendeInzet",
    "Mijlpaal",
    "Mijlpaalstand",
    "Opmerking",
    "Overleg",
    "Overlegstatus",
    "Overlegvorm",
    "Prioriteitsgebied",
    "Puntsoort",
    "Statusmelding",
    "TerPlekke",
    "Thema",
    "lopend_jaar",
]
