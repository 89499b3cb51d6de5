"""What may be asked: the parameters of an address, each with what it accepts. All else is said back, at once."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator
from pydantic.alias_generators import to_camel

from api.problemen import Fout, Probleem, kort, ongeldig
from basis.halfjaar import EERSTE, Halfjaar

PER_PAGINA, HOOGSTENS = 50, 200
_DAG = r"\d{4}-\d\d-\d\d"
_HALFJAAR, _SLUG, _GETAL = r"^20[0-9]{2}-[12]$", r"^[a-z0-9-]{1,50}$", r"^[1-9][0-9]{0,6}$"


def _halfjaar(value: Any) -> Halfjaar:
    if not re.fullmatch(_HALFJAAR, str(value), re.ASCII):
        raise ValueError("een halfjaar zoals 2026-1 of 2026-2")
    return Halfjaar.parse(value)


def _dag(value: Any) -> datetime.date:
    """A day on which figures can have been known: from the start of the agreements until today."""
    text, today = str(value), timezone.localdate()
    try:
        day = datetime.date.fromisoformat(text) if re.fullmatch(_DAG, text, re.ASCII) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError("een dag zoals 2027-03-01")
    if not EERSTE.begin <= day <= today:
        raise ValueError(f"een dag van {EERSTE.begin} tot en met {today}")
    return day


def _slug(value: Any) -> str:
    if not re.fullmatch(_SLUG, str(value), re.ASCII):
        raise ValueError("een code van kleine letters, cijfers en streepjes")
    return value


def _jawoord(value: Any) -> bool:
    if value not in ("true", "false"):
        raise ValueError("true of false")
    return value == "true"


def _getal(hoogstens: int):
    def read(value: Any) -> int:
        if not re.fullmatch(_GETAL, str(value), re.ASCII) or int(value) > hoogstens:
            raise ValueError(f"een heel getal van 1 tot en met {hoogstens}")
        return int(value)

    return read


def heel_getal(hoogstens: int):
    schema = {"type": "integer", "minimum": 1, "maximum": hoogstens}
    return Annotated[Any, PlainValidator(_getal(hoogstens)), WithJsonSchema(schema)]


HalfjaarVraag = Annotated[
    Any, PlainValidator(_halfjaar), WithJsonSchema({"type": "string", "pattern": _HALFJAAR, "example": "2026-1"})
]
Dag = Annotated[
    Any, PlainValidator(_dag), WithJsonSchema({"type": "string", "format": "date", "example": "2027-03-01"})
]
Slug = Annotated[Any, PlainValidator(_slug), WithJsonSchema({"type": "string", "pattern": _SLUG})]
JaNee = Annotated[Any, PlainValidator(_jawoord), WithJsonSchema({"type": "boolean"})]


def een_van(values: list[str]):
    """One of a fixed list."""

    def read(value: Any) -> str:
        if value not in values:
            raise ValueError(f"een van {', '.join(values)}")
        return value

    return Annotated[Any, PlainValidator(read), WithJsonSchema({"type": "string", "enum": values})]


class Vraag(BaseModel):
    """The parameters of one address. Each may stand there once, and no others."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _as_sent(cls, data: Any, info: ValidationInfo) -> dict:
        """All that stands in the address, also what is unknown or stands there twice, so that it is said back."""
        request = info.context["request"]
        request.parameters = [field.alias for field in cls.model_fields.values()]
        return {name: values[0] if len(values) == 1 else values for name, values in request.GET.lists()}


class Bladvraag(Vraag):
    """For long lists."""

    pagina: heel_getal(1_000_000) = Field(1, description="Welke pagina van de lijst; de eerste is 1.")
    paginagrootte: heel_getal(HOOGSTENS) = Field(PER_PAGINA, description="Hoeveel er op een pagina staan.")


def check_none(request) -> None:
    """Of an address without parameters: there are none."""
    if request.GET and not hasattr(request, "parameters"):
        raise ongeldig(
            *(Fout(kort(naam), kort(value), "geen parameters op dit adres") for naam, value in request.GET.items())
        )


def wrong(request, errors: list[dict]) -> Probleem:
    """What is wrong with the parameters, as one answer."""
    return ongeldig(*(_fout(request, error) for error in errors))


def _fout(request, error: dict) -> Fout:
    naam = str(error["loc"][-1])
    found = request.GET.getlist(naam)
    if error["type"] == "extra_forbidden":
        return Fout(kort(naam), kort(", ".join(found)), f"een van de parameters {', '.join(request.parameters)}")
    if len(found) > 1:
        return Fout(naam, kort(", ".join(found)), "één waarde, niet meer")
    return Fout(naam, kort(found[0]), str(error["ctx"]["error"]))
