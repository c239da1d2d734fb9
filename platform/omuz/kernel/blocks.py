"""Blocks that are entered by `with` and by nothing else.

contextlib's blocks also work as decorators. A decorator is evaluated once, when its module is loaded: `@enter(room)`
would bind a function to the municipality of that moment for the life of the process.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import _GeneratorContextManager
from typing import Any, Never, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Block(_GeneratorContextManager[_T]):
    """What `block` returns; calling it, as a decorator does, is refused."""

    def __call__(self, func: Any) -> Never:
        """Refuse to decorate.

        Raises:
            TypeError: always.
        """
        raise TypeError("A municipality is entered by `with`, where the work is done; never by a decorator.")


def block(function: Callable[_P, Iterator[_T]]) -> Callable[_P, Block[_T]]:
    """Return `function`, a generator with one yield, as a block for `with`: contextmanager without the decorator."""

    @functools.wraps(function)
    def begin(*args: _P.args, **kwargs: _P.kwargs) -> Block[_T]:
        return Block(function, args, kwargs)  # type: ignore[arg-type]  # an iterator will do

    return begin
