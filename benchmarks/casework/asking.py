"""What is asked of the application, and how: in this process, with no web server between."""

import dataclasses
import datetime as dt
import io
import json
import statistics
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from typing import Any, Final

from django.core.wsgi import get_wsgi_application
from django.db import connection

from apps.accounts.sessions import start_session
from apps.cases.models import Case
from apps.decisions.models import Decision
from apps.letters.models import Letter
from apps.petitions.models import Petition
from benchmarks.casework.filling import SLUG, member, programme
from benchmarks.requests import server
from omuz.kernel import context
from tenants import scope

#: Who asks, by the demo's mailbox; they belong to one crew among many.
WHO: Final = {"clerk": "basvuru", "manager": "mudur", "coach": "iskocu"}
CREW: Final = 3
_OF_CASE: Final = "/api/v1/cases/{case}/"
ASKED: Final[tuple[tuple[str, str, str], ...]] = (
    ("a case's page", "clerk", _OF_CASE),
    ("a case's page", "coach", _OF_CASE),
    ("a case's story", "clerk", _OF_CASE + "timeline/"),
    ("a case's application", "clerk", _OF_CASE + "application/"),
    ("a case's documents", "clerk", _OF_CASE + "documents/"),
    ("a case's outcomes", "clerk", _OF_CASE + "outcomes/"),
    ("a case's plans", "coach", _OF_CASE + "plans/"),
    ("a case's decisions", "manager", _OF_CASE + "decisions/"),
    ("list of cases", "clerk", "/api/v1/cases/"),
    ("list of cases, by a name", "clerk", "/api/v1/cases/?q=ay"),
    ("list of cases, overdue", "clerk", "/api/v1/cases/?overdue=true"),
    ("work queues, mine", "clerk", "/api/v1/work/"),
    ("work queues, all", "manager", "/api/v1/work/?mine=false"),
    ("one queue", "clerk", "/api/v1/work/cases_overdue/?mine=false"),
    ("workload of everybody", "manager", "/api/v1/work/caseload/"),
    ("diary of a week", "clerk", "/api/v1/appointments/?from={week}&to={today}"),
    ("slots of two weeks", "clerk", "/api/v1/slots/?programme={programme}&service=application&from={today}&to={later}"),
    ("list of letters", "manager", "/api/v1/letters/"),
    ("a letter", "manager", "/api/v1/letters/{letter}/"),
    ("list of decisions", "manager", "/api/v1/decisions/"),
    ("a decision", "manager", "/api/v1/decisions/{decision}/"),
    ("list of petitions", "manager", "/api/v1/petitions/"),
    ("a petition", "manager", "/api/v1/petitions/{petition}/"),
    ("list of visits", "manager", "/api/v1/visits/"),
    ("a coach's day", "coach", "/api/v1/coaching/today/"),
    ("public booking's days", "", "/api/v1/booking/days/?programme={programme}&service=application&from={today}"),
)
BASELINE: Final = ("who is signed in", "clerk", "/api/v1/me/")


@dataclasses.dataclass(frozen=True, slots=True)
class Figures:
    """What one address took: milliseconds, the process's own processor time of them, statements."""

    p95: float
    processor: float
    statements: int


