"""The demo's service providers, in bulk."""

import datetime as dt
import uuid

from apps.directory.models import ProviderContact, ProviderService, ServiceProvider
from omuz.demo.providers import DemoProvider, demo_providers
from omuz.demo.seeding.frame import SEEDER, interviewers
from omuz.demo.seeding.houses import House
from omuz.kernel import audit


def ensure(house: House, *, now: dt.datetime) -> int:
    """Store the providers where the directory is empty; return how many were made."""
    if ServiceProvider.objects.exists():
        return 0
    confirmed_by = interviewers()[0]
    made = [(_provider(entry, confirmed_by.id), entry) for entry in demo_providers(house.slug)]
    ServiceProvider.objects.bulk_create([provider for provider, _ in made])
    ProviderService.objects.bulk_create(
        ProviderService(
            provider=provider,
            name=entry.service,
            topic=entry.topic,
            target_groups=list(entry.target_groups),
            is_free=entry.kind != "company",
        )
        for provider, entry in made
    )
    ProviderContact.objects.bulk_create(
        ProviderContact(
            provider=provider, full_name=entry.contact, duty="Başvuru", phone=entry.phone, email=entry.email
        )
        for provider, entry in made
    )
    audit.record(actor=SEEDER, action="demo.providers_made", subject=made[0][0], now=now)
    return len(made)


def _provider(entry: DemoProvider, confirmed_by: uuid.UUID) -> ServiceProvider:
    return ServiceProvider(
        name=entry.name,
        kind=entry.kind,
        phone=entry.phone,
        email=entry.email,
        province=entry.province,
        district=entry.district,
        neighbourhood=entry.neighbourhood,
        address=f"{entry.neighbourhood} Mahallesi, Örnek Caddesi No: 1",
        opening_hours=entry.opening_hours,
        registered_on=entry.registered_on,
        last_confirmed_on=entry.last_confirmed_on,
        last_confirmed_by_id=confirmed_by if entry.last_confirmed_on else None,
    )
