"""`./omuz report` says the same as the screen, in values for programs and in columns for people."""

import io
import json
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from omuz.commands.management.commands import report as command
from omuz.demo.people.margins import published


@pytest.fixture
def inside(seeded, monkeypatch):
    """Let the command read what the module's open transaction holds."""

    @contextmanager
    def stay(municipality):
        assert municipality == seeded
        yield

    monkeypatch.setattr(command, "get_municipality", lambda slug: seeded if slug == "kayseri" else None)
    monkeypatch.setattr(command, "list_municipalities", lambda: [seeded])
    monkeypatch.setattr(command.scope, "enter", stay)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("report", *arguments, stdout=out)
    return out.getvalue()


def test_its_json_has_the_shape_and_the_figures_of_the_data_file(inside):
    values = json.loads(run("kayseri", "mdis", "--format", "json"))
    assert (values["report"], values["municipality"], values["as_of"]) == ("mdis", "kayseri", "2016-11-19")
    for name, table in values["tables"].items():
        wanted = published()["tables"][name]
        for row, expected in zip(table["rows"], wanted["rows"], strict=True):
            assert row["key"] == expected["key"]
            assert row["n"] == expected["n"]
            assert row["percent"] == expected.get("expected")
            assert row.get("published") == expected.get("published")
        if "total" in wanted:
            total = {name: wanted["total"][name] for name in ("n", "published")}
            assert table["total"] == total | {"percent": wanted["total"]["expected"]}


def test_its_text_shows_the_printed_figure_where_it_differs(inside):
    text = run("kayseri", "mdis")
    assert "19.11.2016 itibarıyla" in text
    assert "%27,8   (yayımlanan: %28;" in text
    assert "Payda: 747 kişi" in text
    assert "Payda: 155 üyelik" in text


def test_another_day_gives_other_figures(inside):
    values = json.loads(run("kayseri", "mdis", "--as-of", "31.12.2015", "--format", "json"))
    assert values["as_of"] == "2015-12-31"
    assert 0 < values["tables"]["gender"]["total"]["n"] < 824
    # What was printed belongs to its own day only.
    assert "published" not in values["tables"]["gender"]["rows"][0]


@pytest.mark.parametrize(
    "arguments", [("nowhere", "mdis"), ("kayseri", "unknown"), ("kayseri", "mdis", "--as-of", "2999-01-01")]
)
def test_what_cannot_be_answered_is_said_in_words(inside, arguments):
    with pytest.raises(CommandError) as said:
        run(*arguments)
    assert str(said.value)
