"""Access tokens with their secret, made as the administrators make them."""

import datetime
import itertools

from django.utils import timezone

from api import tokens
from api.models import Toegangstoken

_nummer = itertools.count(1)


def maak_token(gebruiker, naam=None, dagen=30) -> tuple[Toegangstoken, str]:
    """A token with the rights of this user that works for so many more days; below zero it is over."""
    until = timezone.localdate() + datetime.timedelta(days=dagen)
    return tokens.make(naam or f"systeem {next(_nummer)}", gebruiker, until, by=gebruiker)
