from acties.models.actie import Actie, Actiestatus, Mijlpaal, Mijlpaalstand, Opmerking, Statusmelding
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
from acties.models.thema import Doel, Thema

__all__ = [
    "Aanwezigheid",
    "Actie",
    "Actiestatus",
    "Agendapunt",
    "Besluit",
    "Besluitstatus",
    "Deelname",
    "Doel",
    "Frequentie",
    "Kalendersleutel",
    "Mijlpaal",
    "Mijlpaalstand",
    "Opmerking",
    "Overleg",
    "Overlegstatus",
    "Overlegvorm",
    "Prioriteitsgebied",
    "Puntsoort",
    "Statusmelding",
    "Thema",
]
