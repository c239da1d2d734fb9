"""Messages leave once: whatever the broker loses or delivers twice, whatever the provider answers."""

import datetime as dt
import threading
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from omuz.kernel import clock, outbox, sending
from omuz.kernel.gateway import Gateway, GatewayError
from omuz.kernel.models import OutgoingMessage
from omuz.kernel.sending import delivery, senders
from omuz.kernel.sending.delivery import MAX_ATTEMPTS, deliver_message, hand_out_due
from omuz.settings.environment import Environment
from omuz.settings.sending import gateway_of
from tenants import scope
from tests.support.queue import deliver

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
ABOUT = uuid.UUID(int=7)
WORDS = "Randevunuz 21.11.2026 14.30"


@pytest.fixture
def folder(settings, tmp_path):
    settings.OMUZ_SMS_FOLDER, settings.OMUZ_SMS_GATEWAY = str(tmp_path), None
    return tmp_path


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the deliveries."""
    moments = [NOW]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return lambda moment: moments.__setitem__(0, moment)


def noted(key="a:1", **how):
    sending.send_sms(key=key, to="+905321234567", text=WORDS, about_id=ABOUT, now=NOW, **how)
    return OutgoingMessage.objects.get(key=key)


def test_a_text_message_lands_in_the_folder_and_nowhere_in_the_log(kayseri, folder, at, caplog):
    row = noted()
    deliver_message(outgoing_id=str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.attempts) == ("sent", NOW, 1)
    assert WORDS in (folder / f"{row.pk}.txt").read_text()
    [said] = sending.messages_about([ABOUT])[ABOUT]
    assert (said.to, said.text) == ("+905321234567", WORDS)
    assert WORDS.encode() not in bytes(row.sealed)
    assert WORDS not in caplog.text
    assert "5321234567" not in caplog.text


def test_what_is_noted_twice_is_told_once(kayseri, folder, at):
    noted()
    assert sending.send_sms(key="a:1", to="+90", text="x", about_id=ABOUT, now=NOW) is False
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_delivered_three_times_by_the_broker_it_leaves_once(municipalities, folder, monkeypatch):
    left = []
    monkeypatch.setattr(senders, "send", lambda _, **how: left.append(how["message_id"]))
    with scope.enter(municipalities["kayseri"]):
        row = noted(due_at=NOW + dt.timedelta(seconds=1))
    for _ in range(3):
        deliver(deliver_message, "kayseri", outgoing_id=str(row.pk))
    assert left == [row.pk]
    with scope.enter(municipalities["kayseri"]):
        assert OutgoingMessage.objects.get().state == "sent"


def test_lost_by_the_broker_it_is_asked_for_again(kayseri, folder, at):
    row = noted()
    assert hand_out_due(now=NOW + dt.timedelta(minutes=5)) == 0, "it may still be on its way"
    assert hand_out_due(now=NOW + dt.timedelta(minutes=11)) == 1
    assert hand_out_due(now=NOW + dt.timedelta(minutes=12)) == 0
    assert set(outbox.turns([row.pk], now=NOW)) == {row.pk}


def test_a_worker_that_died_while_sending_is_followed_by_another(kayseri, folder, at):
    row = noted()
    assert delivery.claim(row.pk, now=NOW) is not None
    assert delivery.claim(row.pk, now=NOW + dt.timedelta(minutes=1)) is None, "the first may still be sending"
    at(NOW + dt.timedelta(minutes=11))
    assert hand_out_due(now=clock.now()) == 1
    deliver_message(outgoing_id=str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("sent", 2)
    assert [path.name for path in folder.iterdir()] == [f"{row.pk}.txt"]


def test_failures_are_tried_later_each_time_and_then_shown(kayseri, folder, at, monkeypatch):
    def refuse(*_, **__):
        raise GatewayError("unreachable")

    monkeypatch.setattr(senders, "send", refuse)
    row, waits, moment = noted(), [], NOW
    for _ in range(MAX_ATTEMPTS):
        deliver_message(outgoing_id=str(row.pk))
        row.refresh_from_db()
        waits.append((row.due_at - moment).total_seconds() / 60)
        moment = row.due_at
        at(moment)
    assert waits[:7] == [1, 2, 4, 8, 16, 32, 60]
    assert (row.state, row.trouble, row.attempts) == ("failed", "unreachable", MAX_ATTEMPTS)
    deliver_message(outgoing_id=str(row.pk))
    assert OutgoingMessage.objects.get().attempts == MAX_ATTEMPTS


def test_a_number_that_the_provider_refuses_is_not_tried_again(kayseri, folder, at, monkeypatch):
    def refuse(*_, **__):
        raise GatewayError("http_400", is_final=True)

    monkeypatch.setattr(senders, "send", refuse)
    row = noted()
    deliver_message(outgoing_id=str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.trouble) == ("failed", "http_400")


def test_a_message_that_came_too_late_is_withheld(kayseri, folder, at):
    row = noted(expires_at=NOW + dt.timedelta(hours=1))
    at(NOW + dt.timedelta(hours=2))
    deliver_message(outgoing_id=str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.trouble) == ("withheld", "expired")
    assert not list(folder.iterdir())


def test_its_purpose_is_asked_again_before_it_leaves(kayseri, folder, at):
    answers = [sending.Later(NOW + dt.timedelta(hours=3)), sending.Never("cancelled")]
    sending.register_purpose("test.purpose", lambda *_: answers.pop(0))
    assert sending.queue_message(key="b:1", purpose="test.purpose", about_id=ABOUT, now=NOW)
    row = OutgoingMessage.objects.get()
    deliver_message(outgoing_id=str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("waiting", NOW + dt.timedelta(hours=3))
    at(row.due_at)
    deliver_message(outgoing_id=str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.trouble, row.attempts) == ("withheld", "cancelled", 0)


def test_an_email_bears_the_municipalitys_name_and_an_id_of_its_own(kayseri, at, mailoutbox):
    sending.send_email(key="c:1", to="a@example.org", subject="Randevu", text=WORDS, about_id=ABOUT, now=NOW)
    row = OutgoingMessage.objects.get()
    deliver_message(outgoing_id=str(row.pk))
    [mail] = mailoutbox
    assert mail.body == WORDS
    assert str(row.pk) in mail.extra_headers["Message-ID"]
    assert mail.from_email.startswith("=?utf-8?") or kayseri.name in mail.from_email


class Provider:
    """A provider of text messages on this machine."""

    def __init__(self):
        self.heard, self.answers = [], []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.heard.append((self.path, self.headers["Authorization"], body))
                status, text = provider.answers.pop(0)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/sms?ref={{id}}"


@pytest.fixture
def provider():
    one = Provider()
    yield one
    one.server.shutdown()
    one.server.server_close()


def gateway(url, **how):
    headers = {"Content-Type": "application/json", "Authorization": "Basic gizli"}
    return Gateway(url=url, headers=headers, body='{"no":"{to}","msg":"{text}"}', answer="^00", **how)


def test_a_provider_hears_number_and_words_escaped_for_its_format(provider):
    provider.answers = [(200, "00 4711")]
    gateway(provider.url).send(to="+905321234567", text='Sayın "Öğüt"\n14.30', message_id="m-1")
    [(path, secret, body)] = provider.heard
    assert (path, secret) == ("/sms?ref=m-1", "Basic gizli")
    assert body == '{"no":"905321234567","msg":"Sayın \\"Öğüt\\"\\n14.30"}'


@pytest.mark.parametrize(
    ("answer", "code", "final"),
    [((200, "30 yetki yok"), "answer_not_expected", False), ((400, "x"), "http_400", True),
     ((429, "x"), "http_429", False), ((503, "x"), "http_503", False), ((302, ""), "http_302", False)],
)  # fmt: skip
def test_what_a_provider_refuses_is_told_apart(provider, answer, code, final):
    provider.answers = [answer]
    with pytest.raises(GatewayError) as refused:
        gateway(provider.url).send(to="+905321234567", text="x", message_id="m")
    assert (refused.value.code, refused.value.is_final) == (code, final)


def test_a_provider_that_is_away_is_no_reason_to_give_up():
    with pytest.raises(GatewayError) as refused:
        gateway("http://127.0.0.1:1/").send(to="+905321234567", text="x", message_id="m")
    assert (refused.value.code, refused.value.is_final) == ("unreachable", False)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [({"OMUZ_SMS_URL": "http://sms.example.org/{to}/{text}"}, "https"),
     ({"OMUZ_SMS_HEADERS": "gizli"}, "JSON"),
     ({"OMUZ_SMS_BODY": "{to}"}, "text"),
     ({"OMUZ_SMS_METHOD": "DELETE"}, "method"),
     ({"OMUZ_SMS_ANSWER": "("}, "regular")],
)  # fmt: skip
def test_a_wrong_configuration_stops_the_start_without_showing_a_secret(wrong, word):
    source = {
        "OMUZ_SMS_URL": "https://sms.example.org/gizli", "OMUZ_SMS_BODY": "{to} {text}", "OMUZ_SMS_HEADERS": "{}",
    } | wrong  # fmt: skip
    with pytest.raises(ImproperlyConfigured, match=word) as refused:
        gateway_of(Environment(source))
    assert "gizli" not in str(refused.value)


def test_without_a_provider_messages_go_to_a_folder():
    assert gateway_of(Environment({})) is None
    assert "gizli" not in repr(gateway("https://x/"))
