"""`./omuz fleet <verb>`: all municipalities at once; the verbs stand in tenants/management/fleet/."""

from tenants.management.fleet import VERBS
from tenants.management.verbs import VerbCommand


class Command(VerbCommand):
    """Watches, migrates and prepares the fleet."""

    help = "All municipalities at once: who is at head, migrating them, spare rooms; --help after each verb."
    # It runs where the tables do not exist yet.
    requires_system_checks: list[str] = []
    verbs = VERBS
