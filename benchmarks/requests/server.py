"""One application in one process that answers what stdin asks for: with tenancy or without, by its settings.

A line is {"path", "rooms": [[host, session], ...], "count", "count_statements"}; the answer is the milliseconds of each
request. No HTTP server stands between: what is measured is our code and the database.
"""

import io
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from typing import Any

from django.core.wsgi import get_wsgi_application


def environ(path: str, host: str, session: str) -> dict[str, Any]:
    """Return what a web server hands over."""
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path.partition("?")[0], "QUERY_STRING": path.partition("?")[2],
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": f"{host}:8000", "HTTP_COOKIE": f"omuz_session={session}" if session else "",
        "HTTP_ACCEPT": "application/json", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False, "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }  # fmt: skip


def ask(application: Any, path: str, host: str, session: str) -> None:
    """Make one request to its end.

    Raises:
        RuntimeError: the answer is not 200; a wrong answer is no measurement.
    """
    states: list[str] = []

    def start(state: str, *_: Any) -> None:
        states.append(state)

    answer = application(environ(path, host, session), start)
    body = b"".join(answer)
    answer.close()
    if not states[0].startswith("200"):
        raise RuntimeError(f"{path} at {host}: {states[0]} {body[:300]!r}")


def statements(application: Any, path: str, host: str, session: str) -> list[str]:
    """Return the statements of one request, in the words that were sent."""
    from django.db import connection

    seen: list[str] = []

    def note(execute: Any, sql: Any, parameters: Any, many: bool, context: Any) -> Any:
        seen.append(str(sql))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        ask(application, path, host, session)
    return seen


def answers(application: Any) -> Iterator[dict[str, Any]]:
    """Yield the answer to each line of stdin."""
    for line in sys.stdin:
        wanted = json.loads(line)
        rooms, times = cycle(wanted["rooms"]), []
        for _ in range(wanted["count"]):
            host, session = next(rooms)
            began = time.perf_counter()
            ask(application, wanted["path"], host, session)
            times.append((time.perf_counter() - began) * 1000)
        host, session = wanted["rooms"][0]
        texts = statements(application, wanted["path"], host, session) if wanted["count_statements"] else []
        yield {"times": times, "statements": texts}


def main() -> None:
    """Answer until stdin ends."""
    application = get_wsgi_application()
    for answer in answers(application):
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
