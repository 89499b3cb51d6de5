"""The shapes of areas as they are drawn: loaded shapes, simplified together, or squares while there are none."""

from __future__ import annotations

import math

import shapely
from shapely.geometry import shape

from basis.models import Buurt, Wijk

BREEDTE = math.cos(math.radians(52.16))  # a degree of longitude is this much of a degree of latitude here
GROF = 0.0002  # of a degree: some 20 m, less than a line on a screen is wide
RAND = 0.04  # the air around a square
Getekend = tuple[list[list[tuple[float, float]]], tuple[float, float]]  # rings, and where its number stands


def vormen(gebieden: list[Wijk | Buurt]) -> dict[str, Getekend]:
    """Rings and middle per code: real shapes when every area has one, else the map of squares."""
    if gebieden and all(gebied.vorm for gebied in gebieden):
        return _real(gebieden)
    return _squares(gebieden)


def _real(gebieden) -> dict[str, Getekend]:
    shapes = [shape(gebied.vorm) for gebied in gebieden]
    if shapely.coverage_is_valid(shapes):
        shapes = list(shapely.coverage_simplify(shapes, GROF))
    return {gebied.code: _rings(found) for gebied, found in zip(gebieden, shapes, strict=True)}


def _rings(found) -> Getekend:
    polygons = list(getattr(found, "geoms", [found]))
    biggest = max(polygons, key=lambda polygon: polygon.area)
    middle = biggest.representative_point()
    return [[_flat(*point) for point in polygon.exterior.coords] for polygon in polygons], _flat(middle.x, middle.y)


def _flat(lon: float, lat: float) -> tuple[float, float]:
    return round(lon * BREEDTE, 5), round(lat, 5)


def _squares(gebieden) -> dict[str, Getekend]:
    """The rough place of each wijk; a newer edition stands where the wijk with its code stood."""
    rows = Wijk.objects.filter(tegel_kolom__isnull=False, code__in=[gebied.code for gebied in gebieden])
    places = {code: (kolom, rij) for code, kolom, rij in rows.values_list("code", "tegel_kolom", "tegel_rij")}
    return {code: (_square(*place), (place[0], -place[1])) for code, place in places.items()}


def _square(kolom: int, rij: int) -> list[list[tuple[float, float]]]:
    half = 0.5 - RAND
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return [[(kolom + x, -rij + y) for x, y in corners]]
