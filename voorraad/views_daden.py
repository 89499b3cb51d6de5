"""The deeds with a delivery: each is a form on its page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views import View

from voorraad import lifecycle
from voorraad.forms import IntrekkenForm, OpmerkingenForm, TerugsturenForm, UitlegForm
from voorraad.views_detail import detail_page, levering_of, submit_form, warnings


class Deed(View):
    """One deed with one delivery. What is not possible now is said on the page; nothing is lost."""

    perm = "voorraad.submit_levering"

    def get(self, request, pk):
        """The address that a returned form leaves in the browser leads to the delivery."""
        return redirect(levering_of(request, pk))

    def post(self, request, pk):
        self.levering = levering_of(request, pk, self.perm)
        try:
            return self.act() or redirect(self.levering)
        except lifecycle.Geweigerd as error:
            messages.warning(request, str(error))
            return redirect(self.levering)


class Indienen(Deed):
    def act(self):
        form = submit_form(self.levering, self.request.POST)
        if not form.is_valid():
            return detail_page(self.request, self.levering, indienen=form)
        lifecycle.submit(self.levering, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Ingediend. Dank u wel! De gemeente kijkt ernaar en stelt de cijfers vast.")


class Vaststellen(Deed):
    perm = "voorraad.accept_levering"

    def act(self):
        lifecycle.accept(self.levering, by=self.request.user)
        messages.success(self.request, "Vastgesteld. De dashboards rekenen met deze cijfers.")


class Terugsturen(Deed):
    perm = "voorraad.send_back_levering"

    def act(self):
        page = warnings(self.request, self.levering)
        form = TerugsturenForm(self.request.POST, bevindingen=list(page.object_list))
        if not form.is_valid():
            return detail_page(self.request, self.levering, terugsturen=form)
        said = {"reden": form.cleaned_data["reden"], "opmerkingen": form.opmerkingen}
        lifecycle.send_back(self.levering, by=self.request.user, **said)
        messages.success(self.request, f"Teruggestuurd naar {self.levering.partij}, met uw uitleg erbij.")


class Opmerken(Deed):
    """Keep remarks at findings without sending back yet, so that there can be some on every page."""

    perm = "voorraad.send_back_levering"

    def act(self):
        form = OpmerkingenForm(self.request.POST, bevindingen=list(warnings(self.request, self.levering).object_list))
        if not form.is_valid():
            return detail_page(self.request, self.levering, opmerkingen=form)
        lifecycle.remark(self.levering, form.opmerkingen, by=self.request.user)
        messages.success(self.request, "Uw opmerkingen zijn bewaard. De partij leest ze als u de levering terugstuurt.")
        return redirect(f"{self.levering.get_absolute_url()}?{self.request.GET.urlencode()}#waarschuwingen")


class Intrekken(Deed):
    """Asks whether it was meant, and what the reason is; the version stays to look at."""

    perm = "voorraad.withdraw_levering"

    def get(self, request, pk):
        levering = levering_of(request, pk, self.perm)
        if "withdraw" not in lifecycle.possible(levering, request.user):
            return redirect(levering)
        return render(request, "voorraad/intrekken.html", {"levering": levering, "form": IntrekkenForm()})

    def act(self):
        form = IntrekkenForm(self.request.POST)
        if not form.is_valid():
            return render(self.request, "voorraad/intrekken.html", {"levering": self.levering, "form": form})
        lifecycle.withdraw(self.levering, by=self.request.user, reden=form.cleaned_data["reden"])
        messages.success(self.request, "Ingetrokken. U kunt een nieuw bestand uploaden wanneer u wilt.")


class OpnieuwControleren(Deed):
    def act(self):
        lifecycle.recheck(self.levering, by=self.request.user)


class Uitleggen(Deed):
    """Keep the explanations. What is left to explain stays in sight; when all is said, the way to hand in does."""

    def act(self):
        form = UitlegForm(self.request.POST, waarschuwingen=list(warnings(self.request, self.levering).object_list))
        if not form.is_valid():
            return detail_page(self.request, self.levering, uitleg=form)
        changed = lifecycle.explain(self.levering, form.uitleg, by=self.request.user, per_soort=form.per_soort)
        saved = f"Uitleg bewaard bij {changed} waarschuwing{'' if changed == 1 else 'en'}."
        if not lifecycle.obstacle(self.levering):
            messages.success(self.request, f"{saved} Alles is uitgelegd: u kunt nu indienen.")
            return None
        messages.success(self.request, saved)
        return redirect(f"{self.levering.get_absolute_url()}?{self.request.GET.urlencode()}#waarschuwingen")
