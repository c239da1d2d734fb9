"""Making a municipality: equal to a migrated one (test_catalogue), whole or not at all, and ready to sign in to."""

import os
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connections, transaction

from omuz.kernel import audit, clock, crypto
from omuz.kernel.actors import system_actor
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tenants.domains import domain_map
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.fleet import building, catalogue, comparing, compiling, creation, emitting
from tenants.fleet.emitting import CannotCompileError
from tenants.models import CompiledForm, Municipality
from tenants.provisioning import create_municipality, get_municipality
from tenants.registering import ProvisioningError
from tenants.router import OWNER_ALIAS
from tests.support.staff import ApiClient
from tests.tenancy.rooms import asked, dies, dies_at, make, swept

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

TOWN = "yeni-belde"
STEPS = ["registry", "role", "schema", "keys", "active"]


@pytest.fixture(autouse=True)
def clean(municipalities):
    with swept(TOWN, "ikinci-belde", "sira-a", "sira-b", "sira-c", "sira-d"):
        yield


def schemas():
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'm\\_%%' ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def test_a_new_municipality_is_whole(municipalities):
    made = make(TOWN)
    assert made.state == MunicipalityState.ACTIVE
    assert comparing.differences(made) == []
    with scope.enter(made):
        assert (
            crypto.open_text(crypto.seal_text("gizli", field="x", row_id=made.id), field="x", row_id=made.id) == "gizli"
        )
        assert audit.verify_chain() is None
    assert ApiClient(f"{TOWN}.localhost").get("/api/v1/me/").status_code == 401


def test_its_wall_stands(municipalities):
    made = make(TOWN)
    with pytest.raises(ProgrammingError, match="second wall"), transaction.atomic():
        with connections["default"].cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {made.role_name}")
            cursor.execute(f"SELECT count(*) FROM {made.schema_name}.people_sensitivefact")


def test_the_webs_login_may_become_the_role_and_inherits_nothing_of_it(municipalities):
    made = make(TOWN)
    with pytest.raises(ProgrammingError, match="permission denied"), connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {made.schema_name}.accounts_user")
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT rolcanlogin, rolinherit, rolsuper FROM pg_roles WHERE rolname = %s", [made.role_name])
        assert cursor.fetchone() == (False, False, False)


@pytest.mark.parametrize("step", STEPS)
def test_a_making_that_is_killed_is_finished_by_calling_again(municipalities, step):
    assert dies_at(step, lambda progress: make(TOWN, progress=progress))
    left = get_municipality(TOWN)
    assert left is None or left.state == MunicipalityState.PREPARING
    if left is not None:
        # Nobody is let in before it is whole. What died had read the registry for itself.
        domain_map.clear()
        assert ApiClient(f"{TOWN}.localhost").get("/api/v1/me/").status_code == 503
    made = make(TOWN)
    assert left is None or left.key == made.key
    assert made.state == MunicipalityState.ACTIVE
    assert comparing.differences(made) == []
    assert len(schemas()) == 3


