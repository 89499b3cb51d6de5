"""All figures of a half-year, counted, compared and stored inside the database: none of them passes through here.

It counts for all deliveries at once what `monitoring.recompute` counts for one. Each different question is asked once
(`vraag0`, `vraag1` …); the answers are lines of the parts that they count towards (`regel`), which add up to the figures
of each party (`cijfer`) and of all together. Where these are not what is stored (`verschil`), the old figure gets an end
and the new one stands beside it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from basis.halfjaar import Halfjaar
from monitoring import tellen
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import Cijfers
from monitoring.indicatoren.vormen import TELLER, VELD, Bron
from voorraad.models import Levering

Sql = tuple[str, list]  # text and parameters
Cijfer = tuple[str, str, float, float]  # indicator, part, numerator, denominator

_SLEUTEL = "indicator, onderdeel, wijk_id, buurt_id"
_GEEN = "CAST(NULL AS bigint)"
# tenths at most, without what floating point adds to them
_SOMMEN = "ROUND(SUM(teller) * 10) / 10 AS teller, ROUND(SUM(noemer) * 10) / 10 AS noemer"

_TABEL = """
CREATE TEMPORARY TABLE verschil (
    id bigint, partij_id bigint, indicator varchar, onderdeel varchar, wijk_id bigint, buurt_id bigint,
    teller double precision, noemer double precision, partijen integer
)"""
_CIJFER = f"""
SELECT partij_id, {_SLEUTEL}, {_SOMMEN} FROM (
    SELECT levering_id, {_SLEUTEL}, teller, noemer FROM regel WHERE buurt_id IS NOT NULL
    UNION ALL
    SELECT levering_id, indicator, onderdeel, wijk_id, {_GEEN}, teller, noemer FROM regel WHERE wijk_id IS NOT NULL
    UNION ALL
    SELECT levering_id, indicator, onderdeel, {_GEEN}, {_GEEN}, teller, noemer FROM regel
) niveau JOIN voorraad_levering ON voorraad_levering.id = levering_id GROUP BY partij_id, {_SLEUTEL}"""
_NIEUW = f"""
SELECT {_GEEN} AS id, partij_id, {_SLEUTEL}, teller, noemer, 1 AS partijen FROM cijfer
UNION ALL
SELECT {_GEEN}, {_GEEN}, {_SLEUTEL}, {_SOMMEN}, COUNT(*) FROM cijfer GROUP BY {_SLEUTEL}"""
_STAND = f"SELECT {_GEEN}, {_GEEN}, %s, %s, {_GEEN}, {_GEEN}, %s, %s, 1"
_OUD = f"""
SELECT id, partij_id, {_SLEUTEL}, teller, noemer, partijen FROM monitoring_indicatorwaarde
WHERE halfjaar = %s AND tot IS NULL"""
# what is in one of both alone; the old ones have an id
_EEN_VAN_BEIDE = f"""
SELECT MAX(id), partij_id, {_SLEUTEL}, teller, noemer, partijen FROM beide
GROUP BY partij_id, {_SLEUTEL}, teller, noemer, partijen HAVING COUNT(*) = 1"""
_EINDE = """
UPDATE monitoring_indicatorwaarde SET tot = %s WHERE id IN (SELECT id FROM verschil WHERE id IS NOT NULL)"""
_BEGIN = f"""
INSERT INTO monitoring_indicatorwaarde (halfjaar, van, partij_id, {_SLEUTEL}, teller, noemer, partijen)
SELECT %s, %s, partij_id, {_SLEUTEL}, teller, noemer, partijen FROM verschil WHERE id IS NULL"""


def replace(halfjaar: Halfjaar, standen: list[Cijfer], op: datetime.datetime) -> bool:
    """Make of the stored figures of a half-year those of its accepted deliveries; whether that changed any.

    `standen` are the figures of the city that belong to no delivery. Within a transaction.
    """
    moment = connection.ops.adapt_datetimefield_value(op)
    with connection.cursor() as cursor:
        cursor.execute(_TABEL)
        cursor.execute(*_verschil(halfjaar, standen))
        changed = cursor.rowcount > 0
        cursor.execute(_EINDE, [moment])
        cursor.execute(_BEGIN, [str(halfjaar), moment])
        cursor.execute("DROP TABLE verschil")
    return changed


def _verschil(halfjaar: Halfjaar, standen: list[Cijfer]) -> Sql:
    """The statement that fills `verschil`."""
    vragen, regels = _vragen_en_regels(halfjaar)
    beide = [(_NIEUW, []), *((_STAND, list(cijfer)) for cijfer in standen), (_OUD, [str(halfjaar)])]
    columns = {"regel": f"(levering_id, {_SLEUTEL}, teller, noemer)"}
    steps = {f"vraag{number}": vraag for number, vraag in enumerate(vragen)}
    steps |= {"regel": _union(regels), "cijfer": (_CIJFER, []), "beide": _union(beide)}
    text = ", ".join(f"{name}{columns.get(name, '')} AS ({sql})" for name, (sql, _) in steps.items())
    params = [value for _, values in steps.values() for value in values]
    return f"INSERT INTO verschil WITH {text} {_EEN_VAN_BEIDE}", params  # noqa: S608


def _union(parts: list[Sql]) -> Sql:
    return " UNION ALL ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _vragen_en_regels(halfjaar: Halfjaar) -> tuple[list[Sql], list[Sql]]:
    """Each different question, and the lines that its answers are, per indicator, part and side."""
    numbers: dict[tuple, int] = {}
    regels = []
    for indicator in INDICATOREN.values():
        if not indicator.van:
            continue
        leveringen = Levering.objects.vastgesteld().filter(halfjaar=halfjaar, partij__soort__in=indicator.van)
        for bron in indicator.bereken(Cijfers(leveringen, halfjaar.peildatum)).bronnen():
            regels += _nullen(indicator.code, bron, leveringen)
            if vraag := tellen.statement(bron):
                number = numbers.setdefault(vraag, len(numbers))
                regels += _regels(indicator.code, bron, number)
    return [(sql, list(params)) for sql, params, *_ in numbers], regels


def _nullen(code: str, bron: Bron, leveringen: QuerySet) -> Iterator[Sql]:
    """A zero for the city, so that no rows is 0. Not for a part that is named after what stands in the rows."""
    sql, params = leveringen.order_by().values("pk").query.sql_with_params()
    for naam in bron.onderdelen:
        if "{" not in naam:
            yield f"SELECT pk, %s, %s, {_GEEN}, {_GEEN}, 0, 0 FROM ({sql}) q", [code, naam, *params]  # noqa: S608


def _regels(code: str, bron: Bron, number: int) -> Iterator[Sql]:
    """The answers to one question as lines of each part. What is left empty is no part."""
    area = "wijk_id, buurt_id" if bron.per_gebied else f"{_GEEN}, {_GEEN}"
    som = f"CAST({bron.teken} * som AS double precision)"
    pair = f"{som}, 0" if bron.kant == TELLER else f"0, {som}"
    for patroon in bron.onderdelen:
        naam, params = _naam(patroon)
        filled = "".join(f" AND {veld} <> ''" for veld in VELD.findall(patroon))
        where = f"som IS NOT NULL{filled}"
        yield f"SELECT levering_id, %s, {naam}, {area}, {pair} FROM vraag{number} WHERE {where}", [code, *params]  # noqa: S608


def _naam(patroon: str) -> Sql:
    """How a part is called, from the fields of its rows: 'nieuwbouw/{doelgroep}' is `%s || doelgroep`."""
    pieces = VELD.split(patroon)  # text and field by turns
    words = [(piece, number % 2) for number, piece in enumerate(pieces) if piece or len(pieces) == 1]
    return " || ".join(word if is_veld else "%s" for word, is_veld in words), [w for w, is_veld in words if not is_veld]
