"""Small figures for readers who may see no person: masked, and so that totals do not give them away.

A figure below the threshold is masked, in a table zero too (that nobody of a group is in a list tells of all of them).
Then further figures are masked until no masked one follows from those that are shown: in every line whose total is
shown at least two are masked, together at least the threshold, and no masked cell can be solved for over several lines
(in the graph of rows and columns it stands in a circle). What is shown is rounded to five, so that two drafts that
differ by a single person show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

THRESHOLD: Final = 10
ROUNDED_TO: Final = 5

Cell = tuple[int, int]
_Line = tuple[str, int]


def rounded(count: int) -> int:
    """Return a count as it is shown, halves up."""
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def masked_count(count: int, *, zero_is_shown: bool = True) -> int | None:
    """Return a figure that stands alone: rounded, or None where it is masked."""
    if count == 0 and zero_is_shown:
        return 0
    return rounded(count) if count >= THRESHOLD else None


def mask_tables(tables: Sequence[Sequence[Sequence[int]]]) -> list[list[list[int | None]]]:
    """Return the tables with margins, masked and rounded; None is a masked figure.

    Each table is rows of columns and counts the same people, so that all have the same totals of columns. What comes
    back has one more column (totals of rows) and one more row (totals of columns; the last cell counts everybody). A
    column in which there is nobody at all is shown as zeros: its total says so.
    """
    grids = [_Grid(table) for table in tables]
    hidden: frozenset[int] = frozenset()
    while True:
        for grid in grids:
            grid.protect(hidden)
        found = hidden.union(*(grid.hidden_totals() for grid in grids)) if grids else hidden
        if found == hidden:
            return [grid.shown() for grid in grids]
        hidden = found


class _Grid:
    """A table with its margins, and which of its cells are masked."""

    def __init__(self, table: Sequence[Sequence[int]]) -> None:
        columns = len(table[0]) if table else 0
        rows = [[*row, sum(row)] for row in table]
        self.cells = [*rows, [sum(row[c] for row in rows) for c in range(columns + 1)]]
        self.height, self.width = len(self.cells), columns + 1
        # Nobody there: shown as zero, and no line's business.
        self._empty = {c for c in range(columns) if self.cells[-1][c] == 0}
        self.masked = {cell for cell in self._all() if self._is_small(cell)}

    def _all(self) -> Iterable[Cell]:
        return ((r, c) for r in range(self.height) for c in range(self.width) if c not in self._empty)

    def _is_small(self, cell: Cell) -> bool:
        count, everybody = self._count(cell), (self.height - 1, self.width - 1)
        return count < THRESHOLD and not (cell == everybody and count == 0)

    def _count(self, cell: Cell) -> int:
        return self.cells[cell[0]][cell[1]]

    def hidden_totals(self) -> frozenset[int]:
        """Return the columns whose total is masked."""
        return frozenset(c for r, c in self.masked if r == self.height - 1)

    def protect(self, hidden: Iterable[int]) -> None:
        """Mask these totals too, and whatever would give a masked cell away."""
        self.masked |= {(self.height - 1, c) for c in hidden}
        while True:
            more = self._open_line() or self._solvable()
            if more is None:
                return
            self.masked.add(more)

    def _lines(self) -> Iterable[list[Cell]]:
        columns = [c for c in range(self.width) if c not in self._empty]
        yield from ([(r, c) for c in columns] for r in range(self.height))
        yield from ([(r, c) for r in range(self.height)] for c in columns)

    def _open_line(self) -> Cell | None:
        """Return a further cell of a line in which what is masked could be told from the rest."""
        for line in self._lines():
            parts, total = line[:-1], line[-1]
            masked = [cell for cell in parts if cell in self.masked]
            if total in self.masked:
                weak = not masked
            else:
                weak = bool(masked) and (len(masked) < 2 or sum(map(self._count, masked)) < THRESHOLD)
            if weak:
                return self._next(parts) or (None if total in self.masked else total)
        return None

    def _next(self, line: Iterable[Cell]) -> Cell | None:
        """Return the cell that is masked next: the smallest that is still shown."""
        return min((cell for cell in line if cell not in self.masked), key=self._count, default=None)

    def _solvable(self) -> Cell | None:
        """Return a cell to mask beside one that several lines together give away, None where there is none."""
        joined = self._joined()
        for cell in sorted(self.masked):
            if _reaches(joined, cell):
                continue
            row = [(cell[0], c) for c in range(self.width) if c not in self._empty]
            column = [(r, cell[1]) for r in range(self.height)]
            beside = self._next(row) or self._next(column) or self._next(self._all())
            if beside is not None:
                return beside
        return None

    def _joined(self) -> dict[_Line, set[_Line]]:
        """Return which rows and columns share a masked cell."""
        joined: dict[_Line, set[_Line]] = {}
        for r, c in self.masked:
            joined.setdefault(("row", r), set()).add(("column", c))
            joined.setdefault(("column", c), set()).add(("row", r))
        return joined

    def shown(self) -> list[list[int | None]]:
        """Return what readers see."""
        return [
            [None if (r, c) in self.masked else rounded(count) for c, count in enumerate(row)]
            for r, row in enumerate(self.cells)
        ]


def _reaches(joined: Mapping[_Line, set[_Line]], cell: Cell) -> bool:
    """Return whether row and column of a masked cell are joined by other masked cells: it stands in a circle."""
    start, goal = ("row", cell[0]), ("column", cell[1])
    seen: set[_Line] = {start}
    waiting: list[_Line] = [start]
    while waiting:
        line = waiting.pop()
        for other in joined[line] - seen:
            if other == goal:
                if line == start:
                    continue  # the cell itself
                return True
            seen.add(other)
            waiting.append(other)
    return False
