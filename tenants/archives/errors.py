"""What can go wrong with an archive. No message carries a value of a row, a key or a passphrase."""


class ArchiveError(Exception):
    """Something about an archive; the message says what to do."""


class DamagedArchiveError(ArchiveError):
    """The file is not what was written: cut off, altered, reordered, or signed by nobody known."""


class LockedArchiveError(ArchiveError):
    """The file may be whole but does not open here: another master key, a wrong passphrase."""


class CannotRestoreError(ArchiveError):
    """The archive is whole and does not fit: a newer release, an address that is taken, a municipality in service."""
