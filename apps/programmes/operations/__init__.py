"""What is done to programmes, their versions, packs and capabilities."""

from apps.programmes.operations.starting import pack_code, shipped_pack, start_from_pack

__all__ = ["pack_code", "shipped_pack", "start_from_pack"]
