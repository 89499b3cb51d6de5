"""The same rows counted in plain Python, by somebody who read the agreements and knows nothing of querysets."""

URGENT = ["statushouder", "uitstroom-instelling", "medisch-sociaal", "sloop-herstructurering", "overig-urgent"]
PLUS, MIN = ["nieuwbouw", "aankoop", "woningdelen", "splitsen"], ["verkoop", "sloop", "liberalisatie"]
SOCIAAL, MIDDEN = "sociale-huur", "middenhuur"


def in_plain_python(row, partij: str, halfjaar: str):
    """((indicator, onderdeel, side), amount) for everything that a row of this party counts towards."""
    kind = {
        "Mutatie": _of_mutatie,
        "Toewijzing": _of_toewijzing,
        "Gemeentegegeven": _of_gegeven,
        "Voorraadstand": _of_stand,
        "Project": lambda row: _of_project(row, partij, halfjaar),
    }
    return [(key, row.aantal * times) for key, times in kind[type(row).__name__](row)]


def _of_mutatie(row):
    yield from _of_social(row) if row.segment == SOCIAAL else _of_mid_rent(row) if row.segment == MIDDEN else ()
    if row.soort == "liberalisatie" and row.naar_segment == MIDDEN:
        yield ("V5", "", "teller"), 1
        yield ("V5", "liberalisatie-in", "teller"), 1


def _of_social(row):
    if row.soort in PLUS + MIN:
        sign = 1 if row.soort in PLUS else -1
        yield ("V1", "", "teller"), sign
        yield ("V1", row.soort, "teller"), sign
        yield ("V2", "", "teller"), sign
        yield ("V2", "gerealiseerd", "teller"), sign
    if row.soort == "correctie":
        yield ("V1", "correctie", "teller"), 1
    if row.soort == "nieuwbouw":
        yield ("V3", "", "teller"), 1
        yield ("V6", "", "teller"), 1
        yield ("V6", "", "noemer"), 1
        yield ("V7", "nieuwbouw", "teller"), 1
    if row.soort == "verkoop":
        yield from _of_sale(row)


def _of_sale(row):
    yield ("V7", "", "teller"), 1
    if row.daeb_koop:
        yield ("V1", "daeb-koop", "teller"), 1
        yield ("V7", "daeb-koop", "teller"), 1
    if row.middeninkomen:
        yield ("V7", "middeninkomen", "teller"), 1


def _of_mid_rent(row):
    if row.soort in PLUS + MIN:
        sign = 1 if row.soort in PLUS else -1
        yield ("V5", "", "teller"), sign
        yield ("V5", {"liberalisatie": "liberalisatie-uit"}.get(row.soort, row.soort), "teller"), sign
    if row.soort == "correctie":
        yield ("V5", "correctie", "teller"), 1


def _of_toewijzing(row):
    urgent = row.doelgroep in URGENT
    yield ("T1", "", "noemer"), 1
    yield ("T2", "", "noemer"), 1
    yield ("T5", "", "teller"), 1
    yield ("T5", row.doelgroep, "teller"), 1
    yield ("T6", "", "teller"), 1
    yield ("T6", row.doelgroep, "teller"), 1
    yield ("T6", "urgent" if urgent else "regulier", "teller"), 1
    yield ("V9", "aanbod", "teller"), 1
    yield ("V9", f"aanbod/{row.prijscategorie}", "teller"), 1
    if urgent:
        yield ("T1", "", "teller"), 1
    if row.boven_inkomensgrens:
        yield ("T2", "", "teller"), 1
    if row.nieuwbouw:
        yield ("T6", "nieuwbouw", "teller"), 1
        yield ("T6", f"nieuwbouw/{row.doelgroep}", "teller"), 1
    if row.doelgroep == "uitstroom-instelling" and row.wachttijd_uitstroom is not None:
        yield ("T4", "", "teller"), float(row.wachttijd_uitstroom)
        yield ("T4", "", "noemer"), 1


def _of_gegeven(row):
    if row.gegeven == "oplevering-markt" and row.segment == SOCIAAL:
        yield ("V3", "", "teller"), 1
        yield ("V6", "", "noemer"), 1
    if row.gegeven == "gehuisveste-statushouders":
        yield ("T3", "", "teller"), 1
    if row.gegeven == "taakstelling-statushouders":
        yield ("T3", "", "noemer"), 1
    if row.gegeven == "wachtend-instelling" and row.wachttijd is not None:
        yield ("T4", "wachtend", "teller"), float(row.wachttijd)
        yield ("T4", "wachtend", "noemer"), 1
    if row.gegeven == "actief-woningzoekenden":
        yield ("T5", "", "noemer"), 1
        if row.doelgroep:
            yield ("T5", row.doelgroep, "noemer"), 1


def _of_stand(row):
    if row.segment == SOCIAAL:
        yield ("V9", "", "teller"), 1
        yield ("V9", f"voorraad/{row.prijscategorie}", "teller"), 1
    if row.geschikt != "nee":
        yield ("O1", "", "teller"), 1
        yield ("O1", row.geschikt, "teller"), 1
    if row.energielabel != "onbekend":
        yield ("D1", "", "noemer"), 1
    if row.energielabel in "efg":
        yield ("D1", "", "teller"), 1
        yield ("D1", row.energielabel, "teller"), 1


def _of_project(row, partij, halfjaar):
    if (row.initiatiefnemer == "corporatie") == (partij == "gemeente"):
        return  # somebody else is to list it
    done = row.gerealiseerd_halfjaar and str(row.gerealiseerd_halfjaar)
    if row.soort == "nieuwbouw":
        yield ("V4", "", "noemer"), 1
        yield ("V4", row.initiatiefnemer, "noemer"), 1
        if row.segment == SOCIAAL:
            yield ("V4", "", "teller"), 1
            yield ("V4", row.initiatiefnemer, "teller"), 1
        if done == halfjaar:
            yield from _of_completed(row, partij)
    demolished = row.soort == "sloop"
    owned = row.eigenaar == "corporatie" or (demolished and row.initiatiefnemer == "corporatie")
    if not done and row.segment == SOCIAAL and owned:
        yield from _of_plan(row, -1 if demolished else 1)


def _of_completed(row, partij):
    yield ("D2", "", "noemer"), 1
    if row.biobased:
        yield ("D2", "", "teller"), 1
    if row.conceptueel:
        yield ("D2", "conceptueel", "teller"), 1
    if partij == "gemeente" and row.segment == SOCIAAL and row.eigenaar == "corporatie":
        yield ("V6", "", "teller"), 1


def _of_plan(row, sign):
    half = str(row.verwacht_halfjaar)
    yield ("V8", row.hardheid, "teller"), sign
    yield ("V8", f"{row.hardheid}/{row.soort}/{half}", "teller"), sign
    yield ("V8", f"{row.hardheid}/netto/{half}", "teller"), sign
    if row.hardheid == "hard":
        yield ("V8", "", "teller"), sign
    if half <= "2035-2":
        for part in ("", "gepland", f"gepland/{row.hardheid}"):
            yield ("V2", part, "teller"), sign
