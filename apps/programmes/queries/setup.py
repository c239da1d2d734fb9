"""The setup checklist of the entered municipality."""

import dataclasses
import datetime as dt
from typing import Literal

from apps.accounts.queries import list_units, somebody_holds
from apps.accounts.rights import Right
from apps.programmes.definition import InvalidDefinitionError
from apps.programmes.enums import VersionState
from apps.programmes.models import Programme, ProgrammeVersion, SetupStep
from apps.programmes.registry.setup import SetupTask, setup_tasks
from omuz.conditions import Text

_ADMIN = Text("Sistem yöneticisi", "System administrator")


@dataclasses.dataclass(frozen=True, slots=True)
class StepState:
    """A step with where it stands; `reason` says why it was put aside."""

    task: SetupTask
    state: Literal["done", "open", "aside"]
    reason: str = ""


def setup_state(*, on: dt.date) -> list[StepState]:
    """Return the steps in their order, each with its state as it is that day."""
    aside = dict(SetupStep.objects.values_list("step", "reason"))
    states = []
    for task in setup_tasks():
        if task.done(on):
            states.append(StepState(task, "done"))
        elif task.key in aside and not task.needed:
            states.append(StepState(task, "aside", aside[task.key]))
        else:
            states.append(StepState(task, "open"))
    return states


def _has_unit(on: dt.date) -> bool:
    return bool(list_units())


def _has_second_person(on: dt.date) -> bool:
    """Return whether somebody holds a role that may approve; the administrator alone cannot publish."""
    return somebody_holds(Right.PROGRAMMES_APPROVE, on=on)


def _has_programme(on: dt.date) -> bool:
    return Programme.objects.exists()


def _is_described(on: dt.date) -> bool:
    """Return whether some version names its legal basis, its effective day and whom it serves."""
    for version in ProgrammeVersion.objects.filter(effective_from__isnull=False).order_by("-created_at")[:5]:
        try:
            definition = version.definition
        except InvalidDefinitionError:
            continue
        groups = definition.target_groups
        if definition.legal_basis and (groups.chosen or not groups.offered):
            return True
    return False


def _is_published(on: dt.date) -> bool:
    return ProgrammeVersion.objects.filter(state__in=(VersionState.PUBLISHED, VersionState.RETIRED)).exists()


OWN_TASKS = (
    SetupTask(
        "unit", 10, Text("Birimi ekleyin", "Add the unit"),
        Text("Programı yürüten müdürlük ya da merkez.", "The directorate or centre that runs the programme."),
        "/ayarlar/birimler", _ADMIN, Right.UNITS_MANAGE, _has_unit,
    ),
    SetupTask(
        "second_person", 20, Text("Birim yöneticisini davet edin", "Invite the unit's manager"),
        Text("Programı siz hazırlarsınız, yayımlayan ikinci bir kişidir.",
             "You write the programme; a second person publishes it."),
        "/ayarlar/personel/davet", _ADMIN, Right.STAFF_MANAGE, _has_second_person,
    ),
    SetupTask(
        "programme", 30, Text("Bir paketten program başlatın", "Start a programme from a pack"),
        Text("Hazır paketler kaynaklarıyla gelir; sonra kendi kararınıza göre değiştirirsiniz.",
             "Packs come with their sources; then you fit them to your own decision."),
        "/ayarlar/paketler", _ADMIN, Right.PROGRAMMES_MANAGE, _has_programme,
    ),
    SetupTask(
        "described", 40, Text("Dayanağı, yürürlük tarihini ve hedef grupları girin",
                              "Enter legal basis, effective day and target groups"),
        Text("Bunlar girilmeden sürüm onaya sunulamaz.", "A version cannot go to review without them."),
        "/ayarlar/programlar", _ADMIN, Right.PROGRAMMES_MANAGE, _is_described,
    ),
    SetupTask(
        "published", 60, Text("Programı yayımlatın", "Have the programme published"),
        Text("Onaya sunun; birim yöneticisi farkı görüp yayımlar.", "The manager sees the diff and publishes."),
        "/ayarlar/programlar", Text("Sistem ve birim yöneticisi", "Administrator and manager"),
        Right.PROGRAMMES_MANAGE, _is_published,
    ),
)  # fmt: skip
