"""Writing the directory: one transaction and one audit row each."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from apps.directory.models import ProviderContact, ProviderService, ServiceProvider
from apps.directory.rules import opening_hours_problems
from apps.programmes.catalogue import TARGET_GROUPS
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed, NotFound
from omuz.kernel.text import tidy_name


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceData:
    """One service as sent: what is named replaces what stood there."""

    name: str
    topic: str
    description: str = ""
    target_groups: Sequence[str] = ()
    is_free: bool | None = None
    how_to_apply: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactData:
    """One contact as sent."""

    full_name: str
    duty: str = ""
    phone: str = ""
    email: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProviderData:
    """A provider as sent. `services` and `contacts` of None leave those that stand."""

    name: str
    kind: str
    short_name: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    province: str = ""
    district: str = ""
    neighbourhood: str = ""
    address: str = ""
    opening_hours: dict[str, Any] = dataclasses.field(default_factory=dict)
    accessibility: str = ""
    notes: str = ""
    services: Sequence[ServiceData] | None = None
    contacts: Sequence[ContactData] | None = None

    def columns(self) -> dict[str, Any]:
        """Return the provider's own columns, names tidied."""
        values = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        del values["services"], values["contacts"]
        return {**values, "name": tidy_name(self.name), "short_name": tidy_name(self.short_name)}


def create_provider(*, actor: Actor, data: ProviderData, now: dt.datetime) -> ServiceProvider:
    """Store a new provider, confirmed today by whoever enters it, and return it.

    Raises:
        NotAllowed: without directory.write.
        Invalid: a faulty field, each named.
        Conflict: a provider of that name in that district exists.
    """
    _allow(actor)
    _check(data)
    today = local_date(now)
    provider = ServiceProvider(
        **data.columns(), registered_on=today, last_confirmed_on=today, last_confirmed_by_id=actor.id
    )
    with transaction.atomic():
        _store(provider, insert=True)
        _replace_parts(provider, data)
        audit.record(
            actor=actor, action="directory.provider_created", subject=provider, now=now, after=_audited(provider, data)
        )
    return provider


def update_provider(
    *, actor: Actor, provider_id: uuid.UUID, expected_version: int, data: ProviderData, now: dt.datetime
) -> ServiceProvider:
    """Replace a provider's values and return it.

    Raises:
        NotAllowed, NotFound, Invalid: as named.
        Conflict: someone else changed it meanwhile, or another provider has that name.
    """
    _allow(actor)
    _check(data)
    with transaction.atomic():
        provider = _locked(provider_id, expected_version)
        before = _audited(provider, None)
        for name, value in data.columns().items():
            setattr(provider, name, value)
        provider.version += 1
        _store(provider)
        _replace_parts(provider, data)
        audit.record(
            actor=actor,
            action="directory.provider_changed",
            subject=provider,
            now=now,
            before=before,
            after=_audited(provider, data),
        )
    return provider


def confirm_provider(*, actor: Actor, provider_id: uuid.UUID, now: dt.datetime) -> ServiceProvider:
    """Record that the entry was checked today and is right; returns the provider.

    Raises:
        NotAllowed, NotFound: as named.
    """
    _allow(actor)
    with transaction.atomic():
        provider = _locked(provider_id, None)
        provider.last_confirmed_on = local_date(now)
        provider.last_confirmed_by_id = actor.id
        provider.version += 1
        provider.save(update_fields=["last_confirmed_on", "last_confirmed_by_id", "version", "updated_at"])
        audit.record(actor=actor, action="directory.provider_confirmed", subject=provider, now=now)
    return provider


def close_provider(
    *, actor: Actor, provider_id: uuid.UUID, expected_version: int, reason: str, now: dt.datetime
) -> ServiceProvider:
    """Take a provider out of the lists from today (past referrals keep naming it); returns it.

    Raises:
        NotAllowed, NotFound, Conflict: as named.
        Invalid: no reason given.
    """
    _allow(actor)
    if not reason.strip():
        raise Invalid([FieldProblem("reason", "required", "Gerekçe boş bırakılamaz.", "Neden kapatıldığını yazın.")])
    with transaction.atomic():
        provider = _locked(provider_id, expected_version)
        provider.closed_on = local_date(now)
        provider.version += 1
        provider.save(update_fields=["closed_on", "version", "updated_at"])
        audit.record(actor=actor, action="directory.provider_closed", subject=provider, now=now, reason=reason.strip())
    return provider


