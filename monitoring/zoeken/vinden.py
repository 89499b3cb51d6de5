"""How a database finds: with Dutch stems on PostgreSQL; elsewhere each of the words, whatever its case.

Of notes, of which there may be thousands, PostgreSQL keeps what it looks in (migration 0010_zoekvector of `acties`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db import connection
from django.db.models import Func, Q, QuerySet

from monitoring.zoeken.vraag import Vraag

TAAL, BEWAARD = "dutch", "zoekvector"
BEGIN, EINDE = "\x02", "\x03"  # around a hit in what PostgreSQL cuts out of a text
_KNIPSEL = f"StartSel={BEGIN}, StopSel={EINDE}, MaxWords=36, MinWords=18, ShortWord=2"


def met_stammen() -> bool:
    return connection.vendor == "postgresql"


def filter_(rows: QuerySet, vraag: Vraag, velden: Sequence[str], *, deels: Sequence[str], op_rang: bool) -> QuerySet:
    """The rows of which `velden` hold what is asked.

    Best first where `op_rang` (the first field weighs most), else in their own order.
    In the fields `deels` a part of a word is enough on PostgreSQL too: names and codes.
    """
    if not met_stammen():
        return rows.filter(_letterlijk(vraag, velden))
    vector, query = _vector(velden) if op_rang else _bewaard(rows), _query(vraag)
    wanted = Q(vector=query) | _elk(vraag.termen, deels, "icontains") if deels else Q(vector=query)
    found = rows.alias(vector=vector).filter(wanted)
    if not op_rang:
        return found
    return found.alias(rang=SearchRank(vector, query)).order_by("-rang", *rows.query.order_by)


def _letterlijk(vraag: Vraag, velden: Sequence[str]) -> Q:
    """A regular expression knows case beyond ASCII on SQLite, and no sign in it has a meaning of its own."""
    return _elk(list(map(re.escape, vraag.termen)), velden, "iregex")


def _elk(termen: Sequence[str], velden: Sequence[str], hoe: str) -> Q:
    """Each of the terms in one of the fields."""
    return reduce(and_, (reduce(or_, (Q(**{f"{veld}__{hoe}": term}) for veld in velden)) for term in termen))


def _vector(velden: Sequence[str]):
    name = SearchVector(velden[0], config=TAAL, weight="A")
    return name + SearchVector(*velden[1:], config=TAAL, weight="C")


def _bewaard(rows: QuerySet) -> Func:
    """The column that the database keeps beside a note."""
    return Func(template=f'"{rows.model._meta.db_table}"."{BEWAARD}"', output_field=SearchVectorField())


def _query(vraag: Vraag):
    """Stems of whole words, or words that begin so: 'warmte' finds 'warmtebedrijf'."""
    whole = SearchQuery(vraag.tekst, config=TAAL, search_type="websearch")
    begin = _begin(vraag)
    return whole | SearchQuery(begin, config=TAAL, search_type="raw") if begin else whole


def _begin(vraag: Vraag) -> str:
    return " & ".join(f"'{word}':*" for word in vraag.woorden)


def knipsels(teksten: Sequence[str], vraag: Vraag) -> list[str]:
    """Of each text the part around the hits, with BEGIN and EINDE around each: in one question to PostgreSQL."""
    if not teksten:
        return []
    statement = """
        SELECT ts_headline(
            %s::regconfig, tekst, websearch_to_tsquery(%s::regconfig, %s) || to_tsquery(%s::regconfig, %s), %s
        )
        FROM unnest(%s::text[]) WITH ORDINALITY AS gevonden (tekst, plaats) ORDER BY plaats
    """
    given = [TAAL, TAAL, vraag.tekst, TAAL, _begin(vraag), _KNIPSEL, list(teksten)]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [row[0] for row in cursor.fetchall()]
