from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Let the OpenAPI description know how calls are signed."""
        import_module("accounts.schema")
