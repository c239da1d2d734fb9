"""`./omuz fleet <verb>`: all municipalities at once; the verbs stand in tenants/management/fleet/."""

from tenants.management.fleet import VERBS
from tenants.management.verbs import VerbCommand


class Command(VerbCommand):
    """Watches, migrates and prepares the fleet."""

    help = "The fleet of municipalities: spare rooms and more; --help after each verb."
    verbs = VERBS
