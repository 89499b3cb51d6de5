"""A delivery that comes in: what is kept of it, and which version it is."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError

from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Partij, Taak, Wijziging
from tests.factories.voorraad import maak_levering, upload
from voorraad import lifecycle
from voorraad.models import Levering, Status, Verwerking

pytestmark = pytest.mark.django_db
H1 = Halfjaar(2026, 1)


def files():
    folder = Levering._meta.get_field("bestand").generate_filename(None, "x").rsplit("/", 1)[0]
    return set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()


class TestReceive:
    def test_receive_keeps_the_bytes_and_their_hash(self, omnia):
        data = bytes(range(256)) * 10
        levering = upload(omnia, data)
        with levering.bestand.open() as file:
            assert file.read() == data
        assert levering.sha256 == hashlib.sha256(data).hexdigest()
        assert (levering.status, levering.verwerking, levering.versie) == (Status.CONCEPT, Verwerking.WACHT, 1)
        assert levering.grootte == 2560

    def test_receive_asks_for_the_check_in_the_same_transaction(self, omnia):
        levering = upload(omnia)
        assert Taak.objects.get(soort="levering.controleren").sleutel == str(levering.pk)

    def test_receive_logs_the_change(self, omnia):
        levering = upload(omnia)
        line = Wijziging.objects.over(levering).get()
        assert (line.door, line.veld, line.van, line.naar) == (omnia, "status", "", "concept")

    @pytest.mark.parametrize("status", [Status.CONCEPT, Status.TERUGGESTUURD])
    def test_receive_replaces_the_version_that_is_worked_on(self, omnia, status):
        old = maak_levering(status=status)
        new = upload(omnia)
        old.refresh_from_db()
        assert (old.status, new.status, new.versie) == (Status.VERVANGEN, Status.CONCEPT, 2)

    def test_receive_keeps_the_accepted_version_until_the_next_is_accepted(self, omnia):
        old = maak_levering(status=Status.VASTGESTELD)
        new = upload(omnia)
        old.refresh_from_db()
        assert (old.status, new.versie) == (Status.VASTGESTELD, 2)

    def test_receive_refuses_while_a_version_lies_with_the_municipality(self, omnia):
        old, before = maak_levering(status=Status.INGEDIEND), files()
        with pytest.raises(lifecycle.Geweigerd, match="ligt bij de gemeente") as refusal:
            upload(omnia)
        assert refusal.value.levering == old
        assert Levering.objects.count() == 1
        assert files() == before

    def test_receive_points_to_the_same_file_instead_of_keeping_it_twice(self, omnia):
        old = upload(omnia)
        before = files()
        with pytest.raises(lifecycle.Geweigerd, match="precies dit bestand") as refusal:
            upload(omnia)
        assert refusal.value.levering == old
        assert files() == before

    def test_receive_at_the_same_moment_as_a_colleague_says_so(self, omnia, monkeypatch):
        maak_levering(status=Status.VERVANGEN)
        before = files()
        monkeypatch.setattr(lifecycle, "_next_version", lambda levering: 1)
        with pytest.raises(lifecycle.Geweigerd, match="op hetzelfde moment"):
            upload(omnia)
        assert files() == before

    def test_receive_leaves_no_file_behind_when_it_fails(self, omnia, monkeypatch):
        before = files()

        def fail(*args, **kwargs):
            raise IntegrityError

        monkeypatch.setattr(lifecycle.jobs, "enqueue", fail)
        with pytest.raises(lifecycle.Geweigerd):
            upload(omnia)
        assert (files(), Levering.objects.count()) == (before, 0)

    @pytest.mark.parametrize(
        ("rol", "partij"), [("huurdersorganisatie", None), ("bo-lid", None), ("beheer", "portaal")]
    )
    def test_receive_only_for_the_own_party(self, gebruiker, rol, partij):
        user = gebruiker(rol)
        with pytest.raises(PermissionDenied):
            lifecycle.receive(
                partij=Partij.objects.get(code=partij or user.partij.code),
                halfjaar=H1,
                bestand=ContentFile(b"x"),
                bestandsnaam="x.xlsx",
                by=user,
            )

    def test_receive_survives_a_broker_that_is_gone(
        self, omnia, uitkomst, monkeypatch, django_capture_on_commit_callbacks
    ):
        def gone(*args):
            raise ConnectionError

        monkeypatch.setattr("basis.tasks.run_job.delay", gone)
        with django_capture_on_commit_callbacks(execute=True):
            levering = upload(omnia)
        levering.refresh_from_db()
        assert levering.verwerking == Verwerking.WACHT
        jobs.sweep()
        levering.refresh_from_db()
        assert levering.verwerking == Verwerking.GECONTROLEERD

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("cijfers.xlsx", "cijfers.xlsx"),
            ("../../etc/cijfers.xlsx", "cijfers.xlsx"),
            ("C:\\Users\\ik\\cijfers 2026.xlsx", "cijfers 2026.xlsx"),
            ("cij\r\nfers\u202e.xlsx", "cijfers.xlsx"),
            ("é" * 300 + ".xlsx", "é" * 180 + ".xlsx"),
            ("", "levering.xlsx"),
            (".xlsx", ".xlsx"),
        ],
    )
    def test_safe_name_keeps_the_name_and_drops_what_a_header_cannot_carry(self, name, kept):
        assert lifecycle.safe_name(name) == kept
