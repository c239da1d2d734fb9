"""The verbs of `./omuz pack`, one module each."""

from omuz.commands.packs import applying, checking, comparing, exporting
from tenants.management.verbs import Verb

VERBS: tuple[Verb, ...] = (
    checking.CHECK,
    checking.FORMAT,
    checking.LIST,
    applying.APPLY,
    exporting.EXPORT,
    comparing.DIFF,
    comparing.MERGE,
)
