"""The registry's rows: what is asked for, whether it can be, and storing it, in the platform's own room."""

import dataclasses
import datetime as dt
import re
import uuid
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from omuz.kernel import audit, context
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.models import Domain, Municipality
from tenants.naming import schema_name

_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\Z")
#: The two municipalities that `./omuz audit isolation` makes for itself (omuz.isolation.probes).
PROBE_SLUGS: Final = ("probe-a", "probe-b")
RESERVED_SLUGS = frozenset(
    {"www", "api", "admin", "static", "public", "mail", "localhost", "coordinator", "koordinator", *PROBE_SLUGS}
)


class ProvisioningError(ValueError):
    """The municipality cannot be made or changed as asked; the message says what to change."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A municipality as it was asked for; `parent_slug` is the metropolitan municipality of a district's."""

    slug: str
    name: str
    kind: MunicipalityKind
    province: str
    district: str = ""
    parent_slug: str = ""
    is_demo: bool = False
    #: One of the audit's own, whose labels nobody else gets.
    is_probe: bool = False

    def check(self) -> None:
        """Look at what needs no database.

        Raises:
            ProvisioningError: a slug that is reserved or malformed; no name; a district's without its district.
        """
        if not (self.is_probe and self.slug in PROBE_SLUGS):
            check_slug(self.slug)
        if not self.name.strip() or not self.province.strip():
            raise ProvisioningError("A municipality needs a name and a province.")
        if self.kind == MunicipalityKind.DISTRICT and not self.district:
            raise ProvisioningError("A district municipality needs the name of its district (--district).")


def check_slug(slug: str) -> None:
    """Check the label of an address.

    Raises:
        ProvisioningError: it is malformed or reserved.
    """
    if not _SLUG.match(slug) or slug in RESERVED_SLUGS:
        raise ProvisioningError(f"{slug!r} cannot be an address: use a-z, 0-9 and inner hyphens, and no reserved name.")


def host_of(slug: str) -> str:
    """Return the host name of a municipality with that label."""
    return f"{slug}.{settings.OMUZ_BASE_DOMAIN}"


def new_key() -> str:
    """Return a random key for a new schema and role; it never changes."""
    return f"{new_id().int:x}"[-16:]


def store(
    asked: Asked,
    *,
    key: str,
    sealed_wall_token: str,
    migrations_applied: int = 0,
    state: MunicipalityState = MunicipalityState.PREPARING,
    municipality_id: uuid.UUID | None = None,
    actor: Actor | None,
    now: dt.datetime,
) -> context.Municipality:
    """Store a new row of the registry with its address and (given an actor) its event; for the public room.

    `municipality_id` is for one that comes back from its archive: the history knows it by that.

    Raises:
        ProvisioningError: the address is taken, by a municipality or by what was once its name; an unknown parent.
    """
    parent = Municipality.objects.filter(slug=asked.parent_slug).first() if asked.parent_slug else None
    if asked.parent_slug and parent is None:
        raise ProvisioningError(f"There is no municipality {asked.parent_slug!r} to be the parent.")
    municipality = Municipality(
        key=key, schema_name=schema_name(key), slug=asked.slug, name=asked.name, kind=asked.kind,
        province=asked.province, district=asked.district, parent=parent, is_demo=asked.is_demo,
        sealed_wall_token=sealed_wall_token, migrations_applied=migrations_applied, state=state,
    )  # fmt: skip
    municipality.id = municipality_id or municipality.id
    try:
        with transaction.atomic():
            municipality.save(force_insert=True)
            Domain(domain=host_of(asked.slug), tenant=municipality, is_primary=True).save(force_insert=True)
    except IntegrityError as error:
        # The constraints decide between two who ask for one address at the same moment.
        raise ProvisioningError(f"The address {asked.slug!r} is taken.") from error
    if actor is not None:
        values = {"slug": asked.slug, "name": asked.name, "kind": asked.kind, "province": asked.province}
        audit.record(actor=actor, action="municipality.created", subject=municipality, now=now, after=values)
    made: context.Municipality = municipality.as_context()
    return made
