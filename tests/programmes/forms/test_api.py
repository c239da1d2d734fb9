"""Forms over the API: who reads which, what a preview says, what paper shows."""

import datetime as dt
import io

import pypdf
import pytest

from apps.programmes.forms import compile_form
from apps.programmes.forms.printing import FormHead, PrintedFact, submission_pdf
from tests.programmes.forms.example import FORM, LISTS
from tests.programmes.forms.support import definition, field, form, rule, when
from tests.programmes.support import drafted, made_up, published

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def _with(*forms, **parts):
    document = made_up()
    return made_up(forms=[*document["forms"], *forms], code_lists=LISTS, **parts)


@pytest.fixture
def version(kayseri):
    return published(_with(FORM | {"key": "destek"}))


def _address(version, step):
    return f"/api/v1/programme-versions/{version.pk}/forms/{step}/"


@pytest.mark.parametrize("role", ["intake_clerk", "job_coach", "unit_manager", "tenant_admin"])
def test_whoever_fills_in_forms_reads_what_is_published(api, version, role):
    answer = api(role=role).get(_address(version, "destek"))
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert body["title"] == "Destekli istihdam başvuru formu"
    assert body["version"] == str(version.pk)
    assert body["schema"]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert body["ui_schema"]["ui:options"]["sections"][0]["title"] == "Çalışma durumu"
    assert body["privacy"]["communication"]["statute"] == "5378 m. 4"


def test_a_form_comes_in_the_readers_language(api, version):
    answer = api(role="intake_clerk").get(_address(version, "destek"), headers={"Accept-Language": "en"})
    body = answer.json()
    assert body["language"] == "en"
    labels = {one["label"] for one in body["ui_schema"]["education"]["ui:options"]["choices"]}
    assert "Bachelor's degree" in labels


def test_drafts_are_for_those_who_write_and_approve_them(api, kayseri):
    draft = drafted(_with(FORM | {"key": "destek"}))
    assert api(role="intake_clerk").get(_address(draft, "destek")).status_code == 404
    assert api(role="tenant_admin").get(_address(draft, "destek")).status_code == 200
    assert api(role="tenant_admin").get(_address(draft, "yok")).status_code == 404


def test_a_question_of_a_closed_capability_is_not_in_the_form(api, kayseri):
    asked = form({"items": [field("istek", "long_text"), field("ucret", "number", capability="job_brokerage")]},
                 key="aracilik")  # fmt: skip
    held = {"held": [{"key": "case_management"}, {"key": "job_brokerage"}]}
    version = published(_with(asked, capabilities=held))
    body = api(role="intake_clerk").get(_address(version, "aracilik")).json()
    assert "istek" in body["schema"]["properties"]
    assert "ucret" not in body["schema"]["properties"]
    assert "ucret" not in body["ui_schema"]


def test_a_preview_names_what_is_wrong_and_shows_the_form_all_the_same(api, version):
    client = api(role="tenant_admin")
    asked = form({"items": [field("a"), field("b", shown_when=when(rule("yok", "notNull")))]}, key="yeni")
    body = client.post(_address(version, "preview"), {"form": asked}, format="json").json()
    found = {one["code"]: one for one in body["findings"]}
    assert found["condition_unknown_field"]["place"] == "sections.0.items.1.shown_when.rules.0.field"
    assert found["condition_unknown_field"]["weight"] == "blocker"
    assert set(body["schema"]["properties"]) == {"a", "b"}


def test_a_preview_says_what_conditions_may_ask_in_the_form_and_inside_a_group(api, version):
    asked = {
        "key": "yeni", "title": {"tr": "Yeni"}, "sections": [{"key": "s", "title": {"tr": "S"}, "items": [
            {"key": "yas", "kind": "integer", "label": {"tr": "Yaş"}},
            {"type": "group", "key": "cocuk", "label": {"tr": "Çocuklar"}, "item_label": {"tr": "Çocuk"},
             "fields": [{"key": "okul", "kind": "boolean", "label": {"tr": "Okula gidiyor mu?"}}]},
        ]}],
    }  # fmt: skip
    body = api(role="tenant_admin").post(_address(version, "preview"), {"form": asked}, format="json").json()
    assert [(one["name"], one["factType"]) for one in body["fields"]] == [("yas", "integer"), ("cocuk", "records")]
    assert [one["label"] for one in body["group_fields"]["cocuk"]] == ["Okula gidiyor mu?"]


def test_a_preview_of_what_is_no_form_yet_names_its_places(api, version):
    asked = {"key": "yeni", "title": {"tr": ""}, "sections": [{"key": "s", "title": {"tr": "S"}, "items": [{"x": 1}]}]}
    body = api(role="tenant_admin").post(_address(version, "preview"), {"form": asked}, format="json").json()
    assert body["schema"] is None
    assert {one["place"] for one in body["findings"]} >= {"title.tr", "sections.0.items.0.key"}


def test_a_preview_is_for_those_who_may_read_the_version(api, version):
    answer = api(role="intake_clerk").post(_address(version, "preview"), {"form": {}}, format="json")
    assert answer.status_code == 403


def test_reading_a_form_costs_a_fixed_number_of_statements(api, version, django_assert_max_num_queries):
    client = api(role="intake_clerk")
    with django_assert_max_num_queries(12):
        assert client.get(_address(version, "destek")).status_code == 200


def _text(pdf):
    read = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text().split()) for page in read.pages), read


def test_the_blank_form_on_paper_asks_everything_and_says_when(api, version):
    answer = api(role="intake_clerk").get(_address(version, "destek/print"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="form-destek.pdf"'
    words, read = _text(answer.content)
    for said in (
        "T.C.", "Destekli istihdam başvuru formu", "İşyerinin adı", "Yalnızca şu durumda yanıtlayın",
        "gün . ay . yıl", "Çocuk 3", "Neden soruluyor: Uygun desteği planlamak için. Dayanak: 5378 m. 4.",
        "Aydınlatma metni başvuru yerinde verilir", "Sayfa 1", "sürüm 1", "isteğe bağlı", "Lisans",
    ):  # fmt: skip
        assert said in words, said
    # A retired choice is not offered anew, on paper neither.
    assert "Fayton" not in words
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_submission_on_paper_leaves_nothing_out_and_withholds_what_was_not_opened():
    whole = definition(FORM, code_lists=LISTS)
    compiled = compile_form(whole.forms[0], whole)
    answers = {
        "education": "bachelor", "works": False, "employer": "Tersane", "income": 12.5, "transport": "phaeton",
        "communication": ["braille"], "gone": "Eski yanıt", "story": "#eval() *kalın* `kod`",
        "children": [{"name": "Ali", "birth_date": "2015-05-05", "school": True, "grade": 4}],
    }  # fmt: skip
    pdf = submission_pdf(
        compiled, whole, answers, head=FormHead("İzmir Belediyesi", "Engelli Hizmetleri", 2),
        facts=[PrintedFact("Dosya", "2026/17")], printed_on=TODAY, withheld=frozenset({"communication"}),
    )  # fmt: skip
    words, _ = _text(pdf)
    for said in (
        "İZMİR BELEDİYESİ", "2026/17", "Lisans", "Hayır", "12,5", "Fayton", "Gizli: özel nitelikli veri",
        "Ali", "05.05.2015", "Yanıtlanmadı", "Formda bugün sorulmayan yanıtlar", "Tersane", "Eski yanıt",
        "#eval() *kalın* `kod`", "22.11.2026",
    ):  # fmt: skip
        assert said in words, said
    assert "raille" not in words
