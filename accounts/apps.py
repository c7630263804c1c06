from importlib import import_module

from django.apps import AppConfig

from accounts.acts import SENTENCES
from core import acts


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Let the OpenAPI description know how calls are signed, and the audit log its acts."""
        import_module("accounts.schema")
        acts.describe(SENTENCES)
