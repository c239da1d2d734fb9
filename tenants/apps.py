"""The municipality registry and the walls between municipalities."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    label = "tenants"
    verbose_name = "Belediyeler"

    def ready(self) -> None:
        """Tell the kernel's tasks, which stand below, how a municipality is entered."""
        from omuz.kernel.tasks import set_entrance  # noqa: PLC0415 - models must be loaded first
        from tenants.flow import jobs  # noqa: F401, PLC0415 - registers the kernel's work in every room
        from tenants.rooms import active_keys, enter_room  # noqa: PLC0415

        set_entrance(enter_room, active_keys)
