"""The workflow diagram and the table of service standards: how they are laid out, and what is in the files."""

import datetime as dt
import io
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from apps.accounts.models import RoleAssignment
from apps.programmes.definition import read
from apps.programmes.definition.base import Words
from apps.programmes.definition.flow import Stage, Transition
from apps.programmes.packs import get_shipped, list_shipped
from apps.programmes.printing.layout import lay_out, layers_of
from apps.programmes.printing.pages import Frame, print_standards, print_workflow
from tests.people.support import unit
from tests.programmes.capability_support import add_version, document, programme_with

DAY = dt.date(2026, 11, 22)
SECTIONS = {
    "forms": [{"key": "basvuru", "title": {"tr": "Başvuru formu"},
               "sections": [{"key": "bir", "title": {"tr": "Bir"}}]}],
    "deadlines": [{"key": "otuz", "label": {"tr": "Değerlendirme"}, "amount": 30, "unit": "working_days",
                   "starts": "stage_entered"}],
    "rules": [{"key": "kosul", "point": "transition", "label": {"tr": "Belgeler tamam"}}],
    "stages": [
        {"key": "basvuru", "label": {"tr": "Başvuru", "en": "Application"}, "kind": "start",
         "responsible": "intake_clerk", "forms": [{"form": "basvuru"}]},
        {"key": "degerlendirme", "label": {"tr": "İlk değerlendirme"}, "deadline": "otuz"},
        {"key": "kapandi", "label": {"tr": "Kapandı"}, "kind": "end"},
    ],
    "transitions": [
        {"key": "al", "label": {"tr": "Değerlendirmeye al"}, "sources": ["basvuru"], "target": "degerlendirme",
         "guards": ["kosul"], "basis": {"source": "esaslar", "article": "9"}},
        {"key": "geri", "label": {"tr": "Geri gönder"}, "sources": ["degerlendirme"], "target": "basvuru",
         "needs_reason": True, "roles": ["unit_manager"]},
        {"key": "kapat", "label": {"tr": "Kapat"}, "sources": ["basvuru", "degerlendirme"], "target": "kapandi"},
    ],
    "standards": [
        {"key": "basvuru", "service": {"tr": "Programa başvuru"},
         "documents": [{"tr": "Kimlik belgesi"}, {"tr": "Rapor"}], "duration": {"tr": "Aynı gün"}},
        {"key": "bilgi", "service": {"tr": "Bilgi verme"}, "duration": {"tr": "3 iş günü"}},
    ],
    "standards_note": {"first": "Destekli İstihdam Ofisi", "first_place": {"name": "Ayşe Işık", "title": "Şef"},
                       "second": "Şube Müdürlüğü"},
}  # fmt: skip


def frame(**values):
    usual = {
        "municipality": "İzmir Büyükşehir Belediyesi", "unit": "Destekli İstihdam Ofisi", "number": 2,
        "state": "published", "effective_from": DAY, "printed_on": DAY,
    }  # fmt: skip
    return Frame(**(usual | values))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def stage(key, kind="step"):
    return Stage(key=key, label=Words(tr=key), kind=kind)


def step(key, target, *sources):
    return Transition(key=key, label=Words(tr=key), sources=sources, target=target)


def test_stages_stand_below_those_that_lead_to_them_and_steps_back_do_not_count():
    stages = [stage("a", "start"), stage("b"), stage("c"), stage("d", "end")]
    arrows = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "a"), ("c", "b")]
    assert layers_of(stages, arrows) == {"a": 0, "b": 1, "c": 1, "d": 2}


KEYS = ["a", "b", "c", "d", "e", "f"]
ARROWS = st.tuples(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True), st.sampled_from(KEYS))


@settings(max_examples=60, deadline=None)
@given(st.lists(ARROWS, max_size=9))
def test_boxes_stand_apart_no_line_runs_through_one_and_every_step_arrives(arrows):
    stages = [stage(key, "start" if key == "a" else "step") for key in KEYS]
    steps = [step(f"s{number}", target, *sources) for number, (sources, target) in enumerate(arrows)]
    diagram = lay_out(stages, steps)
    assert diagram == lay_out(stages, steps)
    for one, other in itertools.combinations(diagram.boxes, 2):
        assert not (inside(one, other.x, other.x + other.width, other.y, other.y + other.height))
    boxes = {box.key: box for box in diagram.boxes}
    for way, made in zip(diagram.ways, steps, strict=True):
        assert len(way.lines) == len(made.sources)
        for line in way.lines:
            assert on_edge(boxes[made.target], *line[-1])
            assert any(on_edge(boxes[key], *line[0]) for key in made.sources)
            for (x0, y0), (x1, y1) in itertools.pairwise(line):
                assert x0 == x1 or y0 == y1
                assert all(0 <= x <= diagram.width for x in (x0, x1))
                assert all(0 <= y <= diagram.height for y in (y0, y1))
                assert not any(inside(box, *sorted((x0, x1)), *sorted((y0, y1))) for box in diagram.boxes)


