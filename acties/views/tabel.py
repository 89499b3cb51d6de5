"""What the pages with a filtered table have in common."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django_filters import FilterSet
from django_tables2 import Table


def as_chosen(request: HttpRequest, rows: QuerySet, filters: type[FilterSet], table: type[Table]) -> tuple[list, str]:
    """The rows as they are filtered and sorted on the page now, and in words which these are."""
    chosen = filters(request.GET, rows)
    chosen.form.is_valid()
    return [row.record for row in table(chosen.qs, order_by=request.GET.getlist("sort")).rows], chosen.in_words()
