"""The form with which a goal is adjusted: numbers as people write them, 1.380 or 12,5 %."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from django import forms
from django.utils.formats import date_format

from basis.halfjaar import EERSTE, Halfjaar
from monitoring.aanpassen import in_unit, is_share
from monitoring.indicatoren import INDICATOREN
from monitoring.indicatoren.registry import Eenheid
from monitoring.models import Doelsoort, Doelstelling

LAATSTE_DATUM = Halfjaar(2050, 2)  # the agreements look ahead to CO2-neutral in 2050
HOOGSTE = Decimal(999_999)
_GETAL = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_HEEL = (Eenheid.WONINGEN, Eenheid.PERSONEN, Eenheid.BUURTEN)


class Getalveld(forms.CharField):
    """A number the Dutch way. `aandeel`: written in per cents, given back as a fraction. `heel`: no decimals."""

    def __init__(self, *, aandeel: bool, heel: bool, **kwargs):
        self.aandeel, self.heel = aandeel, heel
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value):
        text = super().clean(value)
        return self._number(text) if text else None

    def _number(self, text: str) -> Decimal:
        found = _GETAL.fullmatch(re.sub(r"[\s\u00a0%]+", "", text))
        if not found:
            raise forms.ValidationError("Schrijf het getal als 1.380 of 12,5; een doel is nooit minder dan 0.")
        whole, decimals = found[1].replace(".", ""), found[2] or "0"
        number = Decimal(f"{whole}.{decimals}")
        self._check(number, len(decimals.rstrip("0")))
        return number / 100 if self.aandeel else number

    def _check(self, number: Decimal, decimals: int) -> None:
        if self.heel and decimals:
            raise forms.ValidationError("Schrijf een heel getal, zonder cijfers achter de komma.")
        if decimals > 2:
            raise forms.ValidationError("Schrijf hooguit twee cijfers achter de komma.")
        if number > (100 if self.aandeel else HOOGSTE):
            most = "100 %" if self.aandeel else "999.999"
            raise forms.ValidationError(f"Schrijf een getal tot en met {most}.")


class DoelForm(forms.Form):
    """What the parties agreed instead, since when, and why. Filled in beforehand with the goal as it is."""

    omschrijving = forms.CharField(
        label="Het doel in woorden",
        max_length=200,
        help_text="Zo staat het op de pagina’s. Schrijf ‘circa’ als het doel een richting is en geen precies getal.",
        error_messages={
            "required": "Schrijf het doel in woorden.",
            "max_length": "Schrijf het doel in hooguit 200 tekens.",
        },
    )
    uiterlijk = forms.TypedChoiceField(
        label="Uiterlijk in", required=False, coerce=Halfjaar.parse, empty_value=None,
        error_messages={"invalid_choice": "Kies een halfjaar uit de lijst."},
    )  # fmt: skip
    sinds = forms.DateField(
        label="Afgesproken op",
        help_text="Vanaf deze dag geldt het nieuwe doel. Grafieken laten tot die dag het oude doel zien.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={
            "required": "Kies de dag waarop dit is afgesproken.",
            "invalid": "Schrijf de dag als 2027-03-01.",
        },
    )
    reden = forms.CharField(
        label="Waarom is het doel aangepast?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Iedereen die is ingelogd kan dit lezen bij het oude doel.",
        error_messages={
            "required": "Schrijf kort waarom het doel is aangepast.",
            "max_length": "Schrijf de reden in hooguit 2.000 tekens.",
        },
    )
    field_order = ["omschrijving", "waarde", "waarde_tot", "uiterlijk", "sinds", "reden"]

    def __init__(self, *args, doel: Doelstelling, today: datetime.date, **kwargs):
        initial = {"omschrijving": doel.omschrijving, "uiterlijk": doel.uiterlijk and str(doel.uiterlijk)}
        initial |= {name: in_unit(getattr(doel, name), doel) for name in ("waarde", "waarde_tot")}
        super().__init__(*args, initial=initial, **kwargs)
        self.doel, self.today = doel, today
        self._add_numbers()
        halves = Halfjaar.range(EERSTE, LAATSTE_DATUM)
        self.fields["uiterlijk"].choices = [("", "geen vaste datum"), *((str(h), h.voluit) for h in halves)]
        self.fields["sinds"].widget.attrs |= {"min": doel.sinds.isoformat(), "max": today.isoformat()}
        self.order_fields(self.field_order)

    def _add_numbers(self) -> None:
        """A goal with a number keeps one; a goal in words may get one; a band has two."""
        doel, share = self.doel, is_share(self.doel)
        indicator = INDICATOREN.get(doel.indicator)
        unit = "procent" if share else str(indicator.eenheid) if indicator else "eenheid van het cijfer"
        whole = not share and indicator is not None and indicator.eenheid in _HEEL
        names = {"waarde": f"Getal ({unit})"}
        if doel.soort == Doelsoort.BAND:
            names = {"waarde": f"Van ({unit})", "waarde_tot": f"Tot en met ({unit})"}
        for name, label in names.items():
            self.fields[name] = Getalveld(
                label=label, aandeel=share, heel=whole, required=doel.waarde is not None,
                error_messages={"required": "Vul het getal van het nieuwe doel in."},
            )  # fmt: skip

    def clean_sinds(self):
        """Not before the goal that it replaces, and not in the future: what still has to be agreed is no goal yet."""
        sinds = self.cleaned_data["sinds"]
        if sinds < self.doel.sinds:
            day = date_format(self.doel.sinds, "j F Y")
            raise forms.ValidationError(f"Het doel van nu is afgesproken op {day}. Kies die dag of een latere.")
        if sinds > self.today:
            raise forms.ValidationError("Deze dag moet nog komen. Pas het doel aan zodra het is afgesproken.")
        return sinds

    def clean(self):
        cleaned = super().clean()
        self._check_band(cleaned)
        self._check_date(cleaned)
        if not self.errors:
            self._check_change(cleaned)
        return cleaned

    def _check_band(self, cleaned) -> None:
        low, high = cleaned.get("waarde"), cleaned.get("waarde_tot")
        if low is not None and high is not None and high < low:
            self.add_error("waarde_tot", "Het hoogste getal van de band is lager dan het laagste.")

    def _check_date(self, cleaned) -> None:
        until, since = cleaned.get("uiterlijk"), cleaned.get("sinds")
        if until and since and until.peildatum < since:
            self.add_error("uiterlijk", "Kies een halfjaar dat eindigt na de dag waarop dit is afgesproken.")

    def _check_change(self, cleaned) -> None:
        """Something changes, and the words change with the number, so that they do not contradict each other."""
        old = self.doel
        numbers = any(cleaned.get(name) != getattr(old, name) for name in ("waarde", "waarde_tot"))
        words = cleaned["omschrijving"].strip() != old.omschrijving
        if not (numbers or words or cleaned["uiterlijk"] != old.uiterlijk):
            raise forms.ValidationError("U hebt nog niets veranderd: het doel is hetzelfde als nu.")
        moved = old.uiterlijk and cleaned["uiterlijk"] != old.uiterlijk and str(old.uiterlijk.jaar) in old.omschrijving
        if not words and (numbers or moved):
            self.add_error(
                "omschrijving", "De woorden zijn nog die van het oude doel. Schrijf het doel zoals het nu is."
            )
