"""A mail server that runs, for the tests of notices and of mail."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from tests.servers import free_port


class Postbus:
    """Keeps what arrives."""

    def __init__(self):
        self.post = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  the name that the library asks for
        self.post.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def postbus(settings):
    """A mail server that runs, and what arrived in it."""
    handler = Postbus()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.MAIL_AAN, settings.SITE_URL = True, "https://afspraken.voorbeeld.nl"
    yield handler.post
    controller.stop()


def gelezen(raw):
    """A mail as it arrived, taken apart."""
    return message_from_bytes(raw, policy=policy.default)
