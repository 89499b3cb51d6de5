"""Access tokens: made and withdrawn by the administrators, each with a line in the trail, and found again by hash.

A token is 256 random bits, so a plain SHA-256 of it cannot be guessed back; the secret itself is shown once.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from api.models import OPNIEUW, Toegangstoken
from basis.models import Gebruiker, Wijziging

VOORVOEGSEL = "sa_"  # so that a lost token is recognised, in a log or a mail, for what it is
LANGSTE = datetime.timedelta(days=2 * 366)


@transaction.atomic
def make(naam: str, gebruiker: Gebruiker, verloopt_op: datetime.date, *, by: Gebruiker) -> tuple[Toegangstoken, str]:
    """A new token and its secret, which is stored nowhere."""
    secret = VOORVOEGSEL + secrets.token_urlsafe(32)
    token = Toegangstoken.objects.create(
        naam=naam,
        gebruiker=gebruiker,
        begin=secret[:8],
        hash=_hash(secret),
        gemaakt_door=by,
        verloopt_op=verloopt_op,
    )
    rights = f"met de rechten van {gebruiker} ({gebruiker.get_rol_display()}), geldig tot en met {verloopt_op}"
    Wijziging.objects.log(token, by=by, veld="nieuw", naar=rights)
    return token, secret


@transaction.atomic
def revoke(token: Toegangstoken, *, by: Gebruiker) -> None:
    """End the access. A second time changes nothing."""
    ended = Toegangstoken.objects.filter(pk=token.pk, ingetrokken_op__isnull=True).update(ingetrokken_op=timezone.now())
    if ended:
        Wijziging.objects.log(token, by=by, veld="ingetrokken", naar="geen toegang meer")


def find(secret: str) -> Toegangstoken | None:
    """The token of a secret, with its user; also one that gives no access any more."""
    return Toegangstoken.objects.select_related("gebruiker__partij").filter(hash=_hash(secret)).first()


def note_use(token: Toegangstoken) -> None:
    """Remember that it was used, by the minute."""
    now = timezone.now()
    if token.gebruikt_op is None or now - token.gebruikt_op > OPNIEUW:
        Toegangstoken.objects.filter(pk=token.pk).update(gebruikt_op=now)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
