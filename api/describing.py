"""The API's own description as one municipality gets it: what no programme there holds is not in it."""

import copy
import json
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

#: The mark that an operation of a capability bears in the description.
CAPABILITY: Final = "x-omuz-capability"
_REFERENCE: Final = re.compile(r'"#/components/schemas/([^"]+)"')


class DescribedSchema(AutoSchema):
    """Describes a view as drf-spectacular does, with the capability that it needs."""

    def get_extensions(self) -> dict[str, Any]:
        """Return the operation's own words."""
        capability = getattr(self.view, "required_capability", None)
        return {CAPABILITY: capability} if capability else {}


def description_for(held: Collection[str]) -> dict[str, Any]:
    """Return the OpenAPI description without the operations of capabilities that are not in `held`.

    Shapes that only those operations use are left out with them.
    """
    described = copy.copy(dict(whole_description()))
    described["paths"] = _paths(described["paths"], held)
    described["components"] = _components(described)
    return described


def whole_description() -> Mapping[str, Any]:
    """Return the description of every operation as plain JSON that nobody changes: made once a process, in seconds."""
    return _whole(settings.ROOT_URLCONF)


@lru_cache(maxsize=2)
def _whole(urlconf: str) -> Mapping[str, Any]:
    made: Mapping[str, Any] = SchemaGenerator(urlconf=urlconf).get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    # Plain JSON: lazy texts are rendered once, and nobody changes what is shared.
    plain: Mapping[str, Any] = json.loads(json.dumps(made, default=str))
    return plain


def _paths(paths: Mapping[str, Any], held: Collection[str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for path, item in paths.items():
        operations = {
            method: operation
            for method, operation in item.items()
            if not isinstance(operation, dict) or operation.get(CAPABILITY, None) in {None, *held}
        }
        if any(isinstance(one, dict) for one in operations.values()):
            kept[path] = operations
    return kept


def _components(described: Mapping[str, Any]) -> dict[str, Any]:
    components = dict(described.get("components", {}))
    schemas: Mapping[str, Any] = components.get("schemas", {})
    used: set[str] = set()
    waiting = set(_REFERENCE.findall(json.dumps(described["paths"])))
    while waiting:
        name = waiting.pop()
        if name in schemas and name not in used:
            used.add(name)
            waiting |= set(_REFERENCE.findall(json.dumps(schemas[name]))) - used
    components["schemas"] = {name: schema for name, schema in schemas.items() if name in used}
    return components
