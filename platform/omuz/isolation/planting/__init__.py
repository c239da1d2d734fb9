"""Filling a municipality with words that stand nowhere else."""

from omuz.isolation.planting.clearing import clear_room
from omuz.isolation.planting.columns import fill_remaining_columns
from omuz.isolation.planting.generic import plant_missing_rows
from omuz.isolation.planting.planter import Planted, plant
from omuz.isolation.planting.staff import ROLES_OF, make_staff

__all__ = [
    "ROLES_OF",
    "Planted",
    "clear_room",
    "fill_remaining_columns",
    "make_staff",
    "plant",
    "plant_missing_rows",
]