def reopen_provider(
    *, actor: Actor, provider_id: uuid.UUID, expected_version: int, now: dt.datetime
) -> ServiceProvider:
    """Undo a closing; returns the provider.

    Raises:
        NotAllowed, NotFound, Conflict: as named.
    """
    _allow(actor)
    with transaction.atomic():
        provider = _locked(provider_id, expected_version)
        provider.closed_on = None
        provider.version += 1
        provider.save(update_fields=["closed_on", "version", "updated_at"])
        audit.record(actor=actor, action="directory.provider_reopened", subject=provider, now=now)
    return provider


def _allow(actor: Actor) -> None:
    if not actor.can("directory.write"):
        raise NotAllowed


def _check(data: ProviderData) -> None:
    problems: list[FieldProblem] = []
    if not tidy_name(data.name):
        problems.append(FieldProblem("name", "required", "Kuruluşun adı boş bırakılamaz.", "Adını yazın."))
    for day, message in opening_hours_problems(data.opening_hours):
        problems.append(
            FieldProblem(f"opening_hours.{day}", "invalid", message, "Saatleri düzeltin ya da günü boş bırakın.")
        )
    known = set(TARGET_GROUPS.keys())
    seen: set[str] = set()
    for index, service in enumerate(data.services or ()):
        name = tidy_name(service.name)
        if name in seen:
            problems.append(
                FieldProblem(
                    f"services.{index}.name", "duplicate", "Bu hizmet listede iki kez var.", "Birini kaldırın."
                )
            )
        seen.add(name)
        if set(service.target_groups) - known:
            problems.append(
                FieldProblem(
                    f"services.{index}.target_groups", "invalid_choice", "Hedef grup listede yok.", "Listeden seçin."
                )
            )
    if problems:
        raise Invalid(problems)


def _locked(provider_id: uuid.UUID, expected_version: int | None) -> ServiceProvider:
    provider = ServiceProvider.objects.select_for_update().filter(id=provider_id).first()
    if provider is None:
        raise NotFound
    if expected_version is not None and provider.version != expected_version:
        raise Conflict.stale_version()
    return provider


def _store(provider: ServiceProvider, *, insert: bool = False) -> None:
    try:
        with transaction.atomic():
            provider.save(force_insert=insert)
    except IntegrityError as error:
        if "provider_name_district_unique" not in str(error):
            raise
        raise Conflict(
            "provider_exists",
            "Bu ilçede aynı adla kayıtlı bir kuruluş var.",
            field="name",
            remedy="O kaydı açıp güncelleyin ya da adı ayırt edici biçimde yazın.",
        ) from None


def _replace_parts(provider: ServiceProvider, data: ProviderData) -> None:
    if data.services is not None:
        provider.services.all().delete()
        ProviderService.objects.bulk_create(
            ProviderService(
                provider=provider, **{**dataclasses.asdict(s), "name": tidy_name(s.name),
                                      "target_groups": list(s.target_groups)}
            )
            for s in data.services
        )  # fmt: skip
    if data.contacts is not None:
        provider.contacts.all().delete()
        ProviderContact.objects.bulk_create(
            ProviderContact(provider=provider, **{**dataclasses.asdict(c), "full_name": tidy_name(c.full_name)})
            for c in data.contacts
        )


def _audited(provider: ServiceProvider, data: ProviderData | None) -> dict[str, Any]:
    values = {name: getattr(provider, name) for name in ProviderData(name="", kind="").columns()}
    if data is not None and data.services is not None:
        values["services"] = [dataclasses.asdict(s) for s in data.services]
    if data is not None and data.contacts is not None:
        values["contacts"] = [dataclasses.asdict(c) for c in data.contacts]
    return values
