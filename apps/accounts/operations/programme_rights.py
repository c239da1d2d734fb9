"""What programmes give to roles: set when a version is published."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction

from apps.accounts.enums import Role
from apps.accounts.models import ProgrammeRight
from apps.accounts.rights import MFA_RIGHTS, MUNICIPAL_ROLES, Right
from omuz.kernel import audit
from omuz.kernel.actors import Actor

__all__ = ["set_programme_rights"]


@transaction.atomic
def set_programme_rights(
    programme_id: uuid.UUID, given: Mapping[str, Iterable[str]], *, actor: Actor, now: dt.datetime
) -> None:
    """Let roles have these rights in a programme from now on, and no others that it gave before.

    Raises:
        ValueError: an unknown role or right, or one that opens special-category data or the house itself: a programme's
            definition is no way to those, whoever approved it.
    """
    wanted = {Role(role): sorted({Right(right).value for right in rights}) for role, rights in given.items()}
    refused = {right for rights in wanted.values() for right in rights if Right(right) in MFA_RIGHTS}
    if refused or not wanted.keys() <= MUNICIPAL_ROLES:
        raise ValueError("a programme gives ordinary rights to municipal roles only")
    before = {row.role: row.rights for row in ProgrammeRight.objects.filter(programme_id=programme_id)}
    if before == {role.value: rights for role, rights in wanted.items() if rights}:
        return
    ProgrammeRight.objects.filter(programme_id=programme_id).delete()
    ProgrammeRight.objects.bulk_create(
        ProgrammeRight(programme_id=programme_id, role=role, rights=rights) for role, rights in wanted.items() if rights
    )
    audit.record(
        actor=actor,
        action="programme.rights_given",
        subject=("programmes.programme", programme_id),
        before=before,
        after={role.value: rights for role, rights in wanted.items()},
        now=now,
    )
