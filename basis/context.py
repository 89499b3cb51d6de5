from basis.models import Bericht


def berichten(request):
    """How many notices wait to be read: asked only where a page shows it."""
    return {"ongelezen_berichten": lambda: Bericht.objects.visible_to(request.user).ongelezen().count()}
