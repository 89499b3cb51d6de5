"""What a browser or a proxy may keep of a page."""

from functools import wraps

from django.utils.cache import patch_cache_control


def niet_bewaren(view):
    """What somebody sees because they are logged in is kept nowhere on the way, and not on a shared computer."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answered