class Asker:
    """The application in this process, and the sessions and records with which it is asked."""

    def __init__(self, municipality: context.Municipality, *, today: dt.date) -> None:
        self._application = get_wsgi_application()
        self._municipality = municipality
        self.today = today
        with scope.enter(municipality):
            self._sessions = {
                who: start_session(member(mailbox, crew=CREW), mfa=True).session_key or ""
                for who, mailbox in WHO.items()
            } | {"": ""}
            self._coach = member(WHO["coach"], crew=CREW).pk
            self._places = {
                "programme": str(programme().pk), "today": today, "week": today - dt.timedelta(days=6),
                "later": today + dt.timedelta(days=14),
            }  # fmt: skip

    def measured(self, who: str, path: str, *, requests: int) -> Figures:
        """Return what `requests` of an address took, each about another record, after each was asked once."""
        paths = self._paths(who, path)
        asked = list(islice(cycle(paths), requests))
        for one in paths:
            self._ask(who, one)
        times = []
        processor = time.process_time()
        for one in asked:
            began = time.perf_counter()
            self._ask(who, one)
            times.append((time.perf_counter() - began) * 1000)
        processor = (time.process_time() - processor) * 1000 / requests
        statements = max(self._statements(who, one) for one in paths)
        return Figures(statistics.quantiles(times, n=20)[-1], processor, statements)

    def crowd(self, clients: int) -> tuple[float, float, dict[str, int]]:
        """Return p95 of the days and of a booking, from so many clients at once, and what the bookings were answered.

        Every client has a connection and a telephone of its own and wants one of the slots that it was shown.
        """
        days = self._paths("", ASKED[-1][2])[0]
        with ThreadPoolExecutor(clients) as pool:
            found = list(pool.map(lambda number: self._visit(days, number), range(clients)))
        shown, booked = [one[0] for one in found], [one[1] for one in found]
        answers = Counter(state for _, _, state in found)
        return statistics.quantiles(shown, n=20)[-1], statistics.quantiles(booked, n=20)[-1], answers

    def _visit(self, days: str, number: int) -> tuple[float, float, str]:
        began = time.perf_counter()
        _, body = self._send(days, "", connection=number)
        shown = time.perf_counter()
        slots = [slot["id"] for day in json.loads(body)["results"] for slot in day["slots"]]
        wanted = {
            "slot": slots[number % len(slots)], "programme": self._places["programme"], "service": "application",
            "candidate_name": "Deneme Aday", "booker": "self", "phone": f"+90 000 555 {number // 100:02d} {number:02d}",
            "needs": [], "coming_along": False, "website": "",
        }  # fmt: skip
        state, _ = self._send("/api/v1/booking/requests/", "", connection=number, body=json.dumps(wanted).encode())
        connection.close()
        return (shown - began) * 1000, (time.perf_counter() - shown) * 1000, state[:3]

    def _paths(self, who: str, path: str) -> list[str]:
        with scope.enter(self._municipality):
            keys = [self._places | one for one in self._records(who)]
        return list(dict.fromkeys(path.format(**one) for one in keys))

    def _records(self, who: str) -> list[dict[str, uuid.UUID]]:
        """Return some records of every kind, far from one another; a coach's cases are the coach's own."""
        cases = Case.objects.filter(programme=programme())
        if who == "coach":
            cases = cases.filter(responsible=self._coach)
        some = [_spread(rows.order_by("id").values_list("pk", flat=True)) for rows in (
            cases, Letter.objects.all(), Decision.objects.all(), Petition.objects.all()
        )]  # fmt: skip
        return [dict(zip(("case", "letter", "decision", "petition"), one, strict=True)) for one in zip(*some)]  # noqa: B905

    def _statements(self, who: str, path: str) -> int:
        seen: list[str] = []

        def note(execute: Any, sql: Any, parameters: Any, many: bool, context: Any) -> Any:
            seen.append(str(sql))
            return execute(sql, parameters, many, context)

        with connection.execute_wrapper(note):
            self._ask(who, path)
        return len(seen)

    def _ask(self, who: str, path: str) -> None:
        state, body = self._send(path, self._sessions[who])
        if not state.startswith("200"):
            raise RuntimeError(f"{path}: {state} {body[:300]!r}")

    def _send(self, path: str, session: str, *, connection: int = 0, body: bytes = b"") -> tuple[str, bytes]:
        states: list[str] = []

        def start(state: str, *_: Any) -> Any:
            states.append(state)

        environ = server.environ(path, f"{SLUG}.localhost", session)
        environ["REMOTE_ADDR"] = f"10.0.{connection // 250}.{connection % 250 + 1}"
        if body:
            environ |= {
                "REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)),
                "wsgi.input": io.BytesIO(body), "HTTP_IDEMPOTENCY_KEY": str(uuid.uuid4()),
            }  # fmt: skip
        answer: Any = self._application(environ, start)
        content = b"".join(answer)
        answer.close()
        return states[0], content


def _spread(keys: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    found = list(keys)
    return found[:: max(len(found) // 12, 1)][:12]
