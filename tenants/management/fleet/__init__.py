"""The verbs of `./omuz fleet`, one module each; a new one is added to the table below."""

from tenants.management.fleet import spares
from tenants.management.verbs import Verb

VERBS: tuple[Verb, ...] = (spares.SPARES,)
