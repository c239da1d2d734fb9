"""Where the stages of a programme stand on paper and which way their steps run. Pure, in points, the same every time.

Stages stand in layers from top to bottom, in the order in which the definition tells them. A step to the next layer
runs straight down through the gap between them; every other one runs along a lane of its own, on the right if it leads
forward, on the left if it goes back. Steps of one transition from several stages share lane and arrow head.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from apps.programmes.definition.flow import Stage, Transition

WIDTH: Final = 200.0
#: Between boxes of one layer.
BESIDE: Final = 36.0
LANE: Final = 24.0
_TRACK: Final = 20.0
_GAP: Final = 30.0
_LINE: Final = 11.5
_PADDING: Final = 16.0
#: Letters that surely fit into a line of a box, of its heading and of its small print.
_HEAD_LETTERS: Final = 30
_SMALL_LETTERS: Final = 42

Point = tuple[float, float]
_SIDES: Final[tuple[Literal["right", "left"], ...]] = ("right", "left")


@dataclass(frozen=True, slots=True)
class Box:
    """A stage: its place, and what stands in it."""

    key: str
    kind: Literal["start", "step", "end"]
    label: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a step on its way, with its name: beside a line that runs down, along a lane."""

    x: float
    y: float
    side: Literal["left", "right", "along", "none"]
    room: float


@dataclass(frozen=True, slots=True)
class Way:
    """A transition as lines; the last point of the first line is its arrow head."""

    key: str
    number: int
    label: str
    is_guarded: bool
    lines: tuple[tuple[Point, ...], ...]
    marks: tuple[Mark, ...]
    joints: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """Everything that is drawn, within (0, 0) and (width, height)."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def lay_out(
    stages: Sequence[Stage],
    transitions: Sequence[Transition],
    *,
    lines: Mapping[str, Sequence[str]] | None = None,
    language: str = "tr",
) -> Diagram:
    """Return the diagram of stages and transitions; `lines` gives the small print of each stage.

    Transitions that name a stage which does not exist (in a draft) are drawn as far as they go.
    """
    known = {stage.key for stage in stages}
    usable = [
        _Step(number, one, tuple(source for source in one.sources if source in known))
        for number, one in enumerate(transitions, 1)
        if one.target in known
    ]
    drawing = _Drawing(stages, [step for step in usable if step.sources], lines or {}, language)
    return drawing.diagram()


@dataclass(frozen=True, slots=True)
class _Step:
    number: int
    transition: Transition
    sources: tuple[str, ...]

    @property
    def target(self) -> str:
        return self.transition.target


def layers_of(stages: Sequence[Stage], arrows: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the layer of each stage: below all from which a step leads forward to it.

    Forward is what the order of the definition says; a stage that nothing leads to stands below the one before it.
    """
    order = {stage.key: index for index, stage in enumerate(stages)}
    into: dict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        if order[source] < order[target]:
            into[target].append(source)
    layers: dict[str, int] = {}
    for index, stage in enumerate(stages):
        above = [layers[source] for source in into[stage.key]]
        if above:
            layers[stage.key] = max(above) + 1
        else:
            layers[stage.key] = layers[stages[index - 1].key] + 1 if index else 0
    return layers


@dataclass(slots=True)
class _Lane:
    """A lane of one transition: from where to where it runs, and how far out."""

    step: _Step
    top: float
    bottom: float
    depth: int = 0


