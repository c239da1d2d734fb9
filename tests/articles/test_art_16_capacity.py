"""İzmir Art. 16: capacity building in five topics; nobody has to ask for it."""

import pytest

from apps.employers.enums import CapacityTopic
from apps.employers.operations.services import record_service
from apps.employers.rules.service import capacity_in_topics, employer_asked
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.registry import evidence_for
from omuz.kernel.errors import Invalid
from tests.articles.support import programme
from tests.coaching.support import neighbours
from tests.employers.support import a_service, adviser_of
from tests.support.staff import NOW

pytestmark = pytest.mark.django_db
TRAINING = {"kind": "capacity", "activity": "employer_awareness", "channel": "", "requested_on": None, "subject": "",
            "topics": ("model",), "participants": 25}  # fmt: skip


@pytest.mark.parametrize("topic", CapacityTopic.values)
def test_art_16_each_of_the_five_topics_does_without_a_request(topic):
    draft = a_service(**(TRAINING | {"topics": (topic,)}))
    assert capacity_in_topics(draft).allowed
    assert employer_asked(draft).allowed


def test_art_16_lists_five_topics():
    assert len(CapacityTopic.values) == 5


@pytest.mark.parametrize(
    ("topics", "code"),
    [((), "capacity_topic_missing"), (("accessibility",), "capacity_topic_not_listed"),
     (("model", "recruitment"), "capacity_topic_not_listed")],
)  # fmt: skip
def test_art_16_no_topic_or_another_one_is_refused(kayseri, topics, code):
    version = programme()
    with pytest.raises(GuardRefusedError) as refused:
        record_service(version.programme_id, a_service(**(TRAINING | {"topics": topics})), actor=adviser_of(), now=NOW)
    assert (refused.value.guard, refused.value.code) == ("capacity_topics", code)
    assert refused.value.article.endswith("m. 16")


def test_art_16_what_was_held_is_counted(kayseri):
    version = programme()
    record_service(version.programme_id, a_service(**TRAINING), actor=adviser_of(), now=NOW)
    assert [row.count for row in evidence_for("capacity_topics", version.programme_id)] == [1]


def test_art_16_a_programme_without_the_article_is_not_bound_yet_knows_no_topics_of_its_own(kayseri):
    version = neighbours()
    free = TRAINING | {"activity": "", "topics": ()}
    assert record_service(version.programme_id, a_service(**free), actor=adviser_of(), now=NOW).topics == []
    with pytest.raises(Invalid):
        record_service(version.programme_id, a_service(**(free | {"topics": ("recruitment",)})), actor=adviser_of(),
                       now=NOW)  # fmt: skip
