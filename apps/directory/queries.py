"""Reading the directory."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import Q

from apps.directory.models import ServiceProvider, ServiceProviderQuerySet
from apps.directory.rules import DUE_AFTER, STALE_AFTER
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.text import tr_fold


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFilter:
    """What narrows a list of providers; empty values narrow nothing."""

    text: str = ""
    kind: str = ""
    topic: str = ""
    target_group: str = ""
    district: str = ""
    freshness: str = ""
    include_closed: bool = False


def list_providers(actor: Actor, *, today: dt.date, where: ProviderFilter | None = None) -> ServiceProviderQuerySet:
    """Return the providers that the actor may see and that `where` names, unsorted and not yet read."""
    where = where or ProviderFilter()
    rows = ServiceProvider.objects.visible_to(actor)
    if not where.include_closed:
        rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today))
    for word in tr_fold(where.text).split():
        rows = rows.filter(search_text__contains=word)
    if where.kind:
        rows = rows.filter(kind=where.kind)
    if where.district:
        rows = rows.filter(district=where.district)
    if where.topic:
        rows = rows.filter(services__topic=where.topic)
    if where.target_group:
        # A service that names no group is for everyone.
        rows = rows.filter(Q(services__target_groups__contains=[where.target_group]) | Q(services__target_groups=[]))
    if where.topic or where.target_group:
        rows = rows.distinct()
    return _fresh(rows, where.freshness, today)


def _fresh(rows: ServiceProviderQuerySet, freshness: str, today: dt.date) -> ServiceProviderQuerySet:
    if freshness == "never":
        return rows.filter(last_confirmed_on__isnull=True)
    if freshness == "stale":
        return rows.filter(last_confirmed_on__lte=today - STALE_AFTER)
    if freshness == "due":
        return rows.filter(last_confirmed_on__gt=today - STALE_AFTER, last_confirmed_on__lte=today - DUE_AFTER)
    if freshness == "fresh":
        return rows.filter(last_confirmed_on__gt=today - DUE_AFTER)
    return rows


def get_provider(actor: Actor, *, provider_id: uuid.UUID) -> ServiceProvider:
    """Return one provider with its services and contacts.

    Raises:
        NotFound: there is none that the actor may see.
    """
    rows = ServiceProvider.objects.visible_to(actor).prefetch_related("services", "contacts")
    provider = rows.filter(id=provider_id).first()
    if provider is None:
        raise NotFound
    return provider
