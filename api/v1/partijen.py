from __future__ import annotations

from ninja import Query, Router
from pydantic import Field

from api.vormen import Lijst, Naam, bladzijde
from api.vragen import Bladvraag, een_van
from basis.models import Partij, Partijsoort

router = Router(tags=["Partijen en halfjaren"], by_alias=True)


class PartijVorm(Naam):
    soort: Partijsoort
    actief: bool
    corporaties: list[str] = Field(
        description="Codes van de corporaties waar een huurdersorganisatie bij hoort, als dat bekend is."
    )


class Partijenlijst(Lijst):
    resultaten: list[PartijVorm]


class Partijvraag(Bladvraag):
    soort: een_van(Partijsoort.values) = Field(None, description="Alleen partijen van deze soort.")


@router.get(
    "/partijen",
    response=Partijenlijst,
    summary="Wie de afspraken maakte, en wie erin genoemd wordt",
    description="De gemeente, de corporaties, de huurdersorganisaties en andere organisaties uit de afspraken.",
)
def partijen(request, vraag: Partijvraag = Query(...)):  # noqa: B008
    parties = Partij.objects.prefetch_related("corporaties")
    if vraag.soort:
        parties = parties.filter(soort=vraag.soort)
    found, about = bladzijde(request, vraag, parties)
    return Partijenlijst(resultaten=[partij_vorm(partij) for partij in found], **about)


def partij_vorm(partij: Partij) -> PartijVorm:
    return PartijVorm(
        code=partij.code,
        naam=partij.naam,
        soort=partij.soort,
        actief=partij.actief,
        corporaties=[each.code for each in partij.corporaties.all()],
    )