def test_killed_among_the_statements_it_leaves_no_table(municipalities, monkeypatch):
    def half(connection, statements, *, schema):
        compiling.replay(connection, statements[: len(statements) // 2], schema=schema)
        os._exit(9)

    monkeypatch.setattr(building, "replay", half)
    assert dies(lambda: make(TOWN))
    monkeypatch.undo()
    assert len(schemas()) == 2
    assert comparing.differences(make(TOWN)) == []


def at_once(*works):
    """Run the works in threads that start together; return what each gave, an error included."""
    results = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(number, work):
        try:
            start.wait(timeout=20)
            results[number] = work()
        except Exception as error:
            results[number] = error
        finally:
            for connection in connections.all():
                connection.close()

    threads = [threading.Thread(target=run, args=(n, work)) for n, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_of_two_who_make_the_same_address_at_once_one_is_told_that_it_is_taken(municipalities):
    compiling.compiled_schema()
    results = at_once(lambda: make(TOWN), lambda: make(TOWN))
    assert sorted(type(result).__name__ for result in results) == ["Municipality", "ProvisioningError"], results
    with scope.enter(None):
        assert Municipality.objects.filter(slug=TOWN, state=MunicipalityState.ACTIVE).count() == 1


def test_the_constraint_decides_where_no_lock_does(municipalities, monkeypatch):
    """Two processes that both saw the address free: the second one's row is refused by the database, by name."""
    make(TOWN)
    monkeypatch.setattr(creation, "_begun", lambda _: None)
    with pytest.raises(ProvisioningError, match="is taken") as refused:
        make(TOWN)
    assert isinstance(refused.value.__cause__, IntegrityError)


def test_four_are_made_at_once(municipalities):
    compiling.compiled_schema()
    slugs = ("sira-a", "sira-b", "sira-c", "sira-d")
    results = at_once(*(lambda slug=slug: make(slug) for slug in slugs))
    assert [getattr(result, "slug", result) for result in results] == list(slugs)


def test_an_address_that_belongs_to_somebody_is_refused(municipalities):
    with pytest.raises(ProvisioningError, match="taken by Kayseri"):
        creation.create(asked("kayseri"), now=clock.now())
    with pytest.raises(ProvisioningError, match="reserved"):
        creation.create(asked("www"), now=clock.now())
    with pytest.raises(ProvisioningError, match="no municipality 'yok'"):
        creation.create(asked(TOWN, parent_slug="yok"), now=clock.now(), use_spare=False)
    with pytest.raises(ProvisioningError, match="district"):
        creation.create(asked(TOWN, kind=MunicipalityKind.DISTRICT), now=clock.now())
    assert get_municipality(TOWN) is None


def test_calling_the_older_name_again_changes_nothing(municipalities):
    told = {"slug": TOWN, "name": "Yeni", "kind": MunicipalityKind.TOWN, "province": "Kayseri"}
    first = create_municipality(**told)
    assert create_municipality(**told) == first
    with pytest.raises(ProvisioningError, match="taken"):
        create_municipality(**told | {"name": "Başka"})


def test_the_making_stands_in_the_platforms_history(municipalities):
    made = make(TOWN, actor=system_actor("Deneme"))
    with scope.enter(None):
        event = AuditEvent.objects.get(action="municipality.created")
        assert event.subject_id == made.id
    assert dies_at("keys", lambda progress: make("ikinci-belde", actor=system_actor("Deneme"), progress=progress))
    make("ikinci-belde", actor=system_actor("Deneme"))
    with scope.enter(None):
        assert AuditEvent.objects.filter(action="municipality.created").count() == 2, "finishing is no second making"


def test_a_process_without_the_owners_login_is_told_so(municipalities, monkeypatch):
    monkeypatch.setattr(creation, "connections", {"default": connections["default"]})
    with pytest.raises(ProvisioningError, match="no spare room"):
        creation.create(asked(TOWN), now=clock.now())


def test_the_web_may_neither_read_nor_write_the_statements_that_the_owner_runs(municipalities):
    for touch in (
        CompiledForm.objects.count,
        lambda: CompiledForm.objects.update(statements=["DROP SCHEMA public CASCADE"]),
        lambda: CompiledForm.objects.create(digest="0", head=1, statements=[], made_at=clock.now()),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), scope.enter(None):
            touch()


def test_a_new_process_reads_the_compiled_form_in_one_statement(municipalities, django_assert_num_queries):
    first = compiling.compiled_schema()
    compiling.forget()
    with django_assert_num_queries(3, connection=connections[OWNER_ALIAS]):
        # One SELECT; the other two set the owner's path and put it back.
        assert compiling.compiled_schema() == first


def test_the_template_belongs_to_nobody(municipalities):
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT nspacl FROM pg_namespace WHERE nspname = 'omuz_template'")
        assert cursor.fetchone()[0] is None
    with scope.enter(None):
        assert not Municipality.objects.filter(schema_name="omuz_template").exists()


def test_what_has_no_compiled_form_is_refused_by_name(municipalities):
    with transaction.atomic(using=OWNER_ALIAS), connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("CREATE VIEW omuz_template.v AS SELECT 1 AS one")
        cursor.execute("CREATE DOMAIN omuz_template.d AS text")
        cursor.execute("CREATE TABLE omuz_template.t (m uuid REFERENCES public.tenants_municipality (id))")
        described = catalogue.read(connections[OWNER_ALIAS], schema="omuz_template")
        with pytest.raises(CannotCompileError) as refused:
            emitting.statements(described, emitting.SeedRows())
        transaction.set_rollback(True, using=OWNER_ALIAS)
    assert all(what in str(refused.value) for what in ("table v", "type @schema@.d", "foreign key t.")), refused.value


def test_the_command_makes_one_that_the_first_administrator_can_sign_in_to(municipalities, capsys):
    call_command(
        "tenant", "create", TOWN, "--name", "Yeni Belde", "--kind", "town", "--province", "KAYSERI",
        "--pack", "bedestem", "--admin", "ilk@yeni.bel.tr", "--admin-name", "İlk Yönetici",
    )  # fmt: skip
    said = capsys.readouterr().out
    key = said.split("/davet/")[1].split()[0]
    browser = ApiClient(f"{TOWN}.localhost")
    page = browser.get(f"/api/v1/invitations/{key}/").json()
    assert (page["municipality"], page["email"]) == ("Yeni Belde", "ilk@yeni.bel.tr")
    password = {"password": "uzun-ve-yeni-bir-parola-7"}
    assert browser.post(f"/api/v1/invitations/{key}/", password, format="json").status_code == 201
    browser.get("/_allauth/browser/v1/auth/session")
    signed = browser.post("/_allauth/browser/v1/auth/login", {"email": "ilk@yeni.bel.tr", **password}, format="json")
    assert (signed.status_code, signed.json()["meta"]["is_authenticated"]) == (200, True)
    assert browser.get("/api/v1/me/").json()["full_name"] == "İlk Yönetici"
    assert ApiClient("kayseri.localhost").get(f"/api/v1/invitations/{key}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--province", "Kayserii"], "Did you mean Kayseri"),
        (["--province", "Kayseri", "--district", "Meligazi"], "Did you mean Melikgazi"),
        (["--province", "Kayseri", "--pack", "yok"], "Known packs: bedestem"),
        (["--province", "Kayseri", "--admin", "a@b.tr"], "belong together"),
        (["--province", "Kayseri", "--admin", "ab.tr", "--admin-name", "A B"], "no e-mail address"),
    ],
)
def test_what_would_fail_later_is_refused_before_anything_is_made(municipalities, wrong, told):
    with pytest.raises(CommandError, match=told):
        call_command("tenant", "create", TOWN, "--name", "Yeni Belde", "--kind", "town", *wrong)
    assert get_municipality(TOWN) is None
