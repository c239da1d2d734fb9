"""A programme takes over its pack's new version: local changes stay, conflicts are decided, publishing stays apart."""

from typing import Any

import pytest

from apps.accounts.models import OrgUnit
from apps.programmes.definition import read
from apps.programmes.definition.paths import value_at, with_value
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.packs import upgrade_programme
from apps.programmes.operations.versions import save_section, start_from_document, submit_version
from apps.programmes.packs import Pack
from apps.programmes.queries.packs import get_upgrade
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, Invalid, NotFound
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditEvent
from tests.programmes.support import made_up, publish
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db
TITLE = ("forms", "basvuru", "title", "tr")
LABEL = ("forms", "basvuru", "sections", "genel", "items", "istek", "label", "tr")


def _pack(document: dict[str, Any], version: str = "1.1.0") -> Pack:
    return Pack(read(document), version)


@pytest.fixture
def writer(kayseri) -> Actor:
    return make_actor("tenant_admin")


@pytest.fixture
def started(writer) -> ProgrammeVersion:
    """Return draft 1 of a programme that runs version 1.0.0 of the made-up pack."""
    unit = OrgUnit.objects.create(name=f"Birim {new_id().hex[-6:]}")
    return start_from_document(
        made_up(), unit_id=unit.pk, actor=writer, now=NOW, pack="deneme-programi", upstream_version="1.0.0"
    )


def _changed(version: ProgrammeVersion, path: tuple[str, ...], value: str, actor: Actor) -> ProgrammeVersion:
    document = with_value(version.document, path, value)
    return save_section(version.pk, path[0], document[path[0]], seen=version.version, actor=actor, now=NOW)


def _upgrade(version: ProgrammeVersion, pack: Pack, actor: Actor, **choices: str) -> ProgrammeVersion:
    return upgrade_programme(version.programme_id, choices=choices, actor=actor, now=NOW, pack=pack)


def test_local_changes_stay_and_the_packs_changes_come_into_the_draft(started, writer):
    _changed(started, LABEL, "Neye ihtiyacınız var?", writer)
    draft = _upgrade(started, _pack(with_value(made_up(), TITLE, "Başvuru formu")), writer)
    assert draft.pk == started.pk
    assert (value_at(draft.document, LABEL), value_at(draft.document, TITLE)) == (
        "Neye ihtiyacınız var?",
        "Başvuru formu",
    )
    assert draft.upstream_version == "1.1.0"
    assert value_at(draft.upstream, LABEL) == "Ne istiyorsunuz?"
    assert AuditEvent.objects.filter(subject_id=draft.pk, action="programme.upgraded").count() == 1


def test_what_is_in_force_is_not_touched_but_drafted_anew(started, writer):
    published = publish(started, writer=writer)
    draft = _upgrade(started, _pack(with_value(made_up(), TITLE, "Başvuru formu")), writer)
    assert (draft.number, draft.state, draft.base_id) == (2, "draft", published.pk)
    published.refresh_from_db()
    assert (published.upstream_version, value_at(published.document, TITLE)) == ("1.0.0", "Başvuru")


def test_a_conflict_without_a_choice_is_refused_by_its_name_and_nothing_changes(started, writer):
    mine = _changed(started, TITLE, "Yerel başlık", writer)
    pack = _pack(with_value(made_up(), TITLE, "Yeni başlık"))
    with pytest.raises(Invalid) as refused:
        _upgrade(started, pack, writer)
    (problem,) = refused.value.problems
    assert problem.field == "choices.forms.basvuru.title.tr"
    assert "Formlar › Yerel başlık › Başlık" in problem.message
    mine.refresh_from_db()
    assert (value_at(mine.document, TITLE), mine.upstream_version) == ("Yerel başlık", "1.0.0")


@pytest.mark.parametrize(("choice", "expected"), [("mine", "Yerel başlık"), ("theirs", "Yeni başlık")])
def test_a_conflict_is_decided_by_its_choice_and_does_not_come_back(started, writer, choice, expected):
    _changed(started, TITLE, "Yerel başlık", writer)
    pack = _pack(with_value(made_up(), TITLE, "Yeni başlık"))
    draft = _upgrade(started, pack, writer, **{"forms.basvuru.title.tr": choice})
    assert value_at(draft.document, TITLE) == expected
    again = get_upgrade(started.programme_id, actor=writer, pack=pack)
    assert again.is_current
    assert again.merge.conflicts == ()


def test_the_preview_says_what_comes_what_stays_and_what_is_to_be_decided(started, writer):
    _changed(started, TITLE, "Yerel başlık", writer)
    theirs = with_value(with_value(made_up(), TITLE, "Yeni başlık"), LABEL, "Yeni soru?")
    found = get_upgrade(started.programme_id, actor=writer, pack=_pack(theirs))
    assert [one.path for one in found.changes()] == [LABEL]
    assert [one.path for one in found.local_changes()] == [TITLE]
    assert [one.path for one in found.merge.conflicts] == [TITLE]


def test_a_version_taken_over_is_not_taken_over_again(started, writer):
    with pytest.raises(Conflict) as refused:
        _upgrade(started, _pack(made_up(), "1.0.0"), writer)
    assert refused.value.code == "pack_current"


def test_a_version_in_review_is_not_changed_behind_its_second_person(started, writer):
    submit_version(started.pk, note="", actor=writer, now=NOW)
    with pytest.raises(Conflict) as refused:
        _upgrade(started, _pack(with_value(made_up(), TITLE, "Başvuru formu")), writer)
    assert refused.value.code == "in_review"


def test_what_would_come_out_wrong_is_refused_with_its_place(started, writer):
    transitions = [*made_up()["transitions"], {"key": "geri", "label": {"tr": "Geri"}, "sources": ["calisma"],
                                               "target": "giris"}]  # fmt: skip
    save_section(started.pk, "transitions", transitions, seen=1, actor=writer, now=NOW)
    stages = [one for one in made_up()["stages"] if one["key"] != "calisma"]
    theirs = made_up(stages=stages, transitions=[{**made_up()["transitions"][1], "sources": ["giris"]}])
    found = get_upgrade(started.programme_id, actor=writer, pack=_pack(theirs))
    assert any(one.path[0] == "transitions" for one in found.findings())
    with pytest.raises(Invalid) as refused:
        _upgrade(started, _pack(theirs), writer)
    assert any(one.field.startswith("transitions.") for one in refused.value.problems)


def test_a_programme_of_ones_own_has_no_upgrade(kayseri, writer):
    unit = OrgUnit.objects.create(name="Birim")
    version = start_from_document(made_up(), unit_id=unit.pk, actor=writer, now=NOW)
    with pytest.raises(Conflict) as refused:
        get_upgrade(version.programme_id, actor=writer)
    assert refused.value.code == "no_upstream"


def test_whoever_may_not_read_the_programme_finds_none(started):
    with pytest.raises(NotFound):
        get_upgrade(started.programme_id, actor=make_actor("trainer"), pack=_pack(made_up()))
