"""The canary crawl: what stands in Kayseri is looked for everywhere else, and must not be found.

Kayseri's rows are made by the operations; then a unique word is written into every free text column of its schema.
Every address that answers GET is asked in İzmir and in the platform's own room, by the roles that may read most,
with Kayseri's keys in the address and its word as the search. Issue B widens this to every leak mode.
"""

import io
import logging
import uuid

import psycopg
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connections, models
from django.test import Client
from psycopg import sql

from apps.accounts.enums import Role
from apps.accounts.models import OrgUnit
from apps.directory.operations import ContactData, ProviderData, ServiceData, create_provider
from apps.people.operations import PersonDraft, PhoneDraft, register_person
from apps.people.operations.quick_contacts import ContactDraft, UrgentDraft, give_urgent_notice, record_contact
from apps.programmes.models import Programme
from tenants import scope
from tests.support.database import superuser_url
from tests.support.routes import endpoints
from tests.support.staff import NOW, ApiClient, make_actor, make_user, sign_in

CANARY = "KANARYA7Q4Z"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
READS = [e for e in endpoints() if e.method == "GET"]
#: What stands in public only, and tables whose text carries no data of a person or an office.
OUTSIDE = {"tenants", "contenttypes", "sessions", "auth"}
WITHOUT_WORDS = {"kernel_datakey"}


def seed_kayseri(municipality):
    """Store a little of everything in Kayseri, through the operations, and return its keys."""
    with scope.enter(municipality):
        unit = OrgUnit.objects.create(name=f"{CANARY} Birimi")
        programme = Programme.objects.create(code="kanarya", name=f"{CANARY} Programı", unit=unit)
        actor = make_actor("intake_clerk")
        draft = PersonDraft(
            given_names=CANARY,
            surname="Işık",
            channel="office",
            unit_id=unit.id,
            programme_id=programme.id,
            phones=(PhoneDraft(number="+90 000 123 45 67"),),
            notes=CANARY,
        )
        person = register_person(draft, actor=actor, now=NOW)
        provider = create_provider(
            actor=actor,
            data=ProviderData(
                name=f"{CANARY} Derneği",
                kind="ngo",
                services=[ServiceData(name=CANARY, topic="legal")],
                contacts=[ContactData(full_name=CANARY)],
            ),
            now=NOW,
        )
        contact = record_contact(
            ContactDraft(channel="phone", topic="other", note=CANARY, caller_label=CANARY, person_id=person.id),
            actor=actor,
            now=NOW,
        )
        notice = give_urgent_notice(
            UrgentDraft(authority="emergency_112", what=CANARY, person_id=person.id), actor=actor, now=NOW
        )
        return [person.id, provider.id, contact.id, notice.id, unit.id, programme.id, actor.id]


def text_columns():
    """Return (table, column) of every stored text that is free: no code, no key, no computed value."""
    for model in apps.get_models():
        if model._meta.app_label in OUTSIDE or model._meta.db_table in WITHOUT_WORDS:
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField)
            if is_text and not field.choices and not isinstance(field, models.GeneratedField):
                yield model._meta.db_table, field.column


def write_canary_everywhere(schema):
    """Put the word into every text column of the schema that admits it; return how many columns took it."""
    taken = 0
    with psycopg.connect(superuser_url(connections["default"].settings_dict["NAME"]), autocommit=True) as server:
        server.execute("SET session_replication_role = replica")
        for table, column in text_columns():
            statement = sql.SQL("UPDATE {table} SET {column} = {word}").format(
                table=sql.Identifier(schema, table), column=sql.Identifier(column), word=sql.Literal(CANARY)
            )
            try:
                taken += server.execute(statement).rowcount > 0
            except psycopg.Error:
                # A code, a check or a unique column: it cannot hold a free word, so it cannot carry one out.
                continue
    return taken


def client_in(municipality, role):
    client = ApiClient(f"{municipality.slug}.localhost" if municipality else "localhost")
    with scope.enter(municipality):
        sign_in(client, make_user(role=role), mfa=True)
    return client


def crawl(client, keys):
    """Yield (address, answer) of every reading, with every key and with the word as a search."""
    for endpoint in READS:
        addresses = [endpoint.path()]
        if "<uuid:" in endpoint.pattern:
            addresses = [_with_key(endpoint.pattern, key) for key in keys]
        for address in addresses:
            for query in ({}, {"q": CANARY, "search": CANARY}):
                yield address, client.get(address, query)


def _with_key(pattern, key):
    nothing = str(uuid.UUID(int=0))
    parts = ("/api/v1/" + pattern).split("<uuid:")
    filled = parts[0]
    for part in parts[1:]:
        filled += str(key if nothing not in filled else nothing) + part.split(">", 1)[1]
    return filled


def body_of(answer):
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content)
    return answer.content


@pytest.fixture
def keys(municipalities):
    made = seed_kayseri(municipalities["kayseri"])
    assert write_canary_everywhere(municipalities["kayseri"].schema_name) > 25
    cache.clear()
    return made


def test_the_word_is_found_in_kayseri_itself(municipalities, keys):
    """The crawl can fail: in its own municipality it finds the word."""
    client = client_in(municipalities["kayseri"], Role.UNIT_MANAGER)
    found = [address for address, answer in crawl(client, keys) if CANARY.encode() in body_of(answer)]
    assert len(found) >= 4, found


@pytest.mark.parametrize(
    ("slug", "role"),
    [
        ("izmir", Role.UNIT_MANAGER),
        ("izmir", Role.TENANT_ADMIN),
        ("izmir", Role.KVKK_CONTACT),
        (None, Role.COORDINATOR),
        (None, Role.PLATFORM_OPERATOR),
    ],
)
def test_nothing_of_kayseri_is_found_elsewhere(municipalities, keys, slug, role, caplog):
    client = client_in(municipalities[slug] if slug else None, role)
    with caplog.at_level(logging.DEBUG):
        for address, answer in crawl(client, keys):
            assert CANARY.encode() not in body_of(answer), address
            assert CANARY not in str(answer.headers.values()), address
            shown = any(str(key) in address for key in keys)
            assert not (shown and answer.status_code < 300), f"{address} answered {answer.status_code} to a foreign key"
    assert CANARY not in caplog.text


def test_nobody_without_a_session_finds_anything(municipalities, keys):
    for host in ("kayseri.localhost", "izmir.localhost", "localhost"):
        client = Client(HTTP_HOST=host)
        for address, answer in crawl(client, keys):
            assert CANARY.encode() not in body_of(answer), f"{host}{address}"


def test_a_failing_request_says_nothing_of_the_record(municipalities, keys, caplog, monkeypatch):
    from apps.directory import queries

    def fault(*args, **kwargs):
        raise RuntimeError("fault while reading")

    monkeypatch.setattr(queries, "get_provider", fault)
    client = client_in(municipalities["kayseri"], Role.UNIT_MANAGER)
    client.raise_request_exception = False
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger("django.request").addHandler(handler)
    try:
        answer = client.get(f"/api/v1/providers/{keys[1]}/")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert answer.status_code == 500
    assert CANARY.encode() not in answer.content
    assert CANARY not in stream.getvalue()
