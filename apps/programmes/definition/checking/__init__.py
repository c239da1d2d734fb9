"""What is wrong with, or missing in, a definition whose shape is right."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final

from apps.programmes.definition.checking import (
    articles,
    capabilities,
    flow,
    forms,
    groups,
    indicators,
    references,
    rules,
)
from apps.programmes.definition.findings import Finding
from apps.programmes.definition.programme import Definition

_CHECKS: Final[tuple[Callable[[Definition], Iterable[Finding]], ...]] = (
    references.findings,
    groups.findings,
    capabilities.findings,
    flow.findings,
    forms.findings,
    rules.findings,
    indicators.findings,
    articles.findings,
)


#: Findings of the definitions that were checked last, by their content. A draft is checked when it is saved, shown,
#: submitted and approved, mostly without a change in between.
_KEEP: Final = 32
_found: Final[OrderedDict[bytes, tuple[Finding, ...]]] = OrderedDict()
_lock: Final = threading.Lock()


def check(definition: Definition) -> tuple[Finding, ...]:
    """Return everything that is wrong or incomplete, subject by subject; an empty answer can be published.

    The same content is worked out once: findings follow from the definition and from what is registered at start.
    """
    key = hashlib.sha256(definition.model_dump_json().encode()).digest()
    with _lock:
        if key in _found:
            _found.move_to_end(key)
            return _found[key]
    findings = tuple(finding for one in _CHECKS for finding in one(definition))
    with _lock:
        _found[key] = findings
        while len(_found) > _KEEP:
            _found.popitem(last=False)
    return findings
