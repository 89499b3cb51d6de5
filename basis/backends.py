"""Who logs in, and as whom a request is made."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from basis.models import Gebruiker


class Wachtwoord(ModelBackend):
    """Name and password. The user comes with the party; no right stands in the database, only in `rules`."""

    def get_user(self, user_id):
        user = Gebruiker.objects.select_related("partij").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj, perm, obj=None):
        return False
