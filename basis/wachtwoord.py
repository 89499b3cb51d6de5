"""The rule for passwords of which Django 5.2 says in English only that it was not met."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class Lengte(MinimumLengthValidator):
    def get_error_message(self):
        return f"Dit wachtwoord is te kort. Het moet minstens {self.min_length} tekens lang zijn."
