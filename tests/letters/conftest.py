"""A case of a kitchen and the manager of its unit, for every test of letters that asks for no others."""

import pytest

from tests.cases.support import kitchen, opened
from tests.support.staff import make_actor


@pytest.fixture
def case(kayseri):
    return opened(kitchen())


@pytest.fixture
def manager(kayseri):
    return make_actor()
