"""See the app's modules."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "apps.privacy"
    label = "privacy"
    verbose_name = "Kişisel verilerin korunması"

    def ready(self) -> None:
        """Offer the step of the setup checklist that this app knows of."""
        from apps.accounts.rights import Right  # noqa: PLC0415 - models are loaded only now
        from apps.privacy.queries import has_notice  # noqa: PLC0415 - models are loaded only now
        from apps.programmes.registry.setup import SetupTask, register_setup  # noqa: PLC0415
        from omuz.conditions import Text  # noqa: PLC0415

        register_setup(
            SetupTask(
                "notice", 50, Text("Aydınlatma metnini yayımlayın", "Publish the privacy notice"),
                Text("Kişiler kaydedilirken kendilerine verilir (KVKK m. 10).", "Given to people when registered."),
                "/ayarlar/aydinlatma-metinleri", Text("KVKK irtibat kişisi", "Data-protection contact"),
                Right.NOTICES_MANAGE, has_notice,
            )
        )  # fmt: skip
