"""Actions with parties and milestones, meetings with decisions, and small PDFs written by hand."""

import datetime
import itertools

import factory

from acties.models import Actie, Agendapunt, Besluit, Knelpunt, Mijlpaal, Overleg, Overlegvorm, Statusmelding, Thema
from basis.halfjaar import Halfjaar
from basis.models import Partij

JAAR = 2027  # a year without actions of the reference data
_nummer = itertools.count(40)


class ActieFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Actie

    jaar = JAAR
    nummer = factory.LazyFunction(lambda: next(_nummer))
    titel = factory.LazyAttribute(lambda actie: f"Titel van actie {actie.nummer}")
    samenvatting = "In het kort."
    planning = "heel 2027"


def maak_actie(nummer=None, trekkers=("gemeente",), partners=(), thema=None, **kwargs) -> Actie:
    """An action of JAAR; parties by code, the theme by slug."""
    if nummer is not None:
        kwargs["nummer"] = nummer
    actie = ActieFactory(thema=thema and Thema.objects.get(slug=thema), **kwargs)
    actie.trekkers.set(Partij.objects.filter(code__in=trekkers))
    actie.partners.set(Partij.objects.filter(code__in=partners))
    return actie


def maak_mijlpaal(actie=None, naam="Conceptlijst klaar", gepland_op="2027-03-01", gehaald_op=None) -> Mijlpaal:
    return Mijlpaal.objects.create(
        actie=actie or maak_actie(),
        naam=naam,
        gepland_op=datetime.date.fromisoformat(gepland_op),
        gehaald_op=gehaald_op and datetime.date.fromisoformat(gehaald_op),
    )


def maak_overleg(vorm="bo", datum="2026-06-18", begin="10:00", **kwargs) -> Overleg:
    """A meeting of the kind with this code."""
    day = datetime.date.fromisoformat(datum)
    return Overleg.objects.create(
        vorm=Overlegvorm.objects.get(code=vorm),
        datum=day,
        begin=datetime.time.fromisoformat(begin),
        halfjaar=kwargs.pop("halfjaar", Halfjaar.of(day)),
        **kwargs,
    )


def maak_punt(overleg, titel="De plannen", volgorde=1, **kwargs) -> Agendapunt:
    return Agendapunt.objects.create(overleg=overleg, titel=titel, volgorde=volgorde, **kwargs)


def maak_besluit(overleg=None, wat="Wij stellen de lijst vast.", partij="omnia-wonen", **kwargs) -> Besluit:
    """A decision about the theme of the stock, due on 1 October 2026, unless told otherwise."""
    about = {"thema": Thema.objects.get(slug="voorraad")} if "actie" not in kwargs and "indicator" not in kwargs else {}
    return Besluit.objects.create(
        overleg=overleg or maak_overleg(),
        wat=wat,
        partij=Partij.objects.get(code=partij),
        uiterlijk=datetime.date.fromisoformat(kwargs.pop("uiterlijk", "2026-10-01")),
        **{**about, **kwargs},
    )


def maak_knelpunt(titel="Het net zit vol", partij="omnia-wonen", **kwargs) -> Knelpunt:
    """A bottleneck that SHOW reported, for the party with this code."""
    reported = {"gemeld_door_naam": "Hanna Huurder", "gemeld_door_partij": "SHOW"}
    return Knelpunt.objects.create(titel=titel, partij=Partij.objects.get(code=partij), **{**reported, **kwargs})


def maak_melding(actie=None, toelichting="Het loopt.", **kwargs) -> Statusmelding:
    """A note of the municipality; the status stays as it was."""
    told = {
        "van": "op-schema",
        "naar": "op-schema",
        "door_naam": "Mees de Werker",
        "door_partij": "Gemeente Amersfoort",
    }
    return Statusmelding.objects.create(actie=actie or maak_actie(), toelichting=toelichting, **{**told, **kwargs})


def maak_pdf(*pages: str, trailer: str = "") -> bytes:
    """A PDF with one line of text per line of each page; `trailer` is put into its trailer."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", font]
    for at, page in enumerate(pages):
        content = _pdf_content(page)
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    return _pdf_file(objects, trailer)


def _pdf_content(page: str) -> str:
    lines = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in page.split("\n"))
    shown = "\n".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F1 10 Tf 14 TL 50 790 Td\n{shown}\nET"


def _pdf_file(objects: list[str], trailer: str) -> bytes:
    """Number the objects and write the table that says at which byte each begins."""
    body, starts = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        starts.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("cp1252")
