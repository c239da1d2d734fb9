"""What can go wrong with keys and sealed values. No message carries a value, a key or the path of a row's content."""


class CryptoError(Exception):
    """Something about keys or sealed values."""


class MasterKeyError(CryptoError):
    """The master key file is missing, malformed, or lacks the key that wrapped a data key."""


class NoDataKeyError(CryptoError):
    """The room has no data key yet: `ensure_data_keys` runs when a municipality is made."""


class CannotOpenError(CryptoError):
    """A sealed value does not open here: damaged, or moved from another row, field or municipality."""


class PersonKeyDestroyedError(CryptoError):
    """The person's key has been destroyed by disposal; what it sealed stays unreadable, and nothing new is sealed."""
