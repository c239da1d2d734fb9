"""What is to be done after the commit is done in the municipality in which it was asked for, or not at all."""

import functools
from collections.abc import Callable
from typing import Any

from omuz.kernel import context


def in_its_room(connection: Any, function: Callable[[], object]) -> Callable[[], object]:
    """Return `function` bound to the room that is entered on `connection`; outside of any, `function` itself.

    When it runs the transaction is over, and role and path with it: it has the municipality's context (cache keys,
    queue headers) and no table, unless it enters the municipality again.

    Raises:
        CrossMunicipalityError: here, when context and connection disagree; later, when another room is entered.
    """
    room = connection.omuz_scope
    if room is None:
        return function
    if room != context.scope_key():
        raise context.CrossMunicipalityError("The connection is in another municipality than the running code.")
    municipality = context.current_municipality()

    @functools.wraps(function)
    def run() -> object:
        if connection.omuz_scope not in {None, room}:
            raise context.CrossMunicipalityError("Another municipality is entered than when this was asked for.")
        with context.bind_municipality(municipality):
            return function()

    return run
