"""Version 1 of the API: all its resources, who may ask, and how errors are answered."""

from __future__ import annotations

from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from api import vragen
from api.antwoord import VERSIE, with_etag
from api.problemen import Probleem, onbekend
from api.toegang import Toegangstoken
from api.v1 import acties, doelstellingen, gebieden, halfjaren, indicatoren, partijen


class Leesbaar(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation) -> str:
        """The name of the resource, without where it stands in the program."""
        return operation.view_func.__name__


api = Api(
    title="Samenwerkingsafspraken Amersfoort",
    version=VERSIE,
    auth=Toegangstoken(),
    renderer=Leesbaar(),
    openapi_url=None,
    urls_namespace="api-v1",
)
for module in (indicatoren, doelstellingen, acties, gebieden, partijen, halfjaren):
    api.add_router("", module.router)
api.add_decorator(with_etag)


@api.exception_handler(Probleem)
def answered(request, exc: Probleem):
    return exc.response()


@api.exception_handler(ValidationError)
def not_understood(request, exc: ValidationError):
    if any(error["loc"][0] == "path" for error in exc.errors):
        return onbekend("Het adres", request.path, "een adres dat in een lijst staat").response()
    return vragen.wrong(request, exc.errors).response()


@api.exception_handler(Exception)
def went_wrong(request, exc: Exception):
    """Is answered where every answer is dressed, also in development: see `api.antwoord`."""
    raise exc
