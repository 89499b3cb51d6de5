"""CBS wijken and buurten from GeoJSON, in WGS84 or RD: read, checked and stored beside earlier editions."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from pyproj import Transformer
from shapely import transform
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape

from basis.models import Buurt, Wijk

GEMEENTE = "GM0307"
_CODE = re.compile(r"(WK|BU)(\d{4})(\d{2})(\d{2})?", re.ASCII)
_NEDERLAND = (3.0, 50.5, 7.5, 53.8)  # west, south, east, north, in degrees
_STELSELS = ("28992", "4326", "CRS84")
_DECIMALEN = 6  # of a degree: some 10 cm
MAX_BYTES = 200 << 20


class OngeldigBestand(ValueError):  # noqa: N818  a message for the user
    """What is wrong with the file: where, what was found, what was expected, in Dutch."""


@dataclass
class Gelezen:
    """An area of the file. `vorm` is a GeoJSON geometry in WGS84."""

    code: str
    naam: str
    editie: int
    vorm: dict


@dataclass
class Telling:
    """What loading a file did, per kind of area."""

    nieuw: Counter = field(default_factory=Counter)
    gewijzigd: Counter = field(default_factory=Counter)
    gelijk: Counter = field(default_factory=Counter)
    andere_gemeenten: int = 0


def load(data: bytes, jaar: int | None = None) -> Telling:
    """Store the areas of Amersfoort in a file: all of them, or nothing. Raises OngeldigBestand."""
    areas, others = read(data, jaar)
    count = Telling(andere_gemeenten=others)
    with transaction.atomic():
        for area in sorted(areas, key=lambda area: area.code[:2] == "BU"):  # a buurt needs its wijk
            _store(area, count)
    return count


def read(data: bytes, jaar: int | None = None) -> tuple[list[Gelezen], int]:
    """The areas of Amersfoort in a GeoJSON file, and how many others were left out. Raises OngeldigBestand."""
    if jaar is not None and not 2000 <= jaar <= 2100:
        raise OngeldigBestand(f"Het jaar {jaar} kan niet. Verwacht: een jaar van 2000 tot en met 2100.")
    features, crs = _features(data)
    to_wgs84 = _transformer(features, crs)
    areas, others, seen = [], 0, {}
    for number, feature in enumerate(features, 1):
        properties = _properties(feature, number)
        code, naam = _code_and_name(properties, number)
        if code[2:6] != GEMEENTE[2:]:
            others += 1
            continue
        editie = jaar or _edition(properties, number)
        if (code, editie) in seen:
            raise OngeldigBestand(
                f"Gebied {number}: {code} stond ook al bij gebied {seen[code, editie]}. Verwacht: elke code eenmaal."
            )
        seen[code, editie] = number
        areas.append(Gelezen(code, naam, editie, _shape(feature, number, to_wgs84)))
    if not areas:
        raise OngeldigBestand(f"In dit bestand staan geen gebieden van Amersfoort ({GEMEENTE}), wel {others} andere.")
    return areas, others


def _features(data: bytes) -> tuple[list, dict | None]:
    if len(data) > MAX_BYTES:
        raise OngeldigBestand(f"Het bestand is groter dan {MAX_BYTES >> 20} MB. Verwacht: alleen de wijken en buurten.")
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise OngeldigBestand(
            "Dit bestand is geen GeoJSON. Verwacht: het bestand 'wijken en buurten' van het CBS."
        ) from None
    kind = document.get("type") if isinstance(document, dict) else type(document).__name__
    features = document.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list):
        raise OngeldigBestand(f"Gevonden: {kind}. Verwacht: een FeatureCollection met gebieden.")
    if not features:
        raise OngeldigBestand("De lijst met gebieden is leeg. Verwacht: wijken of buurten van Amersfoort.")
    return features, document.get("crs")


def _properties(feature, number: int) -> dict:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise OngeldigBestand(
            f"Gebied {number}: geen eigenschappen gevonden. Verwacht: code, naam en jaar van het CBS."
        )
    return {str(key).lower(): value for key, value in properties.items()}


def _code_and_name(properties: dict, number: int) -> tuple[str, str]:
    """The code and name under the names that CBS and PDOK use."""
    for prefix in ("stat", "buurt", "wijk"):
        code, naam = properties.get(f"{prefix}code"), properties.get(f"{prefix}naam")
        if code:
            break
    code = str(code or "").strip().upper()
    found = _CODE.fullmatch(code)
    if not found or (found[1] == "BU") != bool(found[4]):
        raise OngeldigBestand(
            f"Gebied {number}: code ‘{code}’. Verwacht: een wijkcode als WK030710 of een buurtcode als BU03071001."
        )
    if not isinstance(naam, str) or not naam.strip() or not naam.isprintable():
        raise OngeldigBestand(f"Gebied {number} ({code}): geen naam gevonden. Verwacht: de naam van het gebied.")
    return code, naam.strip()[:80]


def _edition(properties: dict, number: int) -> int:
    year = str(properties.get("jrstatcode") or properties.get("jaar") or "")[:4]
    if not re.fullmatch("[0-9]{4}", year) or not 2000 <= int(year) <= 2100:
        raise OngeldigBestand(
            f"Gebied {number}: geen jaar gevonden. Verwacht: het jaar in het bestand, of --jaar op de opdrachtregel."
        )
    return int(year)


def _transformer(features: list, crs: dict | None) -> Transformer | None:
    """From RD (EPSG:28992) to WGS84 when the file is in RD: it says so, or its coordinates are in metres."""
    stated = json.dumps(crs) if crs else ""
    if stated and not any(known in stated for known in _STELSELS):
        raise OngeldigBestand(f"Het bestand noemt een ander stelsel ({stated[:80]}). Verwacht: WGS84 of RD.")
    if "28992" in stated or (not stated and _first_number(features) > 1000):
        return Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    return None


def _first_number(features: list) -> float:
    value = features[0].get("geometry") if isinstance(features[0], dict) else None
    value = value.get("coordinates") if isinstance(value, dict) else None
    while isinstance(value, list) and value:
        value = value[0]
    return float(value) if isinstance(value, float) or (isinstance(value, int) and abs(value) < 1e9) else 0.0


def _shape(feature: dict, number: int, to_wgs84: Transformer | None) -> dict:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else "niets"
    if kind not in ("Polygon", "MultiPolygon"):
        raise OngeldigBestand(f"Gebied {number}: vorm {kind}. Verwacht: Polygon of MultiPolygon.")
    try:
        area = shape(geometry)
        if to_wgs84:
            area = transform(area, to_wgs84.transform, interleaved=False)
    except (ShapelyError, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError):
        raise OngeldigBestand(f"Gebied {number}: de vorm is niet te lezen. Verwacht: gesloten ringen.") from None
    if area.is_empty or not area.is_valid:
        raise OngeldigBestand(
            f"Gebied {number}: de vorm klopt niet. Verwacht: een gebied waarvan geen rand zichzelf kruist."
        )
    west, south, east, north = area.bounds
    if not (_NEDERLAND[0] <= west and east <= _NEDERLAND[2] and _NEDERLAND[1] <= south and north <= _NEDERLAND[3]):
        raise OngeldigBestand(f"Gebied {number}: ligt niet in Nederland. Verwacht: coördinaten in WGS84 of RD.")
    return _rounded(mapping(area))


def _rounded(geometry: dict) -> dict:
    def walk(value):
        return round(value, _DECIMALEN) if isinstance(value, float) else [walk(each) for each in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}


def _store(area: Gelezen, count: Telling) -> None:
    model = Wijk if area.code.startswith("WK") else Buurt
    values = {"naam": area.naam, "vorm": area.vorm}
    if model is Buurt:
        values["wijk"] = Wijk.objects.filter(code=f"WK{area.code[2:8]}", editie=area.editie).first()
        if values["wijk"] is None:
            raise OngeldigBestand(
                f"Buurt {area.code}: wijk WK{area.code[2:8]} van {area.editie} is er niet. Verwacht: eerst de wijken."
            )
    known = model.objects.filter(code=area.code, editie=area.editie).first()
    if known is None:
        model.objects.create(code=area.code, editie=area.editie, **values)
        count.nieuw[model._meta.verbose_name_plural] += 1
    elif any(getattr(known, name) != value for name, value in values.items()):
        model.objects.filter(pk=known.pk).update(**values)
        count.gewijzigd[model._meta.verbose_name_plural] += 1
    else:
        count.gelijk[model._meta.verbose_name_plural] += 1
