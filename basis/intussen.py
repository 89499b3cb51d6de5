"""Two people at once: what a user sends is about something that is another thing by now."""

from __future__ import annotations


class Intussen(Exception):  # noqa: N818  two people at once is no error of ours
    """Somebody else was first, and nothing was stored: '{wat} is intussen {hoe}.'

    Each kind holds what there is now, for the page to show beside what was typed.
    """

    def __init__(self, wat: object, hoe: str = "gewijzigd"):
        super().__init__(f"{wat} is intussen {hoe}.")
