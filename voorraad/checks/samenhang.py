"""Whether a delivery hangs together in itself: columns that belong together, and sheets that speak of the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from basis.getallen import getal
from basis.halfjaar import Halfjaar
from basis.models import Partijsoort
from voorraad.checks.plek import op
from voorraad.gevonden import Gevonden
from voorraad.models import Gemeentegegeven, Mutatie, Niveau, Project, Toewijzing, Voorraadstand
from voorraad.models.rijen import SOCIALE_HUUR
from voorraad.tabellen import Werk

FOUT, LET_OP = Niveau.FOUT, Niveau.WAARSCHUWING
HARD = {"1a", "1b", "2a", "2b", "2c"}  # unless the party counts otherwise, and says so
HUURPRIJZEN = {"goedkoop", "betaalbaar-laag", "betaalbaar-hoog", "bereikbaar"}
PRIJS_BIJ_SEGMENT = {
    "sociale-huur": HUURPRIJZEN,
    "middenhuur": {"middenhuur"},
    "vrije-sector-huur": {"vrije-sector"},
    "sociale-koop": {"koop"},
    "betaalbare-koop": {"koop"},
    "dure-koop": {"koop"},
}
EERSTE_PLAN, LAATSTE_PLAN = Halfjaar(2015, 1), Halfjaar(2060, 2)
# what a line of the municipality needs besides its number: gegeven → (field, what is expected)
NODIG_BIJ = {
    "actief-woningzoekenden": [("doelgroep", "de groep waar deze woningzoekenden bij horen")],
    "wachtend-instelling": [("wachttijd", "hoelang zij gemiddeld al wachten, in maanden")],
    "oplevering-markt": [
        ("segment", "het segment van deze woningen"),
        ("gebied", "de buurt of wijk"),
    ],
}
VASTE_GEGEVENS = ("taakstelling-statushouders", "gehuisveste-statushouders")


def halfjaren_van_projecten(werk: Werk) -> Iterator[Gevonden]:
    """A year that cannot be meant, such as 1900 or 2206."""
    for veld in ("verwacht_halfjaar", "gerealiseerd_halfjaar"):
        for rij, halfjaar in werk.rijen(Project, veld):
            if halfjaar and not EERSTE_PLAN <= halfjaar <= LAATSTE_PLAN:
                verwacht = f"een halfjaar tussen {EERSTE_PLAN} en {LAATSTE_PLAN}"
                yield op(FOUT, Project, veld, rij, halfjaar, verwacht, "onwaarschijnlijk-halfjaar")


def gegeven_compleet(werk: Werk) -> Iterator[Gevonden]:
    """A line of the municipality holds what its kind needs."""
    velden = ("gegeven", "doelgroep", "wachttijd", "segment", "gebied")
    for rij, *waarden in werk.rijen(Gemeentegegeven, *velden):
        found = dict(zip(velden, waarden, strict=True))
        for veld, verwacht in NODIG_BIJ.get(found["gegeven"], ()):
            if found[veld] in (None, ""):
                yield op(FOUT, Gemeentegegeven, veld, rij, None, verwacht, "leeg")


def naar_een_ander_segment(werk: Werk) -> Iterator[Gevonden]:
    for rij, soort, segment, naar in werk.rijen(Mutatie, "soort", "segment", "naar_segment"):
        if soort == "liberalisatie" and segment and naar == segment:
            verwacht = f"een ander segment dan «{segment}», waar de woning uit komt"
            yield op(FOUT, Mutatie, "naar_segment", rij, naar, verwacht, "zelfde-segment")


def gerealiseerd_zonder_mutatie(werk: Werk) -> Iterator[Gevonden]:
    """A project that was realised this half-year should stand among the changes, under its code."""
    if not any(tabel.blad.model is Mutatie for tabel in werk.tabellen):
        return  # the municipality delivers projects of the market, and no changes
    codes = {code for _, code in werk.rijen(Mutatie, "project")}
    for rij, code, klaar in werk.rijen(Project, "projectcode", "gerealiseerd_halfjaar"):
        if klaar == werk.halfjaar and code not in codes:
            verwacht = f"een mutatie met project «{code}», want het project is dit halfjaar gerealiseerd"
            yield op(LET_OP, Project, "projectcode", rij, code, verwacht, "project-zonder-mutatie")


def mutatie_zonder_project(werk: Werk) -> Iterator[Gevonden]:
    """A change names a project that is not in the plan list."""
    codes = {code for _, code in werk.rijen(Project, "projectcode")}
    for rij, project in werk.rijen(Mutatie, "project"):
        if project and project not in codes:
            verwacht = "een projectcode die ook op het blad Projecten staat"
            yield op(LET_OP, Mutatie, "project", rij, project, verwacht, "project-onbekend")


def project_en_mutatie_tellen_gelijk(werk: Werk) -> Iterator[Gevonden]:
    """What was realised of a project this half-year is as many homes as the changes under its code."""
    changes: dict[tuple, int] = Counter()
    for _, *key, aantal in werk.rijen(Mutatie, "project", "soort", "segment", "aantal"):
        changes[tuple(key)] += aantal or 0
    realised, first = Counter(), {}
    velden = ("projectcode", "soort", "segment", "gerealiseerd_halfjaar", "aantal")
    for rij, *key, halfjaar, aantal in werk.rijen(Project, *velden):
        if halfjaar == werk.halfjaar:
            realised[tuple(key)] += aantal or 0
            first.setdefault(tuple(key), rij)
    for key, homes in realised.items():
        if changes.get(key) and changes[key] != homes:
            verwacht = f"{getal(changes[key])} woningen, zoals op het blad Mutaties bij project «{key[0]}»"
            yield op(LET_OP, Project, "aantal", first[key], homes, verwacht, "project-ander-aantal")


def planning_voorbij(werk: Werk) -> Iterator[Gevonden]:
    """A project that should have been ready and is not realised."""
    for rij, verwacht, klaar in werk.rijen(Project, "verwacht_halfjaar", "gerealiseerd_halfjaar"):
        if verwacht and not klaar and verwacht <= werk.halfjaar:
            text = f"een halfjaar na {werk.halfjaar}, of het halfjaar waarin het klaar was"
            yield op(LET_OP, Project, "verwacht_halfjaar", rij, verwacht, text, "planning-voorbij")


def hardheid(werk: Werk) -> Iterator[Gevonden]:
    """The agreements do not say what hard is; 1A to 2C is usual. Who counts otherwise says so, once for all rows."""
    for rij, status, hard in werk.rijen(Project, "planstatus", "hardheid"):
        usual = "hard" if status in HARD else "zacht"
        if status and hard and hard != usual:
            verwacht = f"«{usual}», want gebruikelijk is 1A tot en met 2C hard; dit plan staat op «{status}»"
            yield op(LET_OP, Project, "hardheid", rij, hard, verwacht, "hardheid-anders")


def prijs_past_bij_segment(werk: Werk) -> Iterator[Gevonden]:
    for rij, segment, prijs in werk.rijen(Voorraadstand, "segment", "prijscategorie"):
        usual = PRIJS_BIJ_SEGMENT.get(segment)
        if usual and prijs and prijs not in usual:
            verwacht = f"een prijscategorie die past bij «{segment}»: {_een_van(usual)}"
            yield op(LET_OP, Voorraadstand, "prijscategorie", rij, prijs, verwacht, "prijs-bij-segment")
    for rij, prijs in werk.rijen(Toewijzing, "prijscategorie"):
        if prijs and prijs not in HUURPRIJZEN:
            verwacht = f"een prijscategorie van sociale huur: {_een_van(HUURPRIJZEN)}"
            yield op(LET_OP, Toewijzing, "prijscategorie", rij, prijs, verwacht, "prijs-bij-segment")


def _een_van(codes: set[str]) -> str:
    return " of ".join(f"«{code}»" for code in sorted(codes))


def alleen_bij_verkoop(werk: Werk) -> Iterator[Gevonden]:
    """DAEB-koop and a buyer with a middle income belong to a sale."""
    for veld in ("daeb_koop", "middeninkomen"):
        for rij, soort, ja in werk.rijen(Mutatie, "soort", veld):
            if ja and soort and soort != "verkoop":
                verwacht = f"«nee»; dit hoort bij verkoop, en deze rij is «{soort}»"
                yield op(LET_OP, Mutatie, veld, rij, "ja", verwacht, "alleen-bij-verkoop")


def daeb_koop_naar_sociale_koop(werk: Werk) -> Iterator[Gevonden]:
    for rij, daeb, naar in werk.rijen(Mutatie, "daeb_koop", "naar_segment"):
        if daeb and naar and naar != "sociale-koop":
            verwacht = "«sociale-koop», want de woning ging naar een DAEB-huishouden"
            yield op(LET_OP, Mutatie, "naar_segment", rij, naar, verwacht, "daeb-koop-segment")


def wachttijd_bij_uitstroom(werk: Werk) -> Iterator[Gevonden]:
    """The waiting time is asked of who leaves an institution, and of nobody else."""
    for rij, groep, maanden in werk.rijen(Toewijzing, "doelgroep", "wachttijd_uitstroom"):
        if groep == "uitstroom-instelling" and maanden is None:
            verwacht = "de gemiddelde wachttijd in maanden; zonder telt deze rij niet mee in de wachttijd"
            yield op(LET_OP, Toewijzing, "wachttijd_uitstroom", rij, None, verwacht, "wachttijd-ontbreekt")
        elif groep and groep != "uitstroom-instelling" and maanden is not None:
            verwacht = f"niets; de wachttijd hoort bij uitstroom uit een instelling, en deze rij is «{groep}»"
            yield op(LET_OP, Toewijzing, "wachttijd_uitstroom", rij, maanden, verwacht, "wachttijd-te-veel")


def gemeente_volledig(werk: Werk) -> Iterator[Gevonden]:
    """Without task and result of the statushouders there is no figure of them."""
    if werk.partij.soort != Partijsoort.GEMEENTE:
        return
    there = {gegeven for _, gegeven in werk.rijen(Gemeentegegeven, "gegeven")}
    if not there and next(werk.rijen(Project), None) is None:
        return  # an empty workbook is a finding of its own
    for gegeven in VASTE_GEGEVENS:
        if gegeven not in there:
            verwacht = f"een rij «{gegeven}»; zonder is er over dit halfjaar geen cijfer over statushouders"
            yield op(LET_OP, Gemeentegegeven, "gegeven", None, "geen rij", verwacht, "gegeven-ontbreekt")


def projecten_van_de_markt(werk: Werk) -> Iterator[Gevonden]:
    """A corporation delivers its own projects: from the municipality they would count twice."""
    if werk.partij.soort != Partijsoort.GEMEENTE:
        return
    for rij, initiatiefnemer in werk.rijen(Project, "initiatiefnemer"):
        if initiatiefnemer and initiatiefnemer != "markt":
            verwacht = "«markt»; een corporatie levert haar eigen projecten zelf aan, en zou zo dubbel tellen"
            yield op(
                LET_OP,
                Project,
                "initiatiefnemer",
                rij,
                initiatiefnemer,
                verwacht,
                "project-van-corporatie",
            )


def opleveringen_van_de_markt(werk: Werk) -> Iterator[Gevonden]:
    """Social homes that the market completed stand on two sheets, and one figure is made of both."""
    if werk.partij.soort != Partijsoort.GEMEENTE:
        return
    listed, first = 0, None
    for rij, soort, segment, klaar, aantal in werk.rijen(
        Project, "soort", "segment", "gerealiseerd_halfjaar", "aantal"
    ):
        if (soort, segment, klaar) == ("nieuwbouw", SOCIALE_HUUR, werk.halfjaar):
            listed, first = listed + (aantal or 0), first or rij
    rows = werk.rijen(Gemeentegegeven, "gegeven", "segment", "aantal")
    delivered = sum(
        n or 0 for _, gegeven, segment, n in rows if (gegeven, segment) == ("oplevering-markt", SOCIALE_HUUR)
    )
    if listed != delivered:
        verwacht = f"{getal(delivered)} woningen, zoals op het blad Gemeente bij «oplevering-markt» in sociale huur"
        found = f"{getal(listed)} woningen sociale huur gerealiseerd in {werk.halfjaar}"
        yield op(LET_OP, Project, "aantal", first, found, verwacht, "oplevering-anders")
