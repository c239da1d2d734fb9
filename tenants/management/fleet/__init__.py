"""The verbs of `./omuz fleet`, one module each; a new one is added to the table below."""

from tenants.management.fleet import checking, migrating, showing, spares
from tenants.management.verbs import Verb

VERBS: tuple[Verb, ...] = (
    showing.STATUS,
    migrating.MIGRATE,
    spares.SPARES,
    checking.CHECK,
)
