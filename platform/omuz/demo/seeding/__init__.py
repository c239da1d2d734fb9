"""Writing the demo into the database: municipalities, staff, programmes, people, providers, published figures."""

from omuz.demo.seeding.houses import HOUSES, House
from omuz.demo.seeding.steps import seed_demo, seed_house

__all__ = ["HOUSES", "House", "seed_demo", "seed_house"]
