"""A pack's files: read with the place of every mistake, written in one way only."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from apps.programmes.definition import SECTIONS, Definition, flow, forms, read
from apps.programmes.definition.diffing import same
from apps.programmes.packs import (
    UnwritablePackError,
    files_of,
    list_shipped,
    packs_folder,
    read_folder,
    write_folder,
)
from apps.programmes.packs.emitting import emit
from apps.programmes.packs.layout import FILES, FOLDERS, is_version, version_key
from apps.programmes.packs.shipped import shipped_codes
from apps.programmes.packs.writing import CONDITIONS
from apps.programmes.packs.yamltext import MAX_BYTES, MAX_DEPTH, YamlError, read_yaml
from tests.programmes.generated import definitions, texts
from tests.programmes.support import made_up

PACK = """\
format: 1
code: deneme
version: "1.0.0"
name:
  tr: Deneme
purpose:
  tr: Yalnızca testlerde kullanılan bir program.
"""
PROGRAMME = """\
target_groups:
  offered:
    - disabled
"""
FORM = """\
title:
  tr: Başvuru formu
sections:
  - key: kimlik
    title:
      tr: Kimlik
    items:
      - key: ad
        kind: text
        label:
          tr: Adı
"""


@pytest.fixture
def folder(tmp_path):
    return _written(tmp_path / "deneme", {"pack.yaml": PACK, "programme.yaml": PROGRAMME, "forms/basvuru.yaml": FORM})


def _written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def _errors(folder: Path) -> list[str]:
    return [one.text("packs/deneme") for one in read_folder(folder).errors]


def test_every_part_of_a_definition_has_its_file():
    placed = [field for fields in FILES.values() for field in fields] + list(FOLDERS.values())
    assert sorted(placed) == sorted(Definition.model_fields)
    assert len(SECTIONS) == len(placed) - 2


def test_a_folder_is_read_as_a_definition(folder):
    pack = read_folder(folder).pack
    assert pack is not None
    assert (pack.code, pack.version) == ("deneme", "1.0.0")
    assert pack.definition.forms_by_key["basvuru"].sections[0].items[0].label.tr == "Adı"


def test_a_mistake_of_shape_is_named_with_its_file_and_line(folder):
    _written(folder, {"forms/basvuru.yaml": FORM.replace("kind: text", "kind: metin")})
    assert _errors(folder)[0].startswith("packs/deneme/forms/basvuru.yaml:9: Değer şunlardan biri olmalı: ")


def test_a_mistake_of_content_is_named_with_its_file_and_line(folder):
    _written(folder, {"programme.yaml": PROGRAMME + "capabilities:\n  held:\n    - key: there_is_none\n"})
    assert any(one.startswith("packs/deneme/programme.yaml:6: ") for one in _errors(folder))


def test_what_is_missing_is_named_at_the_file_where_it_belongs(folder):
    _written(folder, {"programme.yaml": "activities: []\n"})
    assert _errors(folder) == ["packs/deneme/programme.yaml:1: Bu alan boş bırakılamaz. (Alanı doldurun.)"]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("pack.yaml", PACK.replace("1.0.0", "1.0"), "pack.yaml:3: Paketin sürümü üç sayı olmalı."),
        ("pack.yaml", PACK.replace('version: "1.0.0"\n', ""), "pack.yaml:1: Paketin sürümü üç sayı olmalı."),
        ("pack.yaml", PACK + "stages: []\n", "pack.yaml:8: “stages” bu dosyada olmaz. (stages.yaml"),
        ("pack.yaml", PACK + "forms: []\n", "pack.yaml:8: “forms” bu dosyada olmaz. (Her birini forms/<anahtar>.yaml"),
        ("pack.yaml", PACK + "order:\n  forms: [yok]\n", "pack.yaml:8: Sırada “yok” var, forms/yok.yaml yok."),
        ("pack.yaml", PACK + "order: 3\n", "pack.yaml:8: Sıra okunamadı."),
        ("pack.yaml", PACK + "colour: red\n", "pack.yaml:8: “colour” bu dosyada olmaz. (Adını düzeltin"),
        ("form/basvuru.yaml", FORM, "form:1: Pakette böyle bir klasör olmaz."),
        ("forms/basvuru.yml", FORM, "forms/basvuru.yml:1: Pakette böyle bir dosya olmaz."),
        ("forms/basvuru.yaml", "key: baska\n" + FORM, "forms/basvuru.yaml:1: Anahtar dosyanın adıdır: “basvuru”."),
        ("forms/basvuru.yaml", "- bir\n", "forms/basvuru.yaml:1: Dosyada adlı alanlar olmalı."),
        ("forms/Büyük.yaml", FORM, "forms/Büyük.yaml:1: Anahtar küçük harfle başlar;"),
    ],
)
def test_a_misplaced_or_misspelt_part_is_refused(folder, file, text, expected):
    _written(folder, {file: text})
    assert any(one.startswith(f"packs/deneme/{expected}") for one in _errors(folder)), _errors(folder)


def test_a_folder_that_is_no_pack_says_so(tmp_path):
    assert "Bu klasörde pack.yaml yok." in _errors(tmp_path)[0]
    assert "Böyle bir klasör yok." in " ".join(_errors(tmp_path / "nowhere"))


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "secret.yaml").write_text("title: x\n")
    (folder / "forms" / "gizli.yaml").symlink_to(tmp_path / "secret.yaml")
    assert _errors(folder) == [
        "packs/deneme/forms/gizli.yaml:1: Pakette sembolik bağ olamaz. (Dosyanın kendisini koyun.)"
    ]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "twice"),
        ("a: &x 1\nb: *x\n", 1, "alias"),
        ("a: !!python/name:os.system 1\n", 1, "tag"),
        ("a: !x {}\n", 1, "tag"),
        ("a: 1\nb:\n", 2, "no_value"),
        ("", 1, "empty"),
        ("a: [1\n", 2, "not_yaml"),
        ("---\na: 1\n---\nb: 2\n", 3, "two_documents"),
        ("a: 1\nb: \x07\n", 2, "not_yaml"),
        ("a: " + "[" * (MAX_DEPTH + 5), 1, "too_deep"),
        ("a: 12345678901234567890\n", 1, "bad_number"),
        ("a: 1e999\n", 1, "bad_number"),
        ("? [a]\n: 1\n", 1, "bad_name"),
        ("a: " + "x" * MAX_BYTES, 1, "too_large"),
        ("a: [" + "1," * 60_001 + "]", 1, "too_many"),
    ],
)
def test_yaml_that_packs_do_not_use_is_refused_at_its_line(text, line, code):
    with pytest.raises(YamlError) as refused:
        read_yaml(text.encode())
    assert (refused.value.line, refused.value.code) == (line, code)


def test_bytes_that_are_no_utf8_are_refused_at_their_line():
    with pytest.raises(YamlError) as refused:
        read_yaml("a: 1\nb: Şişli\n".encode("iso-8859-9"))
    assert (refused.value.line, refused.value.code) == (2, "not_utf8")


def test_nothing_is_silently_taken_for_something_else():
    found = read_yaml(b"a: no\nb: 2014-01-01\nc: 007\nd: 12:30\ne: '5'\nf: 5\ng: 1.5\nh: true\ni: null\nj: Yes\n").value
    assert list(found.values()) == ["no", "2014-01-01", "007", "12:30", "5", 5, 1.5, True, None, "Yes"]


@given(texts)
def test_every_text_comes_back_as_it_was(text):
    assert read_yaml(emit({"a": text, "b": [text], "c": [{"d": {"e": text}}]}).encode()).value == {
        "a": text,
        "b": [text],
        "c": [{"d": {"e": text}}],
    }


def test_texts_are_written_as_they_are_read():
    long = "Belediye, başvuruyu aldığı günden başlayarak en geç otuz gün içinde sonuçlandırır; " * 2 + "böyle bitirir."
    written = emit({"kisa": "İĞÜŞÖÇ ığüşöç", "kod": "no", "gun": "2014-01-01", "cok": "bir\niki", "uzun": long})
    assert written == (
        "kisa: İĞÜŞÖÇ ığüşöç\n"
        'kod: "no"\n'
        "gun: 2014-01-01\n"
        "cok: |-\n  bir\n  iki\n"
        "uzun: >-\n"
        "  Belediye, başvuruyu aldığı günden başlayarak en geç otuz gün içinde sonuçlandırır; Belediye,\n"
        "  başvuruyu aldığı günden başlayarak en geç otuz gün içinde sonuçlandırır; böyle bitirir.\n"
    )


def test_a_hidden_turn_of_the_line_stands_escaped_in_the_file():
    assert emit({"a": "x\u202ey"}) == 'a: "x\\u202ey"\n'


@settings(max_examples=60, deadline=None)
@given(definition=definitions())
def test_what_is_written_is_read_as_it_was_and_written_again_to_the_byte(definition, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    try:
        files = files_of(definition, "1.2.3")
    except UnwritablePackError:
        return
    write_folder(folder, definition, "1.2.3")
    document = _document_of(folder)
    assert same(document, definition.document())
    assert files_of(read(document), "1.2.3") == files
    assert {str(one.relative_to(folder)): one.read_text() for one in folder.rglob("*.yaml")} == files


def _document_of(folder: Path) -> dict[str, Any]:
    """Return the document of a folder whose content need not make sense."""
    from apps.programmes.packs.reading import _Reader

    return _Reader(folder).document()[0]


def test_the_order_in_which_a_database_returns_a_condition_makes_no_other_file():
    leaf = {"field": "age", "operator": ">=", "value": 18}
    written = [
        {"combinator": "and", "not": True, "rules": [leaf]},
        {"rules": [dict(reversed(leaf.items()))], "not": True, "combinator": "and"},
    ]
    files = [files_of(read(_with_condition(one)), "1.0.0")["rules/uygunluk.yaml"] for one in written]
    assert files[0] == files[1]
    assert files[0].index("combinator") < files[0].index("not") < files[0].index("field") < files[0].index("value: 18")


def _with_condition(condition: dict[str, Any]) -> dict[str, Any]:
    clause = {"key": "yas", "condition": condition, "effect": {"kind": "require"}, "message": {"tr": "Yaş"}}
    rules = {"key": "uygunluk", "point": "eligibility", "label": {"tr": "Uygunluk"}, "clauses": [clause]}
    return made_up(rules=[rules])


def test_every_field_that_holds_a_condition_is_written_as_one():
    models = [model for module in (flow, forms) for model in vars(module).values() if isinstance(model, type)]
    found = {
        name
        for model in models
        if issubclass(model, BaseModel)
        for name, info in model.model_fields.items()
        if "dict[str, typing.Any]" in str(info.annotation)
    }
    assert found == CONDITIONS


def test_files_of_parts_that_are_gone_are_removed_and_the_readme_stays(folder):
    (folder / "README.md").write_text("# Deneme\n")
    pack = read_folder(folder).pack
    assert pack is not None
    write_folder(folder, pack.definition.model_copy(update={"forms": ()}), "1.0.1")
    assert sorted(one.name for one in folder.rglob("*.*")) == ["README.md", "pack.yaml", "programme.yaml"]


def test_an_order_that_is_not_the_alphabets_is_kept(folder):
    _written(folder, {"forms/a_son.yaml": FORM, "pack.yaml": PACK + "order:\n  forms: [basvuru, a_son]\n"})
    pack = read_folder(folder).pack
    assert pack is not None
    assert [form.key for form in pack.definition.forms] == ["basvuru", "a_son"]
    assert "order:\n  forms:\n    - basvuru\n    - a_son\n" in files_of(pack.definition, "1.0.0")["pack.yaml"]


@given(st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=2, max_size=2))
def test_versions_are_ordered_as_numbers(numbers):
    first, second = (".".join(map(str, one)) for one in numbers)
    assert is_version(first)
    assert (version_key(first) < version_key(second)) == (numbers[0] < numbers[1])


def test_no_text_that_is_no_version_passes():
    assert not any(map(is_version, ["1.0", "1.0.0-rc", "v1.0.0", "01.0.0", "", None, 1, "1.0.0\n"]))


@pytest.mark.parametrize("code", shipped_codes())
def test_a_shipped_pack_passes_and_stands_in_its_canonical_form(code):
    folder = packs_folder() / code
    reading = read_folder(folder)
    assert not reading.errors, "\n".join(one.text(f"packs/{code}") for one in reading.errors)
    assert reading.pack is not None
    assert reading.pack.code == code
    files = files_of(reading.pack.definition, reading.pack.version)
    stands = {one.relative_to(folder).as_posix(): one.read_text() for one in folder.rglob("*.yaml")}
    assert stands == files, f"./omuz pack format packs/{code}"


def test_every_shipped_pack_is_listed():
    assert [pack.code for pack in list_shipped()] == shipped_codes()
