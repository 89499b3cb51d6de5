from voorraad.models.codes import Betekenis, Codelijst, Codewaarde, Huurgrens
from voorraad.models.levering import LOPEND, OPEN, Bevinding, Levering, Niveau, Status, Verwerking
from voorraad.models.rijen import Gemeentegegeven, Mutatie, Project, Rij, Toewijzing, Voorraadstand
from voorraad.models.termijn import Termijn

__all__ = [
    "LOPEND",
    "OPEN",
    "Betekenis",
    "Bevinding",
    "Codelijst",
    "Codewaarde",
    "Gemeentegegeven",
    "Huurgrens",
    "Levering",
    "Mutatie",
    "Niveau",
    "Project",
    "Rij",
    "Status",
    "Termijn",
    "Toewijzing",
    "Verwerking",
    "Voorraadstand",
]
