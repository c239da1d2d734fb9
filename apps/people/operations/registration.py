"""Registering people: one, or many at a time."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from apps.accounts.rights import Right
from apps.people.models import (
    Person,
    PersonIdentity,
)
from apps.people.operations.building import PersonRows, build_person
from apps.people.operations.checking import check_draft
from apps.people.operations.checks import check_interviewer, require, resolve_place
from apps.people.operations.numbering import pass_over, reserve_file_numbers
from apps.people.rules.draft import PersonDraft
from apps.privacy.queries import notice_in_force
from apps.programmes.queries import active_programmes
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import Conflict, FieldProblem, Invalid
from omuz.kernel.models.bulk import insert_many


@transaction.atomic
def register_person(draft: PersonDraft, *, actor: Actor, now: dt.datetime) -> Person:
    """Store a registrant and return it. A name or a working label, and a channel, are enough (readings 11).

    Raises:
        NotAllowed: without `people.write`, or with special-category values without `people.special.write`.
        Invalid: with every problem by field.
        Conflict: an identity number is registered already; the file number is named if the actor may find the person.
    """
    rows = prepare_person(draft, actor=actor, now=now)
    refuse_registered(rows.identities, actor=actor)
    try:
        with transaction.atomic():
            store_people([rows])
    except IntegrityError as error:
        # Someone else registered the number between the look and the insert: the unique index let one through.
        refuse_registered(rows.identities, actor=actor)
        raise Conflict("changed_meanwhile", "Kayıt bu sırada başka biri tarafından yapıldı.") from error
    audit.record(
        actor=actor, action="person.registered", subject=rows.person, person_id=rows.person.id,
        after=audit_values(rows), now=now,
    )  # fmt: skip
    return rows.person


def prepare_person(draft: PersonDraft, *, actor: Actor, now: dt.datetime) -> PersonRows:
    """Return the rows of a draft, not stored yet.

    Raises:
        NotAllowed, Invalid: as `register_person`.
    """
    require(actor, Right.PEOPLE_WRITE)
    if draft.sensitive:
        require(actor, Right.PEOPLE_SPECIAL_WRITE)
    unit_id, programme_id, place_problems = resolve_place(actor, unit_id=draft.unit_id, programme_id=draft.programme_id)
    today = local_date(now)
    placed = dataclasses.replace(draft, programme_id=programme_id)
    checked = check_draft(placed, today=today, is_demo=require_municipality().is_demo)
    problems = [*checked.problems, *place_problems, *check_interviewer(draft.interviewer_id)]
    problems += check_programmes(checked.draft, actor=actor)
    if draft.notice is not None and notice_in_force(draft.notice.notice_id, on=today) is None:
        problems.append(
            FieldProblem("notice.notice", "no_such_notice", "Bu aydınlatma metni yürürlükte değil.", "Listeden seçin.")
        )
    if problems:
        raise Invalid(problems)
    return build_person(checked, actor=actor, unit_id=unit_id, programme_id=programme_id, now=now)


def check_programmes(draft: PersonDraft, *, actor: Actor) -> list[FieldProblem]:
    """Return the problem of special-category facts for a programme that the actor does not work for."""
    wanted = {fact.programme_id for fact in draft.sensitive if fact.programme_id is not None}
    own = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
    known = active_programmes(wanted).keys()
    return [
        FieldProblem(
            f"sensitive.{index}.programme", "no_such_programme", "Program bulunamadı.", "Listeden bir program seçin."
        )
        for index, fact in enumerate(draft.sensitive)
        if fact.programme_id not in known or (own is not None and fact.programme_id not in own)
    ]


def refuse_registered(identities: Iterable[PersonIdentity], *, actor: Actor, field: str = "") -> None:
    """Stop a number that is registered already; `field` is where the sender typed it.

    Raises:
        Conflict: names the person's file number where the actor may find the person; never a programme (readings 3).
    """
    wanted = {row.blind_index: index for index, row in enumerate(identities)}
    if not wanted:
        return
    found = (
        PersonIdentity.objects.filter(blind_index__in=wanted, superseded_at__isnull=True)
        .values_list("blind_index", "person_id")
        .first()
    )
    if found is None:
        return
    number = Person.objects.visible_to(actor).filter(pk=found[1]).values_list("file_number", flat=True).first()
    raise Conflict(
        "identity_registered",
        "Bu kimlik numarasıyla bir kayıt var.",
        field=field or f"identities.{wanted[found[0]]}.number",
        remedy=f"{number} numaralı dosyayı açın." if number else "Birim yöneticinize başvurun; kayıt onda görünür.",
    )


def store_people(people: Sequence[PersonRows]) -> None:
    """Store people with all of their rows in one statement a table; who has no file number is given the next."""
    numberless: dict[int, list[Person]] = defaultdict(list)
    for rows in people:
        if rows.person.file_number:
            pass_over(rows.person.file_number)
        else:
            numberless[rows.person.registered_on.year].append(rows.person)
    for year, persons in sorted(numberless.items()):
        for person, number in zip(persons, reserve_file_numbers(year, len(persons)), strict=True):
            person.file_number = number
    insert_many([rows.person for rows in people])
    insert_many([row for rows in people for row in rows.identities])
    insert_many([row for rows in people for row in rows.phones])
    insert_many([row for rows in people for row in rows.addresses])
    insert_many([row for rows in people for row in rows.facts])
    insert_many([row for rows in people for row in rows.sensitive])
    insert_many([row for rows in people for row in rows.missing])
    insert_many([row for rows in people for row in rows.named])
    insert_many([row for rows in people for row in rows.notices])


def audit_values(rows: PersonRows) -> dict[str, Any]:
    """Return what the history keeps of a registration; identity numbers and special values are named, not repeated."""
    person = rows.person
    values: dict[str, Any] = {
        name: getattr(person, name)
        for name in (
            "file_number", "given_names", "surname", "other_names", "working_label", "birth_date", "birth_precision",
            "sex", "email", "channel", "registered_on", "is_confidential",
        )
    }  # fmt: skip
    values["phones"] = [row.number for row in rows.phones]
    values["facts"] = {row.kind: row.code for row in rows.facts}
    values["identities"] = [row.kind for row in rows.identities]
    values["sensitive"] = sorted({row.kind for row in rows.sensitive})
    values["addresses"] = len(rows.addresses)
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}
