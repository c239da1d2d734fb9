"""The wording of problems is one file, and the browser has the same one."""

from pathlib import Path

import pytest

from apps.programmes.forms import messages

ROOT = Path(__file__).resolve().parents[3]


def test_browser_and_server_say_the_same_words():
    server = ROOT / "apps/programmes/forms/messages.json"
    browser = ROOT / "frontend/src/ui/programme-form/messages.json"
    assert server.read_bytes() == browser.read_bytes()


@pytest.mark.parametrize("code", list(messages()))
@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_problem_has_a_sentence_and_a_remedy(code, language):
    message, remedy = messages()[code][language]
    assert message.endswith(".")
    assert remedy.endswith(".")
