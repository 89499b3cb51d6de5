"""By which it is known whether something is still the same."""

from __future__ import annotations

import hashlib


def kenmerk(what: str | bytes) -> str:
    """The SHA-256 of a text or a file, in hexadecimals."""
    return hashlib.sha256(what.encode() if isinstance(what, str) else what).hexdigest()
