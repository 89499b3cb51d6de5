from basis.models.bericht import Bericht
from basis.models.gebied import Buurt, Gebied, Wijk
from basis.models.gebruiker import Gebruiker, Rol
from basis.models.partij import Partij, Partijsoort
from basis.models.taak import Taak, Taakstatus
from basis.models.wijziging import Wijziging

__all__ = [
    "Bericht",
    "Buurt",
    "Gebied",
    "Gebruiker",
    "Partij",
    "Partijsoort",
    "Rol",
    "Taak",
    "Taakstatus",
    "Wijk",
    "Wijziging",
]
