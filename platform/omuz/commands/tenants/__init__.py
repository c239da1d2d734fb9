"""The verbs of `./omuz tenant`, one module each; a new one is added to the table below.

They stand above the apps because a municipality's life touches them: its first administrator, its files, its history.
"""

from omuz.commands.tenants import archiving, changing, creating, ending, leaving, listing, showing
from tenants.management.verbs import Verb

VERBS: tuple[Verb, ...] = (
    creating.CREATE,
    listing.LIST,
    showing.SHOW,
    changing.SUSPEND,
    changing.RESUME,
    changing.RENAME,
    changing.FORGET_ADDRESS,
    archiving.BACKUP,
    archiving.VERIFY,
    archiving.RESTORE,
    leaving.EXPORT,
    leaving.UNPACK,
    leaving.NEW_RECIPIENT,
    ending.ARCHIVE,
    ending.DELETE,
)
