"""Shipped packs, and taking over their new versions."""
