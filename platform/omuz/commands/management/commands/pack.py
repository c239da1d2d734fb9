"""`./omuz pack <verb>`: programmes as folders of files; the verbs stand in omuz/commands/packs/."""

from omuz.commands.packs import VERBS
from tenants.management.verbs import VerbCommand


class Command(VerbCommand):
    """Checks, takes over, writes, compares and merges packs."""

    help = "Check, apply, export, compare and merge packs: programmes as folders of files."
    verbs = VERBS
