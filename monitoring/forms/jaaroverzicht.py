"""The texts of an overview in one form: of each place the text of the system, or what was put in its place."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django import forms

from acties.forms.velden import LANG, Tekst
from basis.kenmerk import kenmerk
from monitoring.jaaroverzicht.opening import REGELS
from monitoring.jaaroverzicht.teksten import Los, Plaats
from monitoring.jaaroverzicht.vorm import NOTITIE

REGEL = 400  # signs of a line of the opening
WEG = "weg"
LOS = "los-"  # how the names of the fields begin of texts without a place


def _is_paar(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(each, str) for each in pair)


class TekstenForm(forms.Form):
    """`gezien` remembers of each place whose text stood there and what was shown.

    `los` are texts whose place is gone: of each it is asked whether it stays, goes away, or is put in another place.
    """

    gezien = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10_000)

    def __init__(self, data=None, *, plaatsen: dict[str, Plaats], los: Sequence[Los] = ()):
        self.plaatsen, self.los = plaatsen, {f"{LOS}{each.sleutel}": each for each in los}
        texts = {sleutel: plek.tekst for sleutel, plek in plaatsen.items()}
        seen = {sleutel: plek.gezien for sleutel, plek in plaatsen.items()}
        super().__init__(data, initial={"gezien": json.dumps(seen), **texts})
        for sleutel, plek in plaatsen.items():
            line = sleutel in REGELS
            self.fields[sleutel] = Tekst(
                label=plek.naam, required=False, max_length=REGEL if line else LANG, rows=2 if line else 4
            )

        to = [(name, f"Zet bij: {plek.naam}") for name, plek in plaatsen.items()]
        for name, each in self.los.items():
            self.fields[name] = forms.ChoiceField(
                label=f"Wat doet u met de tekst ‘{each.naam}’?",
                required=False,
                choices=[("", "Laat staan"), (WEG, "Haal weg"), *to],
            )

    def clean(self):
        """A text that is put in another place has to fit there, after what stands there."""
        for to, names in self._verplaatst().items():
            whole, most = self._samen(to, names), self.fields[to].max_length
            if len(whole) > most:
                self.add_error(
                    names[-1],
                    f"Samen met wat er bij ‘{self.fields[to].label}’ staat zijn het {len(whole)} tekens; daar passen "
                    f"er {most}. Maak het daar korter, of kies een andere plaats.",
                )
        return self.cleaned_data

    def _verplaatst(self, terug: str = "") -> dict[str, list[str]]:
        """Per place the texts that are put there; not where nothing was sent, or the text of the system comes back."""
        found: dict[str, list[str]] = {}
        for name in self.los:
            to = self.cleaned_data.get(name, "")
            if to in self.plaatsen and to in self.cleaned_data and self.add_prefix(to) in self.data and to != terug:
                found.setdefault(to, []).append(name)
        return found

    def _samen(self, to: str, names: list[str]) -> str:
        return "\n\n".join([self.cleaned_data[to], *(self.los[name].tekst for name in names)]).strip()

    def typed(self, terug: str = "") -> dict[str, str]:
        """What was filled in; `terug` is the place that gets the text of the system again."""
        for to, names in self._verplaatst(terug).items():
            self.cleaned_data[to] = self._samen(to, names)
        typed = {name: self.cleaned_data[name] for name in self.plaatsen if self.add_prefix(name) in self.data}
        return typed | ({terug: ""} if terug in self.plaatsen else {})

    def weg(self, terug: str = "") -> list[str]:
        """The keys of the texts that are taken from where they were: thrown away, or told in another place now."""
        moved = {name for names in self._verplaatst(terug).values() for name in names}
        gone = {name for name in self.los if self.cleaned_data.get(name) == WEG} | moved
        return [each.sleutel for name, each in self.los.items() if name in gone]

    def losse(self):
        """The texts without a place, each with its field."""
        return [(self[name], each) for name, each in self.los.items()]

    def seen(self) -> dict[str, list[str]]:
        try:
            found = json.loads(self.cleaned_data["gezien"])
        except (ValueError, RecursionError):  # it was not sent by our page
            return {}
        found = found if isinstance(found, dict) else {}
        return {name: pair for name, pair in found.items() if _is_paar(pair)}

    def bots(self, nu: dict[str, str]) -> None:
        """Others wrote in the same places: keep what was typed, say what stands there, and let saving again succeed."""
        seen = self.seen()
        for name, text in nu.items():
            seen[name] = [kenmerk(text), kenmerk(text or self.plaatsen[name].systeem)]
            self.fields[name].van_een_ander = text or self.plaatsen[name].systeem
            self.add_error(
                name,
                "Iemand anders schreef hier intussen. Wat u typte staat er nog; daaronder staat de ander.",
            )
        self.data = self.data.copy()
        self.data["gezien"] = json.dumps(seen)

    def groepen(self):
        """The fields under four headings, each with its place."""
        pairs = [(self[name], plek) for name, plek in self.plaatsen.items()]
        opening = [pair for pair in pairs if pair[1].sleutel in ("inleiding", *REGELS)]
        questions = [pair for pair in pairs if pair[1].sleutel.startswith("spanning-")]
        notes = [pair for pair in pairs if pair[1].sleutel.startswith(NOTITIE)]
        rest = [pair for pair in pairs if pair not in (*opening, *questions, *notes)]
        return [
            ("Opening", "Waar we staan, in vijf regels.", opening),
            ("De vraag bij elke spanning", "Waar het gesprek over gaat.", questions),
            ("Bij andere onderdelen", "Leeg: er staat geen tekst bij.", rest),
            (
                "Wat de spreker erbij vertelt",
                "Alleen in het venster van de spreker, niet op het scherm.",
                notes,
            ),
        ]
