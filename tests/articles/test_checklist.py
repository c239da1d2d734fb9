"""The page of articles: how each is kept, since when, and what shows it."""

import pytest

from apps.programmes.models import GuardRefusal
from apps.programmes.operations.guarding import GuardRefusedError, hold
from apps.programmes.operations.versions import save_document, start_draft
from apps.programmes.queries.articles import articles_of, last_refusals
from apps.programmes.registry import ALLOWED, bound, refused
from omuz.kernel.errors import NotFound
from tests.articles.support import BEDESTEM, definition_of, document_of, programme
from tests.programmes.support import drafted, publish
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


def test_what_a_guard_refused_is_counted_and_shown_without_anybodys_name(kayseri):
    version = programme()
    one, clerk = bound(definition_of(version.programme.code), "activity_code"), make_actor("intake_clerk")
    with pytest.raises(GuardRefusedError) as refusal:
        hold(one, refused("activity_required", "Seçin."), programme_id=version.programme_id, actor=clerk, now=NOW)
    assert refusal.value.article.endswith("m. 5")
    found = articles_of(version.programme_id, actor=make_actor("tenant_admin"))
    kept = next(a for a in found.articles if a.article.key == "art_5").guards[0]
    assert (kept.refusals.count, kept.refusals.latest) == (1, NOW)
    rows = last_refusals(version.programme_id, "activity_code", actor=make_actor())
    assert [row.by_id for row in rows] == [clerk.id]
    kept_of_it = {field.name for field in GuardRefusal._meta.get_fields()}
    assert kept_of_it == {
        "id",
        "programme",
        "guard",
        "code",
        "at",
        "by_id",
    }


def test_nothing_is_refused_in_a_programme_that_adopted_nothing(kayseri):
    version = programme(BEDESTEM)
    assert bound(definition_of(BEDESTEM), "activity_code") is None
    hold(None, refused("x", "X"), programme_id=version.programme_id, actor=make_actor(), now=NOW)
    hold(bound(definition_of("izmir-destekli-istihdam"), "activity_code"), ALLOWED, programme_id=version.programme_id,
         actor=make_actor(), now=NOW)  # fmt: skip
    assert not GuardRefusal.objects.exists()


def test_a_guard_binds_since_the_version_that_named_it_without_a_break(kayseri):
    admin = make_actor("tenant_admin")
    bare = [article | {"guards": []} for article in document_of()["articles"]]
    version = publish(drafted(document_of(articles=bare), by=admin), writer=admin)
    assert all(not article.guards for article in articles_of(version.programme_id, actor=admin).articles)
    draft = start_draft(version.programme_id, actor=admin, now=NOW)
    draft = save_document(draft.pk, document_of(), actor=admin, seen=draft.version, now=NOW)
    published = publish(draft, writer=admin)
    found = articles_of(version.programme_id, actor=admin)
    assert {g.since for a in found.articles for g in a.guards} == {published.published_at}
    assert found.in_force


def test_the_page_costs_a_bounded_number_of_statements(api, kayseri, django_assert_max_num_queries):
    version = programme()
    client = api(role="tenant_admin")
    address = f"/api/v1/programmes/{version.programme_id}/articles/"
    client.get(address)
    with django_assert_max_num_queries(45):
        answer = client.get(address)
    assert answer.status_code == 200
    body = answer.json()
    assert [one["number"] for one in body["articles"]] == [str(n) for n in range(1, 32)]
    assert client.get(f"{address}activity_code/refusals/").json() == {"results": []}


def test_whoever_may_not_read_programmes_gets_nothing(kayseri):
    version = programme()
    with pytest.raises(NotFound):
        articles_of(version.programme_id, actor=make_actor("job_coach"))
