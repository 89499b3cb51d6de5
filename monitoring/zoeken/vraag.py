"""What somebody typed to search for, cleaned: words, and phrases between quotes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LANGST, MEESTE = 200, 10  # signs, and words, that are looked for
KORTST = 2  # signs of a word that can be looked for
_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')


@dataclass(frozen=True)
class Vraag:
    """`termen` are what a text must hold, each of them; `afgekapt` says that more was typed than is looked for."""

    tekst: str
    termen: tuple[str, ...]
    afgekapt: bool

    @property
    def te_kort(self) -> bool:
        """Nothing, or letters that stand on their own."""
        return not any(len(term) >= KORTST for term in self.termen)

    @property
    def woorden(self) -> list[str]:
        """The words when these are all: a beginning is enough for each. Quotes, 'or' and '-' mean something else."""
        plain = re.fullmatch(r"[\w\s]+", self.tekst) and not re.search(r"\bor\b", self.tekst, re.IGNORECASE)
        return self.tekst.split() if plain else []


def lees(getypt: str) -> Vraag:
    """A NUL, which no database takes, and other control signs count as spaces."""
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in getypt)
    whole = " ".join(unicodedata.normalize("NFC", plain).split())
    found = [phrase or word for phrase, word in _TERM.findall(whole[:LANGST])]
    terms = [term.strip() for term in found if term.strip()]
    text = whole[:LANGST] if len(terms) <= MEESTE else " ".join(terms[:MEESTE])
    return Vraag(text, tuple(terms[:MEESTE]), len(whole) > LANGST or len(terms) > MEESTE)
