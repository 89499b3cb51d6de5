"""How a status looks: one map for every list, so that a colour and a sign mean the same on each page."""

from django import template

register = template.Library()
KLEUR_EN_TEKEN = {
    # an action
    "op-schema": ("groen", "vink"),
    "aandacht": ("amber", "let-op"),
    "bijsturen": ("baksteen", "bijsturen"),
    "afgerond": ("petrol", "klaar"),
    "vervallen": ("grijs", "vervallen"),
    # a milestone
    "gehaald": ("groen", "vink"),
    "doorgezet": ("petrol", "verstuurd"),
    # a meeting, and a decision
    "voorstel": ("amber", "concept"),
    "gehouden": ("groen", "vink"),
    "open": ("petrol", "wacht"),
    "uitgevoerd": ("groen", "vink"),
    "datum-voorbij": ("amber", "let-op"),
    # a bottleneck or a chance
    "gemeld": ("amber", "concept"),
    "opgepakt": ("petrol", "verstuurd"),
    "opgelost": ("groen", "vink"),
    # a delivery
    "vastgesteld": ("groen", "vink"),
    "ingediend": ("petrol", "verstuurd"),
    "teruggestuurd": ("amber", "terug"),
    "concept": ("grijs", "concept"),
    "mislukt": ("baksteen", "fout"),
    "ingetrokken": ("grijs", "vervallen"),
    # the wording of an action in the document
    "gewijzigd": ("amber", "concept"),
    "toegevoegd": ("petrol", "ster"),
    "gelijk": ("grijs", "vink"),
}


@register.filter
def uiterlijk(status: str) -> dict[str, str]:
    """The colour and the sign of a status; what still has to come is grey, with a clock."""
    kleur, teken = KLEUR_EN_TEKEN.get(status, ("grijs", "wacht"))
    return {"kleur": kleur, "teken": teken}
