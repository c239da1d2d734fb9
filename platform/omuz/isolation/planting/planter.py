"""Planting by the operations that staff use: what they seal, name, file and send is sealed, named, filed and sent."""

import dataclasses
import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from typing import Final

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.operations import create_unit, invite
from apps.cases.queues import queues
from apps.programmes.models import Programme
from omuz.isolation.planting import cases, casework, files, house, letters, meetings, people, programme
from omuz.isolation.planting.columns import OUTSIDE, fill_remaining_columns
from omuz.isolation.planting.generic import plant_missing_rows
from omuz.isolation.planting.ground import Ground
from omuz.isolation.planting.staff import actors_of, make_staff
from omuz.isolation.words import Words, new_words
from omuz.kernel import context
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tenants.router import municipal_models

#: Each hangs onto what those before it have planted.
_STEPS: Final = (
    *house.STEPS, *people.STEPS, *programme.STEPS, *meetings.STEPS, *cases.STEPS, *casework.STEPS, *letters.STEPS,
    *files.STEPS,
)  # fmt: skip
#: What addresses and bodies call the rows of a table that is named otherwise. A name that is not found takes every
#: table; a test counts those (tests/tenancy/test_matrix.py).
_OTHER_NAMES: Final = {
    "actor": "user", "assignedto": "user", "concerns": "user", "document": "storedfile", "entry": "waitingentry",
    "event": "auditevent", "file": "storedfile", "interviewer": "user", "responsible": "user", "staff": "user",
    "unit": "orgunit", "with": "person",
}  # fmt: skip
#: How many rows of a table are asked for.
_ASKED: Final = 2


@dataclasses.dataclass(slots=True)
class Planted:
    """A planted room: its words, its accounts by role, its rows' keys by table, and what to know of it."""

    municipality: context.Municipality
    words: Words
    staff: dict[Role, User]
    invitation_key: str
    keys: dict[str, list[uuid.UUID]] = dataclasses.field(default_factory=dict)
    #: What may stand where an address takes a word, by the name of the parameter.
    slugs: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    filled: set[str] = dataclasses.field(default_factory=set)
    empty: dict[str, str] = dataclasses.field(default_factory=dict)

    def keys_for(self, parameter: str, pattern: str = "") -> list[uuid.UUID]:
        """Return the keys that may stand for `parameter` ("notice_id") in an address: of tables named so.

        A table of the app that the address begins with comes first ("cases/<case_id>/documents/<document_id>/"). Where
        no table has such a name, one key of each.
        """
        found = self.named(parameter, pattern)
        return found or [key for keys in self.keys.values() for key in keys[:1]]

    def named(self, parameter: str, pattern: str = "") -> list[uuid.UUID]:
        """Return the keys of the tables that are named like `parameter`, none where there is no such table."""
        plain = parameter.removesuffix("_id").replace("_", "")
        app = pattern.partition("/")[0]
        names = {table: table.partition("_")[2].replace("_", "") for table in self.keys}
        own = {table: name for table, name in names.items() if table.partition("_")[0] == app}
        word = _OTHER_NAMES.get(plain, plain)
        for tables, wanted, is_alike in (
            (own, plain, str.__eq__), (own, plain, str.endswith),
            (names, word, str.__eq__), (names, word, str.endswith), (names, word, str.__contains__),
        ):  # fmt: skip
            alike = [table for table, name in tables.items() if is_alike(name, wanted)]
            if alike:
                return [key for table in alike for key in self.keys[table]]
        return []


def plant(municipality: context.Municipality, *, now: dt.datetime) -> Planted:
    """Fill the municipality with fresh words, by operations first, and return what was planted.

    The room must hold no accounts of an earlier planting (`clear_room`). Each step is a transaction of its own, so
    what waits for a commit (mail, files, messages) goes out as it does for staff.
    """
    words = new_words(municipality.slug)
    with scope.enter(municipality):
        staff = make_staff(words)
    ground = _prepare(municipality, words, staff, now=now)
    for step in _STEPS:
        with scope.enter(municipality, statement_timeout="120s"):
            step(ground)
    letters.write_batch(ground)
    files.import_list(ground)
    with scope.enter(municipality):
        planted = Planted(municipality, words, staff, ground.invitation_key)
        planted.empty = plant_missing_rows(words)
        planted.filled = fill_remaining_columns(words)
        planted.keys = _keys_of_rows() | _richest(ground)
        planted.slugs = _slugs(ground)
    return planted


def _prepare(
    municipality: context.Municipality, words: Words, staff: Mapping[Role, User], *, now: dt.datetime
) -> Ground:
    with scope.enter(municipality):
        actors = actors_of(staff, now=now)
        admin = actors[Role.TENANT_ADMIN]
        unit = create_unit(actor=admin, name=f"{words.plain} Birimi", short_name=words.plain, now=now)
        programmes = [
            Programme.objects.create(code=f"{words.plain}{n}", name=f"{words.plain} Programı {n}", unit=unit)
            for n in (1, 2)
        ]
        sent = invite(
            actor=admin, email=f"{words.plain}@example.org", full_name=f"{words.plain} Davetli", title=words.plain,
            now=now,
        )  # fmt: skip
    return Ground(
        municipality=municipality, words=words, actors=actors, now=now, unit_id=unit.id,
        programme_ids=[one.id for one in programmes], serial=secrets.randbelow(90_000_000) + 1_000_000,
        invitation_key=sent.link.rpartition("/")[2],
    )  # fmt: skip


def _keys_of_rows() -> dict[str, list[uuid.UUID]]:
    """Return some keys of each table of the entered room, the latest first."""
    found: dict[str, list[uuid.UUID]] = {}
    for model in municipal_models():
        if model._meta.app_label in OUTSIDE or model._meta.pk is None:
            continue
        keys = list(model._default_manager.order_by("-pk").values_list("pk", flat=True)[:_ASKED])
        if keys and isinstance(keys[0], uuid.UUID):
            found[model._meta.db_table] = keys
    return found


def _richest(ground: Ground) -> dict[str, list[uuid.UUID]]:
    """Return the keys of the rows of which most is written, and of the person under confidentiality."""
    events = AuditEvent.objects.filter(person_id=ground.person_ids[0]).order_by("-pk")
    return {
        # Of the registry: it holds no row of the room, and its address says which room is meant.
        "tenants_municipality": [ground.municipality.id],
        "documents_storedfile": ground.document_ids,
        "people_person": [ground.person_ids[0], ground.person_ids[3]],
        "kernel_auditevent": list(events.values_list("pk", flat=True)[:_ASKED]),
        **ground.richest,
    }


def _slugs(ground: Ground) -> dict[str, list[str]]:
    return {
        "code": ["izmir-destekli-istihdam"],
        "form": [programme.FORM],
        "guard": [programme.GUARD],
        "key": ["mdis", programme.FORM],
        "kind": ["people"],
        "queue": sorted({one.key for actor in ground.actors.values() for one in queues(actor)}),
    }
