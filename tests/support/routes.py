"""Every address of the API, read from the URL resolver: tests that walk them are joined by new ones by themselves."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from api.permissions import Required
from omuz.kernel.ids import new_id

_CONVERTER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_METHODS = ("get", "post", "put", "patch", "delete")


@dataclasses.dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one address."""

    method: str
    pattern: str
    view: type[Any]
    required: Required | None

    @property
    def name(self) -> str:
        """Return "GET staff/<uuid:user_id>/"."""
        return f"{self.method} {self.pattern}"

    def path(self) -> str:
        """Return an address of nothing: keys that no row has."""
        return "/api/v1/" + _CONVERTER.sub(_nothing, self.pattern)


def _nothing(found: re.Match[str]) -> str:
    values: Mapping[str | None, str] = {"uuid": str(new_id()), "int": "987654321", "slug": "yok", "date": "2016-11-19"}
    return values.get(found["kind"], "yok")


def walk(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every route with its callback."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, path)
        elif isinstance(entry, URLPattern):
            yield path, entry.callback


def view_of(callback: Any) -> type[Any] | None:
    """Return the class behind a callback, or None."""
    return getattr(callback, "view_class", None) or getattr(callback, "cls", None)


def api_views() -> dict[str, type[Any]]:
    """Return the API's views by their path below /api/v1/."""
    found = {path.removeprefix("api/v1/"): view_of(call) for path, call in walk() if path.startswith("api/v1/")}
    return {path: view for path, view in found.items() if view is not None}


def endpoints() -> list[Endpoint]:
    """Return every method of every address of the API."""
    return [
        Endpoint(method.upper(), path, view, getattr(view, "required_rights", {}).get(method.upper()))
        for path, view in sorted(api_views().items())
        for method in _METHODS
        if hasattr(view, method)
    ]
