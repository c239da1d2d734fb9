"""Staff: accounts, units, roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "apps.accounts"
    label = "accounts"
    verbose_name = "Personel"

    def ready(self) -> None:
        """Connect to what allauth and Django announce; say what the libraries' tables seal."""
        from apps.accounts import signals  # noqa: F401, PLC0415 - models are loaded only now
        from apps.accounts.sealing import declare_account_tables  # noqa: PLC0415

        declare_account_tables()
