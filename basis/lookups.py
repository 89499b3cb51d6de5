"""What Django leaves to the database, and SQLite answers with an error."""

from django.db.models import IntegerField
from django.db.models.lookups import In

KLEINSTE, GROOTSTE = -(2**63), 2**63 - 1  # what a column can hold


@IntegerField.register_lookup
class InGeheleGetallen(In):
    """`in`, for which a number that no column can hold is in no column: Django knows that of `exact` alone."""

    def get_prep_lookup(self):
        values = super().get_prep_lookup()
        if not self.rhs_is_direct_value():
            return values
        return [each for each in values if not isinstance(each, int) or KLEINSTE <= each <= GROOTSTE]
