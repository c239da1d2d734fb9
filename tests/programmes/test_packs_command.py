"""`./omuz pack`: what stands in folders and in municipalities, from the command line."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from apps.accounts.models import OrgUnit
from apps.programmes.definition.paths import value_at, with_value
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.versions import save_section
from apps.programmes.packs import files_of, get_shipped, read_folder, write_folder
from omuz.cli.passing import needs_database
from tenants import scope
from tests.programmes.support import drafted, publish
from tests.programmes.test_packs_files import FORM, PACK, PROGRAMME, _written
from tests.support.staff import NOW, make_actor


def _run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("pack", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    return _written(tmp_path / "deneme", {"pack.yaml": PACK, "programme.yaml": PROGRAMME, "forms/basvuru.yaml": FORM})


@pytest.fixture
def newer(folder, tmp_path):
    """Return the folder of version 1.1.0, in which the form has another title."""
    files = {"pack.yaml": PACK.replace("1.0.0", "1.1.0"), "programme.yaml": PROGRAMME}
    return _written(tmp_path / "yeni", {**files, "forms/basvuru.yaml": FORM.replace("Başvuru formu", "Başvuru")})


def test_a_good_folder_passes(folder):
    assert "deneme 1.0.0 can be used." in _run("check", str(folder))


def test_every_mistake_is_printed_with_its_file_and_line_and_the_command_fails(folder, capsys):
    _written(folder, {"forms/basvuru.yaml": FORM.replace("kind: text", "kind: metin").replace("key: ad", "key: Ad")})
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("pack", "check", str(folder), stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split(f"{folder}/")[1].split(": ")[0] for line in lines] == [
        "forms/basvuru.yaml:8",
        "forms/basvuru.yaml:9",
    ]


def test_mistakes_as_json_hold_everything_a_program_needs(folder):
    _written(folder, {"pack.yaml": PACK.replace("1.0.0", "bir")})
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("pack", "check", str(folder), "--format", "json", stdout=out)
    (one,) = json.loads(out.getvalue())
    assert (one["file"], one["line"], one["code"], one["weight"]) == ("pack.yaml", 3, "version", "error")


def test_all_shipped_packs_pass_and_stand_in_their_canonical_form():
    assert "can be used." in _run("check", "--all")
    _run("format", "--all", "--check")


def test_nothing_named_is_an_error():
    with pytest.raises(CommandError, match="--all"):
        _run("check")


def test_formatting_rewrites_what_is_not_canonical_and_nothing_else(folder):
    _written(folder, {"forms/basvuru.yaml": FORM.replace("Adı", "'Adı'")})
    with pytest.raises(CommandError, match="canonical"):
        _run("format", str(folder), "--check")
    assert _run("format", str(folder)).splitlines() == [f"{folder}/forms/basvuru.yaml"]
    assert (folder / "forms" / "basvuru.yaml").read_text() == FORM
    assert _run("format", str(folder)) == ""


def test_shipped_packs_are_listed_with_their_state():
    rows = {row["code"]: row for row in json.loads(_run("list", "--format", "json"))}
    assert rows["bedestem"]["status"] == "complete"


def test_two_folders_are_compared_in_words(folder, newer):
    lines = _run("diff", str(folder), str(newer)).splitlines()
    assert lines == [
        "~ Formlar › Başvuru › Başlık: Başvuru formu → Başvuru",
        "deneme 1.0.0 → deneme 1.1.0: 1 difference(s).",
    ]


def test_a_merge_asks_for_conflicts_and_writes_what_comes_out(folder, newer, tmp_path):
    local = {"pack.yaml": PACK, "programme.yaml": PROGRAMME, "forms/basvuru.yaml": FORM.replace("Başvuru", "Bizim")}
    mine = _written(tmp_path / "yerel", local)
    names = [str(folder), str(mine), str(newer)]
    with pytest.raises(CommandError, match="1 conflict"):
        _run("merge", *names, "--into", str(tmp_path / "sonuc"))
    assert not (tmp_path / "sonuc").exists()
    said = _run("merge", *names, "--choose", "forms.basvuru.title.tr=mine", "--into", str(tmp_path / "sonuc"))
    assert "! Formlar › Bizim formu › Başlık" in said
    pack = read_folder(tmp_path / "sonuc").pack
    assert pack is not None
    assert (pack.definition.forms[0].title.tr, pack.version) == ("Bizim formu", "1.1.0")


def test_a_choice_for_what_is_no_conflict_is_refused(folder, newer):
    with pytest.raises(CommandError, match="No conflict stands at"):
        _run("merge", str(folder), str(folder), str(newer), "--choose", "name.tr=mine")


def test_a_folder_that_holds_something_else_is_not_written_into(folder, newer, tmp_path):
    (tmp_path / "notlar").mkdir()
    (tmp_path / "notlar" / "onemli.txt").write_text("x")
    with pytest.raises(CommandError, match="no pack"):
        _run("merge", str(folder), str(folder), str(newer), "--into", str(tmp_path / "notlar"))
    assert [one.name for one in (tmp_path / "notlar").iterdir()] == ["onemli.txt"]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["pack", "check", "x"], False),
        (["pack", "diff", "a", "b"], False),
        (["pack", "diff", "a", "kayseri:bedestem"], True),
        (["pack", "apply", "kayseri", "bedestem"], True),
        (["pack"], False),
        (["report", "kayseri"], True),
    ],
)
def test_folders_are_read_without_a_database(command, expected):
    assert needs_database(command) is expected


@pytest.mark.django_db
def test_a_pack_is_applied_exported_and_exported_again_to_the_byte(municipalities, tmp_path):
    _run("apply", "kayseri", "bedestem")
    shipped = get_shipped("bedestem")
    assert shipped is not None
    with scope.enter(municipalities["kayseri"]):
        version = ProgrammeVersion.objects.select_related("programme__unit").get(programme__pack="bedestem")
        assert (version.upstream_version, version.document) == (shipped.version, shipped.definition.document())
        assert version.programme.unit.name == shipped.definition.unit.name

    _run("export", "kayseri", "bedestem", str(tmp_path / "bir"))
    assert _texts(tmp_path / "bir") == files_of(shipped.definition, shipped.version)
    write_folder(tmp_path / "iki", read_folder(tmp_path / "bir").pack.definition, shipped.version)
    assert _texts(tmp_path / "iki") == _texts(tmp_path / "bir")
    assert "0 difference(s)" in _run("diff", "bedestem", "kayseri:bedestem")


def _texts(folder):
    return {one.relative_to(folder).as_posix(): one.read_text() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.django_db
def test_a_new_version_keeps_local_changes_and_asks_for_conflicts(municipalities, folder, newer):
    title = ("forms", "basvuru", "title", "tr")
    with scope.enter(municipalities["kayseri"]):
        OrgUnit.objects.create(name="Deneme birimi")
    _run("apply", "kayseri", str(folder), "--unit", "Deneme birimi")
    with scope.enter(municipalities["kayseri"]):
        version = ProgrammeVersion.objects.get(programme__code="deneme")
        document = with_value(version.document, title, "Bizim form")
        actor = make_actor("tenant_admin")
        save_section(version.pk, "forms", document["forms"], seen=version.version, actor=actor, now=NOW)
    with pytest.raises(CommandError) as refused:
        _run("apply", "kayseri", str(newer))
    assert "forms.basvuru.title.tr" in str(refused.value)
    assert "Bizim form" in str(refused.value)
    assert "takes over deneme 1.1.0" in _run("apply", "kayseri", str(newer), "--take", "mine")
    with scope.enter(municipalities["kayseri"]):
        version.refresh_from_db()
    assert (value_at(version.document, title), version.upstream_version) == ("Bizim form", "1.1.0")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["apply", "nowhere", "bedestem"], "no municipality"),
        (["apply", "kayseri", "nothing"], "neither a folder nor a shipped pack"),
        (["apply", "kayseri", "bedestem", "--unit", "Olmayan"], "no unit"),
        (["export", "kayseri", "none", "/tmp/none"], "programme_unknown"),
        (["diff", "bedestem", "kayseri:none@x"], "no version number"),
    ],
)
def test_what_is_not_there_is_said_so(municipalities, arguments, message):
    with pytest.raises(CommandError, match=message):
        _run(*arguments)


@pytest.mark.django_db
def test_an_older_version_is_exported_by_its_number(municipalities, tmp_path):
    with scope.enter(municipalities["kayseri"]):
        first = publish(drafted())
    _run("export", "kayseri", "deneme-programi", str(tmp_path / "eski"), "--number", str(first.number))
    assert (tmp_path / "eski" / "pack.yaml").is_file()
    with pytest.raises(CommandError, match="programme_unknown"):
        _run("export", "kayseri", "deneme-programi", str(tmp_path / "yok"), "--number", "7")
