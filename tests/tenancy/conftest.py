"""What the tests of tenancy share."""

import pytest
from django.db import connections


@pytest.fixture(autouse=True, scope="session")
def _owners_tables_are_emptied_by_us() -> None:
    """Keep Django from flushing through the owner's login: `_leave_no_rows` empties every room."""
    connections["owner"].settings_dict["TEST"]["MIRROR"] = "default"
