from basis.models.bericht import Bericht, Berichtreden, Berichtsoort
from basis.models.gebied import Buurt, Gebied, Wijk
from basis.models.gebruiker import Gebruiker, Mailkeuze, Rol
from basis.models.partij import Partij, Partijsoort
from basis.models.taak import Taak, Taakstatus
from basis.models.wijziging import Wijziging

__all__ = [
    "Bericht",
    "Berichtreden",
    "Berichtsoort",
    "Buurt",
    "Gebied",
    "Gebruiker",
    "Mailkeuze",
    "Partij",
    "Partijsoort",
    "Rol",
    "Taak",
    "Taakstatus",
    "Wijk",
    "Wijziging",
]
