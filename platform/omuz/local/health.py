"""Is it well: short questions to running services."""

import http.client

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
