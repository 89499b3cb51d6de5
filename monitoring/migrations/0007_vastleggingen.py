"""Overviews of half-years, with versions that are frozen; what was published before becomes version 1 with schema 0."""

import datetime
import hashlib
import json

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def to_versions(apps, schema_editor):
    """What stood in the overview itself: its figures become a version, its introduction a text."""
    alias = schema_editor.connection.alias
    overzicht, tekst, vastlegging, publicatie = (
        apps.get_model("monitoring", name).objects.using(alias)
        for name in ("Jaaroverzicht", "Overzichttekst", "Vastlegging", "Publicatie")
    )
    for row in overzicht.select_related("gepubliceerd_door").all():
        if row.inleiding:
            tekst.create(jaaroverzicht=row, sleutel="inleiding", tekst=row.inleiding)
        if not row.inhoud:
            continue
        by = row.gepubliceerd_door
        whole, public = _canonical(row.inhoud), _canonical(_without_links(row.inhoud))
        made = vastlegging.create(
            jaaroverzicht=row, versie=1, schema=0, inhoud=whole, openbaar=public,
            sha256=_hash(whole), sha256_openbaar=_hash(public),
            op=datetime.datetime.fromisoformat(row.inhoud["gemaakt_op"]),
            door=by, door_naam=f"{by.first_name} {by.last_name}".strip() or by.username if by else "",
        )  # fmt: skip
        if row.gepubliceerd_op:
            publicatie.create(vastlegging=made, op=row.gepubliceerd_op, door=by)


def to_overview(apps, schema_editor):
    """Back: the newest public version and the introduction."""
    alias = schema_editor.connection.alias
    for row in apps.get_model("monitoring", "Jaaroverzicht").objects.using(alias).filter(helft=0):
        text = row.teksten.filter(sleutel="inleiding").first()
        row.inleiding = text.tekst if text else ""
        last = row.vastleggingen.filter(schema=0).order_by("-versie").first()
        if last:
            row.inhoud = json.loads(last.inhoud)
            public = last.publicaties.filter(ingetrokken_op=None).first()
            row.gepubliceerd_op, row.gepubliceerd_door = (public.op, public.door) if public else (None, None)
        row.save()


def _canonical(inhoud) -> str:
    return json.dumps(inhoud, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _without_links(inhoud: dict) -> dict:
    """As it was shown to who had no account: no way to a passport. Older ones have no links at all."""
    found = json.loads(json.dumps(inhoud))
    for chart in (dia["grafiek"] for dia in found["dias"] if dia["grafiek"]):
        for cel in (cel for rij in chart["tabel"]["rijen"] for cel in rij if cel.get("adres")):
            cel["adres"] = ""
        chart["herkomst"] = []
        if chart["figuur"]:
            chart["figuur"]["klik"] = [["" for _ in points] for points in chart["figuur"].get("klik", [])]
    return found


KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def by_whom():
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("monitoring", "0006_indexen_van_nu"),
    ]

    operations = [
        migrations.AddField("jaaroverzicht", "helft", models.PositiveSmallIntegerField(default=0, verbose_name="helft")),
        migrations.AlterField("jaaroverzicht", "jaar", models.PositiveSmallIntegerField(verbose_name="jaar")),
        migrations.AlterModelOptions(
            "jaaroverzicht",
            {
                "ordering": ["-jaar", "helft"],
                "verbose_name": "jaaroverzicht",
                "verbose_name_plural": "jaaroverzichten",
            },
        ),
        migrations.AddConstraint(
            "jaaroverzicht",
            models.UniqueConstraint(fields=("jaar", "helft"), name="jaaroverzicht_eenmaal_per_tijdvak"),
        ),
        migrations.AddConstraint(
            "jaaroverzicht",
            models.CheckConstraint(condition=models.Q(helft__in=[0, 1, 2]), name="jaaroverzicht_helft_bekend"),
        ),
        migrations.CreateModel(
            "Overzichttekst",
            [
                ("id", KEY),
                ("sleutel", models.CharField(max_length=40, verbose_name="plaats")),
                ("tekst", models.TextField(verbose_name="tekst")),
                (
                    "jaaroverzicht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teksten",
                        to="monitoring.jaaroverzicht",
                    ),
                ),
            ],
            options={
                "verbose_name": "tekst van een overzicht",
                "verbose_name_plural": "teksten van een overzicht",
                "ordering": ["sleutel"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jaaroverzicht", "sleutel"), name="overzichttekst_eenmaal_per_plaats"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "Vastlegging",
            [
                ("id", KEY),
                ("versie", models.PositiveIntegerField(verbose_name="versie")),
                ("schema", models.PositiveSmallIntegerField(verbose_name="schema")),
                ("inhoud", models.TextField(verbose_name="inhoud")),
                ("openbaar", models.TextField(verbose_name="openbare inhoud")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "sha256_openbaar",
                    models.CharField(max_length=64, verbose_name="SHA-256 van de openbare inhoud"),
                ),
                ("op", models.DateTimeField(verbose_name="vastgelegd op")),
                ("door_naam", models.CharField(max_length=200, verbose_name="naam")),
                ("door", by_whom()),
                (
                    "jaaroverzicht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vastleggingen",
                        to="monitoring.jaaroverzicht",
                    ),
                ),
            ],
            options={
                "verbose_name": "vastgelegde versie",
                "verbose_name_plural": "vastgelegde versies",
                "ordering": ["jaaroverzicht", "-versie"],
                "constraints": [
                    models.UniqueConstraint(fields=("jaaroverzicht", "versie"), name="vastlegging_versie_eenmaal")
                ],
            },
        ),
        migrations.CreateModel(
            "Publicatie",
            [
                ("id", KEY),
                ("op", models.DateTimeField(verbose_name="gepubliceerd op")),
                ("ingetrokken_op", models.DateTimeField(null=True, verbose_name="ingetrokken op")),
                ("door", by_whom()),
                (
                    "vastlegging",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicaties",
                        to="monitoring.vastlegging",
                    ),
                ),
            ],
            options={
                "verbose_name": "publicatie",
                "verbose_name_plural": "publicaties",
                "ordering": ["-op", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ingetrokken_op", None)),
                        fields=("vastlegging",),
                        name="publicatie_eenmaal_open",
                    )
                ],
            },
        ),
        migrations.RunPython(to_versions, to_overview),
    ]
