"""Who asks: by a token, or by the session of somebody who tries the API out in the browser."""

from __future__ import annotations

from django.utils.formats import date_format
from ninja.security.base import AuthBase

from api import tokens
from api.problemen import Probleem, kort
from basis.models import Gebruiker

UITDAGING = 'Bearer realm="Samenwerkingsafspraken Amersfoort"'
ONGELDIG = f'{UITDAGING}, error="invalid_token"'
ZONDER = "Stuur een toegangstoken mee: ‘Authorization: Bearer …’. Een beheerder van de gemeente kan het voor u maken."


class Toegangstoken(AuthBase):
    """`Authorization: Bearer …`, or a session. From here on `request.user` is the user whose rights count."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "Een token dat een beheerder van de gemeente op de website maakt en kan intrekken."

    def __call__(self, request) -> Gebruiker:
        kop = request.headers.get("Authorization")
        if kop is not None:
            request.user = _of_token(kop)
        if not request.user.has_perm("monitoring.view_dashboards"):
            raise Probleem(401, ZONDER, WWW_Authenticate=UITDAGING)
        return request.user


def _of_token(kop: str) -> Gebruiker:
    soort, _, secret = kop.strip().partition(" ")
    if soort.lower() != "bearer" or not secret.strip():
        found = f"Authorization: gevonden ‘{kort(soort)}’, verwacht ‘Bearer’ met een token erachter."
        raise Probleem(401, found, WWW_Authenticate=ONGELDIG)
    token = tokens.find(secret.strip())
    if token is None:
        raise Probleem(401, "Dit toegangstoken kennen we niet.", WWW_Authenticate=ONGELDIG)
    if token.weigering:
        until = f" Het was geldig tot en met {date_format(token.verloopt_op, 'j F Y')}."
        reason = f"Dit toegangstoken is {token.weigering}.{until if token.weigering == 'verlopen' else ''}"
        raise Probleem(401, f"{reason} Een beheerder van de gemeente kan een nieuw maken.", WWW_Authenticate=ONGELDIG)
    tokens.note_use(token)
    return token.gebruiker
