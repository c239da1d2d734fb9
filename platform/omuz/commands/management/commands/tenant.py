"""`./omuz tenant <verb>`: a municipality's life from the command line; the verbs stand in omuz/commands/tenants/."""

from omuz.commands.tenants import VERBS
from tenants.management.verbs import VerbCommand


class Command(VerbCommand):
    """Makes, shows, stops and changes municipalities."""

    help = "Make, list, show, suspend, rename municipalities and more; --help after each verb."
    verbs = VERBS
