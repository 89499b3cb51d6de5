import itertools

import factory

from basis.models import Gebruiker, Partij, Rol

_nummer = itertools.count(1)
PARTIJ_BIJ_ROL = {
    Rol.BEHEER: "gemeente",
    Rol.MEDEWERKER: "gemeente",
    Rol.CORPORATIE: "omnia-wonen",
    Rol.HUURDERSORGANISATIE: "show",
    Rol.BO_LID: "gemeente",
}


class GebruikerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gebruiker
        skip_postgeneration_save = True

    username = factory.LazyFunction(lambda: f"gebruiker{next(_nummer)}")
    first_name = "Test"
    last_name = factory.SelfAttribute("username")
    email = factory.LazyAttribute(lambda user: f"{user.username}@voorbeeld.nl")
    password = factory.django.Password("wachtwoord-van-de-test")


def maak_gebruiker(rol, partij=None, **kwargs):
    """A user in `rol`, for the party with code `partij` (default: the usual party of that role)."""
    return GebruikerFactory(rol=rol, partij=Partij.objects.get(code=partij or PARTIJ_BIJ_ROL[rol]), **kwargs)
