"""What can be wrong with a file as a whole, or with one cell of it."""

from dataclasses import dataclass


class FileRefused(Exception):  # noqa: N818 - says what happened, as the domain errors do
    """The file is not read at all: hostile, broken, or of a kind that is not understood.

    `code` is stable; `message` and `remedy` are Turkish sentences for the person who sent the file.
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell's value cannot be taken, and what to write instead (Turkish)."""

    code: str
    message: str
    remedy: str