@dataclass(slots=True)
class _Drawing:
    stages: Sequence[Stage]
    steps: Sequence[_Step]
    lines: Mapping[str, Sequence[str]]
    language: str
    layer: dict[str, int] = field(default_factory=dict)
    rows: list[list[Stage]] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    #: Step number -> which track of the gap above its target is its own.
    tracks: dict[int, int] = field(default_factory=dict)
    gap_tops: list[float] = field(default_factory=list)
    left: dict[int, float] = field(default_factory=dict)
    right: dict[int, float] = field(default_factory=dict)

    def diagram(self) -> Diagram:
        if not self.stages:
            return Diagram(WIDTH, _LINE, (), ())
        self._layer()
        self._place()
        self._lanes()
        ways = tuple(self._way(step) for step in self.steps)
        return self._moved(ways)

    # --- stages ------------------------------------------------------------------------------------------------------

    def _layer(self) -> None:
        self.layer = layers_of(self.stages, [(source, one.target) for one in self.steps for source in one.sources])
        self.rows = [[] for _ in range(max(self.layer.values()) + 1)]
        for stage in self.stages:
            self.rows[self.layer[stage.key]].append(stage)
        for _ in range(2):
            for row in self.rows[1:]:
                row.sort(key=lambda one: (self._weight(one.key), self._order(one.key)))

    def _order(self, key: str) -> int:
        return next(index for index, stage in enumerate(self.stages) if stage.key == key)

    def _weight(self, key: str) -> float:
        """Return the mean place of the stages above from which steps lead here."""
        places = {stage.key: index for row in self.rows for index, stage in enumerate(row)}
        above = [places[s] for one in self.steps if one.target == key for s in one.sources if self._is_down(s, key)]
        return sum(above) / len(above) if above else 0.0

    def _is_down(self, source: str, target: str) -> bool:
        return self.layer[target] == self.layer[source] + 1

    def _place(self) -> None:
        widest = max(len(row) for row in self.rows)
        whole = widest * WIDTH + (widest - 1) * BESIDE
        y = 0.0
        for index, row in enumerate(self.rows):
            y = self._gap_above(index, y)
            height = max(self._height(stage) for stage in row)
            x = (whole - len(row) * WIDTH - (len(row) - 1) * BESIDE) / 2
            for stage in row:
                label = stage.label.in_language(self.language)
                small = tuple(self.lines.get(stage.key, ()))
                self.boxes[stage.key] = Box(stage.key, stage.kind, label, small, x, y, WIDTH, height)
                x += WIDTH + BESIDE
            y += height

    def _gap_above(self, index: int, y: float) -> float:
        """Give each step into this layer its track, and return where the layer begins."""
        self.gap_tops.append(y)
        into = [one for one in self.steps if self.layer[one.target] == index and self._uses_gap(one)]
        if index == 0 and not into:
            return y
        for track, step in enumerate(into):
            self.tracks[step.number] = track
        return y + _GAP + max(1, len(into)) * _TRACK

    def _uses_gap(self, step: _Step) -> bool:
        """Return whether a step comes in at the top of its target."""
        return any(
            self._is_down(source, step.target) or not self._at_edge(step.target, self._side(source, step.target))
            for source in step.sources
        )

    def _height(self, stage: Stage) -> float:
        label = stage.label.in_language(self.language)
        rows = math.ceil(len(label) / _HEAD_LETTERS) * 1.15
        rows += sum(math.ceil(len(line) / _SMALL_LETTERS) for line in self.lines.get(stage.key, ()))
        return max(34.0, rows * _LINE + _PADDING)

    def _at_edge(self, key: str, side: str) -> bool:
        row = self.rows[self.layer[key]]
        return row[0 if side == "left" else -1].key == key

    # --- lanes -------------------------------------------------------------------------------------------------------

    def _side(self, source: str, target: str) -> Literal["left", "right"]:
        return "right" if self.layer[source] < self.layer[target] else "left"

    def _lanes(self) -> None:
        for side in _SIDES:
            places = self.left if side == "left" else self.right
            lanes: list[_Lane] = []
            for step in self.steps:
                far = self._far(step, side)
                if far:
                    ys = [self._middle(key) for key in (*far, step.target)]
                    lanes.append(_Lane(step, min(ys), max(ys)))
            for lane in sorted(lanes, key=lambda one: (one.bottom - one.top, one.step.number)):
                taken = {other.depth for other in lanes if other.depth and _meet(lane, other)}
                lane.depth = next(depth for depth in range(1, len(lanes) + 2) if depth not in taken)
                places[lane.step.number] = lane.depth * LANE

    def _middle(self, key: str) -> float:
        box = self.boxes[key]
        return box.y + box.height / 2

    # --- ways --------------------------------------------------------------------------------------------------------

    def _way(self, step: _Step) -> Way:
        lines: list[tuple[Point, ...]] = []
        marks: list[Mark] = []
        down = [source for source in step.sources if self._is_down(source, step.target)]
        if down:
            lines += [self._down(step, source) for source in down]
            marks.append(self._mark_down(step))
        for side in _SIDES:
            far = self._far(step, side)
            if far:
                lines += [self._along(step, source, side) for source in far]
                marks.append(self._mark_lane(step, side))
        transition = step.transition
        label = transition.label.in_language(self.language)
        return Way(
            transition.key, step.number, label, bool(transition.guards), tuple(lines), tuple(marks),
            tuple(self._joints(step)),
        )  # fmt: skip

    def _port(self, step: _Step, key: str, where: Literal["in", "out"]) -> float:
        """Return where on the width of a box a step comes in at the top or leaves at the bottom."""
        box = self.boxes[key]
        if where == "in":
            users = [one for one in self.steps if one.target == key and one.number in self.tracks]
        else:
            users = [one for one in self.steps if key in one.sources and self._leaves_below(one, key)]
            # What comes in further left leaves further left: the lines between two layers then cross least.
            users.sort(key=lambda one: (self.boxes[one.target].x, one.number))
        place = users.index(step) + 1
        return box.x + box.width * place / (len(users) + 1)

    def _leaves_below(self, step: _Step, source: str) -> bool:
        if self._is_down(source, step.target):
            return True
        return not self._at_edge(source, self._side(source, step.target))

    def _track(self, step: _Step) -> float:
        top = self.gap_tops[self.layer[step.target]]
        return top + _GAP / 2 + (self.tracks[step.number] + 0.5) * _TRACK

    def _down(self, step: _Step, source: str) -> tuple[Point, ...]:
        box, target = self.boxes[source], self.boxes[step.target]
        x0, x1, y = self._port(step, source, "out"), self._port(step, step.target, "in"), self._track(step)
        points = [(x0, box.y + box.height), (x0, y), (x1, y), (x1, target.y)]
        return _straight(points)

    def _along(self, step: _Step, source: str, side: Literal["left", "right"]) -> tuple[Point, ...]:
        x = self._lane_x(step, side)
        points: list[Point] = []
        if self._at_edge(source, side):
            y = self._side_port(step, source, side, "out")
            points += [(self._edge(source, side), y), (x, y)]
        else:
            box = self.boxes[source]
            # Several that leave below the same layer run side by side, above the tracks of that gap.
            below = box.y + box.height + 4 + 3 * (step.number % 4)
            out = self._port(step, source, "out")
            points += [(out, box.y + box.height), (out, below), (x, below)]
        if self._at_edge(step.target, side):
            y = self._side_port(step, step.target, side, "in")
            points += [(x, y), (self._edge(step.target, side), y)]
        else:
            y, into = self._track(step), self._port(step, step.target, "in")
            points += [(x, y), (into, y), (into, self.boxes[step.target].y)]
        return _straight(points)

    def _side_port(self, step: _Step, key: str, side: str, where: Literal["in", "out"]) -> float:
        """Return the height at which a lane's step leaves or reaches the side of a box."""
        users = [
            (one.number, way)
            for one in self.steps
            for way, touches in (("in", key == one.target), ("out", key in self._far(one, side)))
            if touches and self._far(one, side) and self._at_edge(key, side)
        ]
        box = self.boxes[key]
        return box.y + box.height * (users.index((step.number, where)) + 1) / (len(users) + 1)

    def _edge(self, key: str, side: str) -> float:
        box = self.boxes[key]
        return box.x if side == "left" else box.x + box.width

    def _lane_x(self, step: _Step, side: str) -> float:
        if side == "left":
            return min(box.x for box in self.boxes.values()) - self.left[step.number]
        return max(box.x + box.width for box in self.boxes.values()) + self.right[step.number]

    def _mark_down(self, step: _Step) -> Mark:
        into = [one for one in self.steps if one.target == step.target and one.number in self.tracks]
        x = self._port(step, step.target, "in")
        y = self._track(step)
        place = into.index(step)
        side: Literal["left", "right", "none"] = "right" if place == len(into) - 1 else "left" if place == 0 else "none"
        alone = len([box for box in self.boxes.values() if self.layer[box.key] == self.layer[step.target]]) == 1
        return Mark(x, y, side, WIDTH * 0.9 if alone else WIDTH * 0.45)

    def _mark_lane(self, step: _Step, side: Literal["left", "right"]) -> Mark:
        """Return a mark in the middle of the longest stretch of a lane that nothing crosses and nothing joins."""
        own = self._heights(step, side)
        places = self.left if side == "left" else self.right
        crossing = {
            y
            for other in self.steps
            if places.get(other.number, 0.0) >= places[step.number]
            for y in self._heights(other, side)
            if min(own) < y < max(own)
        }
        ys = sorted(crossing | {min(own), max(own)})
        top, bottom = max(itertools.pairwise(ys), key=lambda one: (round(one[1] - one[0], 3), -one[0]))
        return Mark(self._lane_x(step, side), (top + bottom) / 2, "along", bottom - top)

    def _heights(self, step: _Step, side: Literal["left", "right"]) -> list[float]:
        """Return where the lines of a step meet its lane."""
        return [y for source in self._far(step, side) for x, y in self._along(step, source, side)
                if x == self._lane_x(step, side)]  # fmt: skip

    def _far(self, step: _Step, side: str) -> list[str]:
        """Return the stages from which a step runs along a lane on that side."""
        return [s for s in step.sources if not self._is_down(s, step.target) and self._side(s, step.target) == side]

    def _joints(self, step: _Step) -> list[Point]:
        """Return where lines of a step run together: a dot there tells a meeting from a crossing."""
        found: list[Point] = []
        for side in _SIDES:
            heights = self._heights(step, side)
            inner = sorted({y for y in heights if min(heights) < y < max(heights)}) if heights else []
            found += [(self._lane_x(step, side), y) for y in inner]
        return found

    # --- the whole ---------------------------------------------------------------------------------------------------

    def _moved(self, ways: tuple[Way, ...]) -> Diagram:
        """Return everything moved so that it begins at (0, 0), with room for marks."""
        xs = [x for way in ways for line in way.lines for x, _ in line]
        xs += [x for box in self.boxes.values() for x in (box.x, box.x + box.width)]
        ys = [y for way in ways for line in way.lines for _, y in line]
        ys += [box.y + box.height for box in self.boxes.values()]
        left, margin = min(xs), 12.0

        def shift(point: Point) -> Point:
            return (round(point[0] - left + margin, 2), round(point[1], 2))

        boxes = tuple(
            Box(one.key, one.kind, one.label, one.lines, shift((one.x, 0))[0], round(one.y, 2), one.width, one.height)
            for one in self.boxes.values()
        )
        moved = tuple(
            Way(
                way.key, way.number, way.label, way.is_guarded,
                tuple(tuple(shift(point) for point in line) for line in way.lines),
                tuple(Mark(*shift((mark.x, mark.y)), mark.side, round(mark.room, 2)) for mark in way.marks),
                tuple(map(shift, way.joints)),
            )
            for way in ways
        )  # fmt: skip
        return Diagram(round(max(xs) - left + 2 * margin, 2), round(max(ys) + 2, 2), boxes, moved)


def _meet(one: _Lane, other: _Lane) -> bool:
    return one.top <= other.bottom and other.top <= one.bottom


def _straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points without those at which nothing turns."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)
