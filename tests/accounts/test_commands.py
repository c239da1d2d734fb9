"""The two commands for accounts: codes of the demo, and the first administrator of a real municipality."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.models import Invitation
from apps.accounts.operations import ensure_demo_staff, find_invitation
from omuz.kernel import clock
from tenants import scope


def _run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_demo_accounts_are_printed_with_a_code(municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        ensure_demo_staff(now=clock.now())
    line = next(text for text in _run("demo_accounts", "kayseri").splitlines() if "basvuru@" in text)
    assert "Başvuru görevlisi" in line
    assert any(len(word) == 6 and word.isdigit() for word in line.split())


def test_outside_demo_mode_nothing_is_printed(municipalities, db, settings):
    settings.OMUZ_DEMO_ACCOUNTS = False
    with pytest.raises(CommandError):
        _run("demo_accounts", "kayseri")


def test_the_first_administrator_is_invited_from_the_command_line(municipalities, db):
    person = ("--email", "ilk@example.org", "--name", "İlk Yönetici", "--role", "tenant_admin")
    link = _run("staff_invite", "izmir", *person).split()[-1]
    assert link.startswith("http://izmir.localhost")
    with scope.enter(municipalities["izmir"]):
        assert find_invitation(link.rsplit("/", 1)[1], now=clock.now()).roles[0]["role"] == "tenant_admin"
    with scope.enter(municipalities["kayseri"]):
        assert not Invitation.objects.exists()
    with pytest.raises(CommandError, match="açık bir davet"):
        _run("staff_invite", "izmir", *person)
    with pytest.raises(CommandError, match="no municipality"):
        _run("staff_invite", "yok", *person)
