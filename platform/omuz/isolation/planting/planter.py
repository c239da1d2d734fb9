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
from apps.programmes.models import Programme
from omuz.isolation.planting import cases, casework, files, house, letters, meetings, people, programme
from omuz.isolation.planting.columns import OUTSIDE, fill_remaining_columns
from omuz.isolation.planting.generic import plant_missing_rows
from omuz.isolation.planting.ground import Ground
from omuz.isolation.planting.staff import actors_of, make_staff
from omuz.isolation.words import Words, new_words
from omuz.kernel import context
from tenants import scope
from tenants.router import municipal_models

#: Each hangs onto what those before it have planted.
_STEPS: Final = (
    *house.STEPS, *people.STEPS, *programme.STEPS, *meetings.STEPS, *cases.STEPS, *casework.STEPS, *letters.STEPS,
    *files.STEPS,
)  # fmt: skip
#: What addresses call the rows of a table that is named otherwise. A name that is not found here takes every table.
_OTHER_NAMES = {"document": "storedfile", "unit": "orgunit", "interviewer": "user", "actor": "user", "with": "person"}


@dataclasses.dataclass(slots=True)
class Planted:
    """A planted room: its words, its accounts by role, its rows' keys by table, and what to know of it."""

    municipality: context.Municipality
    words: Words
    staff: dict[Role, User]
    invitation_key: str
    keys: dict[str, list[uuid.UUID]] = dataclasses.field(default_factory=dict)
    filled: set[str] = dataclasses.field(default_factory=set)
    empty: dict[str, str] = dataclasses.field(default_factory=dict)

    def keys_for(self, parameter: str) -> list[uuid.UUID]:
        """Return the keys that may stand for `parameter` ("notice_id"): of tables named so, else one of each table."""
        word = parameter.removesuffix("_id").replace("_", "")
        word = _OTHER_NAMES.get(word, word)
        names = {table: table.partition("_")[2].replace("_", "") for table in self.keys}
        for is_alike in (str.__eq__, str.endswith, str.__contains__):
            found = [key for table, name in names.items() if is_alike(name, word) for key in self.keys[table][:2]]
            if found:
                return found
        return [key for keys in self.keys.values() for key in keys[:1]]


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
        planted.keys = _keys_of_rows()
        # The richest of them, and the one under confidentiality.
        planted.keys["documents_storedfile"] = ground.document_ids
        planted.keys["people_person"] = [ground.person_ids[0], ground.person_ids[3]]
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
        keys = list(model._default_manager.order_by("-pk").values_list("pk", flat=True)[:3])
        if keys and isinstance(keys[0], uuid.UUID):
            found[model._meta.db_table] = keys
    return found