def inside(box, x0, x1, y0, y1):
    slack = 0.5
    return (
        x0 < box.x + box.width - slack and x1 > box.x + slack and y0 < box.y + box.height - slack and y1 > box.y + slack
    )


def on_edge(box, x, y):
    near = 0.6
    across = box.x - near <= x <= box.x + box.width + near
    down = box.y - near <= y <= box.y + box.height + near
    upright = min(abs(x - box.x), abs(x - box.x - box.width)) <= near and down
    level = min(abs(y - box.y), abs(y - box.y - box.height)) <= near and across
    return upright or level


def test_a_draft_with_loose_ends_is_drawn_as_far_as_it_goes():
    diagram = lay_out([stage("a", "start")], [step("x", "nowhere", "a"), step("y", "a", "nowhere")])
    assert (len(diagram.boxes), diagram.ways) == (1, ())
    assert lay_out([], []).boxes == ()
    empty = read(document())
    assert "aşama tanımlanmamış" in text_of(print_workflow(empty, frame(), "pdf"))
    assert "standardı tanımlanmamış" in text_of(print_standards(empty, frame(), "pdf"))


def test_the_diagram_says_everything_in_words_too_and_is_tagged():
    pdf = print_workflow(read(document(**SECTIONS)), frame(), "pdf")
    text = text_of(pdf)
    for words in ("İŞ AKIŞ ŞEMASI", "Başvuru görevlisi", "30 iş günü", "Değerlendirmeye al", "Belgeler tamam", "m. 9",
                  "Gerekçe yazılır.", "Birim yöneticisi", "2. sürüm · Yürürlük: 22.11.2026"):  # fmt: skip
        assert words in text, words
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith("tr")
    assert b"pdfuaid" in pdf or "pdfuaid" in str(reader.xmp_metadata.stream.get_data())
    assert "TASLAK" not in text


@pytest.mark.parametrize("printer", [print_workflow, print_standards])
def test_a_draft_is_marked_and_a_retired_version_says_so(printer):
    definition = read(document(**SECTIONS))
    assert text_of(printer(definition, frame(state="draft"), "pdf")).count("TASLAK") >= 2
    assert text_of(printer(definition, frame(state="review", language="en"), "pdf")).count("DRAFT") >= 2
    assert "yürürlükten kalkmıştır" in text_of(printer(definition, frame(state="retired"), "pdf"))


def test_the_table_has_its_official_shape():
    text = text_of(print_standards(read(document(**SECTIONS)), frame(), "pdf"))
    for words in ("İZMİR BÜYÜKŞEHİR BELEDİYESİ", "HİZMET STANDARTLARI TABLOSU", "Sıra No", "Hizmetin Adı",
                  "Başvuruda İstenen Belgeler", "Hizmetin Tamamlanma Süresi", "Kimlik belgesi", "Belge istenmez.",
                  "İlk Müracaat Yeri: Destekli İstihdam Ofisi", "Ayşe Işık", "İkinci Müracaat Yeri: Şube"):  # fmt: skip
        assert words in text, words


def test_prints_are_the_same_every_time_and_of_their_kind():
    definition = read(document(**SECTIONS))
    begins = {"pdf": b"%PDF-", "png": b"\x89PNG", "svg": b"<svg"}
    for printer, forms in ((print_workflow, ("pdf", "svg", "png")), (print_standards, ("pdf", "png"))):
        for form in forms:
            made = printer(definition, frame(), form)
            assert made.startswith(begins[form])
            assert made == printer(definition, frame(), form)


@pytest.mark.parametrize("code", [pack.code for pack in list_shipped()])
def test_every_shipped_pack_prints_on_few_pages(code):
    definition = get_shipped(code).definition
    assert len(PdfReader(io.BytesIO(print_workflow(definition, frame(), "pdf"))).pages) <= 4
    assert len(PdfReader(io.BytesIO(print_standards(definition, frame(), "pdf"))).pages) <= 3


def test_hostile_words_are_printed_as_they_stand():
    hostile = '#eval("1") $x$ <b> \\ `a` */ // #set page(width: 1e9pt)'
    sections = SECTIONS | {"standards": [{"key": "x", "service": {"tr": hostile}, "duration": {"tr": "1 gün"}}]}
    assert '#eval("1")' in text_of(print_standards(read(document(**sections)), frame(), "pdf"))


@pytest.mark.parametrize("name", ["workflow.pdf", "workflow.svg", "workflow.png", "standards.pdf", "standards.png"])
def test_readers_of_a_version_fetch_its_prints(name, api, kayseri):
    programme = programme_with(None, name="Program")
    version = add_version(programme, None, state="draft", number=2, **SECTIONS)
    address = f"/api/v1/programme-versions/{version.pk}/prints/{name}"
    answer = api(role="tenant_admin").get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content[:5] in {b"%PDF-", b"\x89PNG\r", b"<svg "}
    stranger = api(role="unit_manager")
    RoleAssignment.objects.filter(user=stranger.user).update(unit=unit())
    assert stranger.get(address).status_code == 404
    assert api(role="intake_clerk").get(address).status_code == 404
