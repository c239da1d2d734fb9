"""The steps of the setup checklist that need people."""

import datetime as dt

from apps.accounts.queries import somebody_holds
from apps.accounts.rights import Right
from apps.people.models import ImportJob, Person
from apps.programmes.registry.setup import SetupTask, register_setup
from omuz.conditions import Text

_CLERK = Text("Başvuru görevlisi", "Intake clerk")


def _has_clerk(on: dt.date) -> bool:
    return somebody_holds(Right.PEOPLE_WRITE, on=on)


def _has_registered(on: dt.date) -> bool:
    return Person.objects.exists()


def _has_imported(on: dt.date) -> bool:
    return ImportJob.objects.exists()


def offer_setup() -> None:
    """Register the steps; called once from the app's `ready`."""
    register_setup(
        SetupTask(
            "clerk", 25, Text("Başvuru görevlisini davet edin", "Invite an intake clerk"),
            Text("Kişileri kaydeden ve dosya açan görevli.", "Who registers people and opens cases."),
            "/ayarlar/personel/davet", Text("Sistem yöneticisi", "System administrator"),
            Right.STAFF_MANAGE, _has_clerk,
        ),
        SetupTask(
            "import", 70, Text("Eski kayıtları içe aktarın", "Import old records"),
            Text("Elinizde liste varsa. Hatalı satırlar geri verilir.", "If you have a list; bad rows come back."),
            "/ice-aktarma", _CLERK, Right.PEOPLE_IMPORT, _has_imported, needed=False,
        ),
        SetupTask(
            "first_person", 80, Text("İlk kişiyi kaydedin", "Register the first person"),
            Text("Bir ad ve kayıt kanalı yeter; eksikler sonra tamamlanır.", "A name and a channel are enough."),
            "/kisiler/yeni", _CLERK, Right.PEOPLE_WRITE, _has_registered,
        ),
    )  # fmt: skip
