"""Is it well: short questions to running services."""

import http.client
import json
from typing import Any

from omuz.local.ports import LOOPBACK


def answers_http(port: int, path: str, *, seconds: float = 2.0) -> bool:
    """Return whether a web server on `port` answers `path` with 200."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=seconds)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}", "Connection": "close"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def get_json(port: int, host: str, path: str, *, seconds: float = 5.0) -> Any:
    """Return what the web server on `port` answers for `host` and `path`; None when it is no JSON or not 200."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=seconds)
    try:
        connection.request("GET", path, headers={"Host": host, "Connection": "close", "Accept": "application/json"})
        answer = connection.getresponse()
        return json.loads(answer.read()) if answer.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
