"""Cache keys that cannot meet: each carries the municipality's immutable key."""

from omuz.kernel.context import scope_key


def municipality_cache_key(key: str, key_prefix: str, version: int) -> str:
    """Return the stored form of a cache key; without a municipality it is the platform's own."""
    return f"omuz:{scope_key()}:{key_prefix}:{version}:{key}"
