"""Every kind of finding that the checks can give is called something on the screen."""

import re
from pathlib import Path

import pytest

from voorraad import checks
from voorraad.soorten import ANDERS, SOORTEN, in_woorden

ROOT = Path(checks.__file__).parent
TEXT = "".join(
    path.read_text() for path in [*ROOT.glob("*.py"), *(ROOT.parent / n for n in ("cellen.py", "tabellen.py"))]
)
GEBRUIKT = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', TEXT))


def test_every_kind_with_words_is_one_that_a_check_gives():
    plain = {"bestand", "leeg", "negatief", "formulefout", "totaalregel", "sprong"}
    assert SOORTEN.keys() - GEBRUIKT - plain == set()


@pytest.mark.parametrize("soort", SOORTEN)
def test_words_are_a_title_and_a_sentence(soort):
    titel, doen = in_woorden(soort)
    assert (titel[0].isupper(), titel[-1] != ".", doen[-1]) == (True, True, ".")


def test_new_kind_goes_by_the_general_words():
    assert in_woorden("nog-niet-bedacht") == ANDERS
