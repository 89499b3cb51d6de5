"""The pages around the API: what there is and how to use it, and for administrators the tokens."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from api import openapi as beschrijving
from api import tokens
from api import uitleg as uitleggen
from api.forms import AL_BEZET, TokenForm
from api.models import Toegangstoken
from api.problemen import onbekend


@login_not_required
@require_GET
def uitleg(request):
    """Everybody may read how it works; only who is logged in can try it out."""
    return render(request, "api/uitleg.html", uitleggen.pagina(request))


def openapi(request):
    return JsonResponse(beschrijving.document(), json_dumps_params={"ensure_ascii": False})


def niets(request, **rest):
    raise onbekend(
        "Het adres", request.path, "een adres uit de beschrijving, zonder / aan het eind: /api/v1/openapi.json"
    )


@method_decorator(never_cache, name="dispatch")
class Tokens(View):
    """The tokens there are, and the form for a new one. The secret is on the answer to that form, and nowhere else."""

    def dispatch(self, request):
        if not request.user.has_perm("api.manage_tokens"):
            raise Http404
        return super().dispatch(request)

    def get(self, request):
        return self._page(request, TokenForm())

    def post(self, request):
        form = TokenForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, 422)
        try:
            token, secret = tokens.make(**form.cleaned_data, by=request.user)
        except IntegrityError:  # somebody else took the name a moment ago
            form.add_error("naam", AL_BEZET)
            return self._page(request, form, 422)
        return self._page(request, TokenForm(), 201, nieuw=token, geheim=secret)

    def _page(self, request, form, code=200, **new):
        found = Toegangstoken.objects.visible_to(request.user).select_related("gebruiker__partij", "gemaakt_door")
        return render(request, "api/tokens.html", {"form": form, "tokens": found, **new}, status=code)


class Intrekken(View):
    """Withdraw a token. The address leads to the list."""

    def dispatch(self, request, pk):
        self.token = get_object_or_404(Toegangstoken.objects.visible_to(request.user), pk=pk)
        return super().dispatch(request, pk)

    def get(self, request, pk):
        return redirect("api:tokens")

    def post(self, request, pk):
        tokens.revoke(self.token, by=request.user)
        messages.success(request, f"Het token voor {self.token.naam} geeft geen toegang meer.")
        return redirect("api:tokens")
