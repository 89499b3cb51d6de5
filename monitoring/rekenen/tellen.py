"""Counts what figures are made of, inside the database: any number of deliveries of a half-year in one statement.

Sixty small queries cost more in asking than in counting, and as many times over a large table cost more than once. So
what is grouped alike is one question (`vraag0`, `vraag1` …), with a sum per kind of rows. The sums are lines of the
parts that they count towards (`regel`), and lines add up to figures per party, for each buurt, each wijk and the city
(`cijfer`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Aggregate, QuerySet
from django.db.models.sql.where import WhereNode

from basis.halfjaar import Halfjaar
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import Cijfers
from monitoring.indicatoren.vormen import NOEMER, TELLER, VELD, Bron
from voorraad.models import Levering

Sql = tuple[str, list]  # text and parameters
Stand = tuple[str, str, float, float]  # indicator, part, numerator, denominator

SLEUTEL = "indicator, onderdeel, wijk_id, buurt_id"
GEEN = "CAST(NULL AS bigint)"
# tenths at most, without what floating point adds to them
SOMMEN = "ROUND(SUM(teller) * 10) / 10 AS teller, ROUND(SUM(noemer) * 10) / 10 AS noemer"

_NUL = f"SELECT levering_id, indicator, onderdeel, {GEEN}, {GEEN}, 0.0, 0.0 FROM geleverd CROSS JOIN nul"
_CIJFER = f"""
SELECT partij_id, {SLEUTEL}, {SOMMEN} FROM (
    SELECT levering_id, {SLEUTEL}, teller, noemer FROM regel WHERE buurt_id IS NOT NULL
    UNION ALL
    SELECT levering_id, indicator, onderdeel, wijk_id, {GEEN}, teller, noemer FROM regel WHERE wijk_id IS NOT NULL
    UNION ALL
    SELECT levering_id, indicator, onderdeel, {GEEN}, {GEEN}, teller, noemer FROM regel
) niveau JOIN geleverd USING (levering_id) JOIN van USING (indicator, soort) GROUP BY partij_id, {SLEUTEL}"""

VAN_EEN = f"SELECT {SLEUTEL}, teller, noemer, 1 FROM cijfer"  # the figures of one party


def cijfers(leveringen: Iterable[int], halfjaar: Halfjaar) -> dict[str, Sql]:
    """The steps that lead to `cijfer`, for the WITH of a statement: the figures of these deliveries of a half-year."""
    keys = list(leveringen) or [0]  # 0 is no delivery: no figures
    shapes = {each: each.bereken(Cijfers(None, halfjaar.peildatum)) for each in INDICATOREN.values() if each.van}
    bronnen = [(each.code, bron) for each, shape in shapes.items() for bron in shape.bronnen()]
    sources = Levering.objects.filter(pk__in=keys).order_by().values("pk", "partij", "partij__soort")
    nullen = dict.fromkeys((code, naam) for code, bron in bronnen for naam in bron.onderdelen if "{" not in naam)
    steps = {
        "geleverd(levering_id, partij_id, soort)": _sql(sources),
        "van(indicator, soort)": _values((each.code, soort) for each in shapes for soort in each.van),
        # no rows is 0, for the city; but nobody knows the name of a part that is named after what stands in the rows
        "nul(indicator, onderdeel)": _values(nullen),
    }
    lines = [(_NUL, [])]
    for number, alike in enumerate(_alike(bronnen)):
        steps[f"vraag{number}"] = _sql(_vraag([bron for _, bron in alike], keys))
        for place, (code, bron) in enumerate(alike):
            lines += _regels(code, bron, f"vraag{number}", f"som{place}")
    steps[f"regel(levering_id, {SLEUTEL}, teller, noemer)"] = union(lines)
    return steps | {"cijfer": (_CIJFER, [])}


def standen(halfjaar: Halfjaar) -> Iterator[Stand]:
    """Figures that belong to no delivery and no area, such as L1, on the reference date. An empty list has none."""
    for indicator in INDICATOREN.values():
        if not indicator.van:
            sides = {TELLER: 0.0, NOEMER: 0.0}
            for bron in indicator.bereken(Cijfers(peildatum=halfjaar.peildatum)).bronnen():
                sides[bron.kant] += float(bron.rijen.order_by().aggregate(som=bron.optelling)["som"] or 0)
            if sides[NOEMER]:
                yield indicator.code, "", sides[TELLER], sides[NOEMER]


def met(steps: dict[str, Sql], select: str) -> Sql:
    """A statement of these steps and what is asked of them."""
    text = ", ".join(f"{name} AS ({sql})" for name, (sql, _) in steps.items())
    return f"WITH {text} {select}", [value for _, params in steps.values() for value in params]


def union(parts: Iterable[Sql]) -> Sql:
    texts, params = zip(*parts, strict=True)
    return " UNION ALL ".join(texts), [value for each in params for value in each]


def _values(rows: Iterable[tuple[str, str]]) -> Sql:
    values = [value for row in rows for value in row]
    return f"VALUES {', '.join(['(%s, %s)'] * (len(values) // 2))}", values


def _sql(rows: QuerySet) -> Sql:
    sql, params = rows.query.sql_with_params()
    return sql, list(params)


def _alike(bronnen: list[tuple[str, Bron]]) -> list[list[tuple[str, Bron]]]:
    """Those that one question can count: of the same table with the same tables joined, grouped by the same fields."""
    found: dict[tuple, list] = {}
    for code, bron in bronnen:
        tables = frozenset({bron.rijen.model._meta.db_table, *bron.rijen.query.alias_map})
        found.setdefault((tables, bron.velden), []).append((code, bron))
    return list(found.values())


def _vraag(bronnen: list[Bron], leveringen: list[int]) -> QuerySet:
    """Per delivery, area and field that parts are named after: what each of these counts, NULL where it has no rows."""
    rows = bronnen[0].rijen.order_by()
    rows.query.where = WhereNode()  # which rows count, each sum says for itself
    rows = rows.filter(levering__in=leveringen).values("levering_id", "wijk_id", "buurt_id", *bronnen[0].velden)
    return rows.annotate(**{f"som{place}": _som(bron) for place, bron in enumerate(bronnen)})


def _som(bron: Bron) -> Aggregate:
    """What it counts by, over its own rows alone: the condition of its queryset becomes the filter of the sum."""
    som = bron.optelling.copy()
    som.filter = bron.rijen.query.where or None
    return som


def _regels(code: str, bron: Bron, vraag: str, som: str) -> Iterator[Sql]:
    """What one sum counts, as lines of each part. What is left empty is no part."""
    area = "wijk_id, buurt_id" if bron.per_gebied else f"{GEEN}, {GEEN}"
    amount = f"{bron.teken} * CAST({som} AS double precision)"
    pair = f"{amount}, 0.0" if bron.kant == TELLER else f"0.0, {amount}"
    for patroon in bron.onderdelen:
        naam, params = _naam(patroon)
        filled = "".join(f" AND {veld} <> ''" for veld in VELD.findall(patroon))
        lines = f"SELECT levering_id, %s, {naam}, {area}, {pair} FROM {vraag}"
        yield f"{lines} WHERE {som} IS NOT NULL{filled}", [code, *params]


def _naam(patroon: str) -> Sql:
    """How a part is called, from the fields of its rows: 'nieuwbouw/{doelgroep}' is `%s || doelgroep || %s`."""
    texts, velden = VELD.split(patroon)[::2], VELD.findall(patroon)
    return "%s" + "".join(f" || {veld} || %s" for veld in velden), texts
