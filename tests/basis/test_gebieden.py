import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from basis import gebieden
from basis.models import Buurt, Wijk

# a square of about 700 m in Amersfoort, in WGS84 and (by hand, to the metre) the same place in RD
VIERKANT = [[[5.38, 52.15], [5.39, 52.15], [5.39, 52.16], [5.38, 52.16], [5.38, 52.15]]]
VIERKANT_RD = [[[154507, 462424], [155192, 462424], [155192, 463537], [154507, 463537], [154507, 462424]]]
DIR = os.environ.get("GEBIEDEN_DIR")
ECHT = sorted(Path(DIR).glob("*.geojson")) if DIR else []


def bestand(code="WK030799", naam="Proefwijk", jaar="2025", coordinates=VIERKANT, kind="Polygon", **extra):
    properties = {"statcode": code, "jrstatcode": f"{jaar}{code}", "statnaam": naam}
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}
    return {"type": "FeatureCollection", "features": [feature], **extra}


def laad(document, **kwargs):
    return gebieden.load(json.dumps(document).encode(), **kwargs)


def test_load_twice_changes_nothing(db):
    assert laad(bestand()).nieuw == {"wijken": 1}
    again = laad(bestand())
    assert (again.nieuw, again.gewijzigd, again.gelijk) == ({}, {}, {"wijken": 1})


def test_load_adds_a_new_edition_beside_the_old_one(db):
    laad(bestand())
    laad(bestand(jaar="2026", naam="Nieuwe naam"))
    assert list(Wijk.objects.filter(code="WK030799").order_by("editie").values_list("editie", "naam")) == [
        (2025, "Proefwijk"),
        (2026, "Nieuwe naam"),
    ]


def test_in_editie_takes_the_newest_that_is_not_newer(db):
    laad(bestand(jaar="2027"))
    assert {wijk.editie for wijk in Wijk.objects.in_editie(2026)} == {2025}
    assert {wijk.editie for wijk in Wijk.objects.in_editie(2030)} == {2027}


def test_load_reads_rd_by_its_coordinates_or_its_name(db):
    for extra in ({}, {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}}):
        laad(bestand(coordinates=VIERKANT_RD, **extra))
        west, south = Wijk.objects.get(code="WK030799").vorm["coordinates"][0][0]
        assert abs(west - 5.38) < 0.001
        assert abs(south - 52.15) < 0.001


def test_load_places_a_buurt_in_its_wijk_and_leaves_other_municipalities_out(db):
    document = bestand()
    document["features"] += bestand("BU03079901", "Proefbuurt")["features"] + bestand("WK034401", "Utrecht")["features"]
    count = laad(document)
    assert count.andere_gemeenten == 1
    assert Buurt.objects.get(code="BU03079901").wijk.code == "WK030799"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "FeatureCollection"),
        ({"type": "FeatureCollection", "features": []}, "leeg"),
        ({"type": "FeatureCollection", "features": [7]}, "Gebied 1"),
        (bestand("XX1"), "code ‘XX1’"),
        (bestand("BU030799"), "buurtcode"),
        (bestand(jaar="vorig"), "jaar"),
        (bestand(kind="Point", coordinates=[5.38, 52.15]), "vorm Point"),
        (bestand(coordinates=[[["a", "b"]]]), "niet te lezen"),
        (bestand(coordinates=[[[5.38, 52.15], [5.39, 52.16], [5.39, 52.15], [5.38, 52.16], [5.38, 52.15]]]), "kruist"),
        (bestand(coordinates=[[[0.0, 0.0], [0.1, 0.0], [0.1, 0.1], [0.0, 0.0]]]), "niet in Nederland"),
        (bestand("WK0307١٠"), "code ‘WK0307١٠’"),
        (bestand(jaar="²026"), "geen jaar gevonden"),
        (bestand(coordinates=[[[10**400, 52.15]]]), "niet te lezen|klopt niet"),
        (bestand(crs={"properties": {"name": "EPSG:3857"}}), "ander stelsel"),
        (bestand("WK030799", "\ud800"), "geen naam"),
        (bestand("WK034401"), "geen gebieden van Amersfoort"),
        (bestand("BU03079901"), "eerst de wijken"),
    ],
)
def test_load_says_what_is_wrong_and_stores_nothing(db, document, message):
    before = Wijk.objects.count() + Buurt.objects.count()
    with pytest.raises(gebieden.OngeldigBestand, match=message):
        laad(document)
    assert Wijk.objects.count() + Buurt.objects.count() == before


@pytest.mark.parametrize("jaar", [-5, 0, 99999, 10**30])
def test_load_refuses_a_year_that_cannot_be(db, jaar):
    with pytest.raises(gebieden.OngeldigBestand, match="van 2000 tot en met 2100"):
        gebieden.load(json.dumps(bestand()).encode(), jaar)


def test_load_refuses_a_double_code_and_stores_nothing(db):
    document = bestand()
    document["features"] *= 2
    with pytest.raises(gebieden.OngeldigBestand, match="stond ook al bij gebied 1"):
        laad(document)
    assert not Wijk.objects.filter(code="WK030799").exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{", b"[" * 100_000])
def test_command_names_a_file_that_is_no_geojson(db, tmp_path, content):
    path = tmp_path / "gebieden.json"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="geen GeoJSON"):
        call_command("laad_gebieden", str(path))


def test_command_names_a_missing_file(db):
    with pytest.raises(CommandError, match="niet te openen"):
        call_command("laad_gebieden", "er-is-niets.geojson")


def test_real_files_hold_33_wijken_that_agree_within_metres(db):
    """The official files, when GEBIEDEN_DIR names their folder: WGS84 and RD give the same places."""
    shapes = []
    for path in ECHT:
        areas, others = gebieden.read(path.read_bytes())
        assert (len(areas), others) == (33, 0)
        shapes.append({area.code: area.vorm["coordinates"][0][0] for area in areas})
    for code, (west, south) in shapes[0].items() if shapes else ():
        other_west, other_south = shapes[1][code]
        assert abs(west - other_west) < 0.0001  # 7 m
        assert abs(south - other_south) < 0.0001  # 11 m
