"""Running a what-if: everybody whom a programme concerns, in chunks, so that memory stays flat however many."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from apps.programmes.definition import Definition
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion
from apps.programmes.queries.capabilities import closed_capabilities
from apps.programmes.queries.pinned import pinned_definitions
from apps.programmes.queries.versions import definition_of, get_version, published_version
from apps.programmes.registry import Standing, Subject, subject_source
from apps.programmes.whatif.cases import CaseEffect, CaseExaminer
from apps.programmes.whatif.people import PeopleExaminer, PersonEffect
from omuz.conditions import Language
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid

CHUNK: Final = 5_000
#: What fits into one request. Beyond it the first so many are examined, and the figures say so.
MAX_SUBJECTS: Final = 60_000

Effect = PersonEffect | CaseEffect


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """Some of the people or cases of a list, with what the source shows of each; `next` continues behind them."""

    rows: tuple[tuple[Effect, Mapping[str, Any]], ...]
    next: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Labels:
    """What keys are called; of what a version no longer has, as the earlier ones called it."""

    earlier_stages: Mapping[str, str]
    stages: Mapping[str, str]
    documents: Mapping[str, str]
    transitions: Mapping[str, str]


@dataclass(frozen=True)
class WhatIf:
    """A version tried against an earlier one (or against nothing) on a day."""

    version: ProgrammeVersion
    definition: Definition
    against: ProgrammeVersion | None
    on: dt.date

    @cached_property
    def before(self) -> Definition | None:
        """The definition that it is compared with."""
        return definition_of(self.against) if self.against is not None else None

    @cached_property
    def person_ids(self) -> Sequence[uuid.UUID]:
        """Everybody concerned, as lists are sorted."""
        return self._ids(Subject.PERSON)

    @cached_property
    def case_ids(self) -> Sequence[uuid.UUID]:
        """Every open case of the programme."""
        return self._ids(Subject.CASE)

    @cached_property
    def people_examiner(self) -> PeopleExaminer:
        """Eligibility under both versions."""
        return PeopleExaminer(
            before=self.before, after=self.definition, on=self.on,
            closed_before=self._closed(self.against) if self.against is not None else frozenset(),
            closed_after=self._closed(self.version),
        )  # fmt: skip

    @cached_property
    def case_examiners(self) -> Mapping[uuid.UUID, CaseExaminer]:
        """For each version on which an open case stands: that version and this one."""
        closed = self._closed(self.version)
        versions = ProgrammeVersion.objects.filter(programme=self.version.programme_id).select_related("programme")
        pinned = {one.version_id for one in self._standings.values()}
        before = pinned_definitions(pinned)
        return {
            one.pk: CaseExaminer(
                before=before[one.pk], after=self.definition, on=self.on, closed_before=self._closed(one),
                closed_after=closed,
            )
            for one in versions.filter(pk__in=pinned)
        }  # fmt: skip

    def people(self, *, after: uuid.UUID | None = None) -> Iterator[PersonEffect]:
        """Yield the effect on everybody, or on those behind a person."""
        for chunk in _chunks(_behind(self.person_ids[:MAX_SUBJECTS], after)):
            yield from self.people_examiner.examine(chunk)

    def cases(self, *, after: uuid.UUID | None = None) -> Iterator[CaseEffect]:
        """Yield the effect on every open case, or on those behind a case."""
        source = subject_source(Subject.CASE)
        if source is None:
            return
        for chunk in _chunks(_behind(self.case_ids[:MAX_SUBJECTS], after)):
            persons = source.persons(chunk)
            found: dict[uuid.UUID, CaseEffect] = {}
            for version_id, examiner in self.case_examiners.items():
                stages = {key: self._standings[key].stage for key in chunk if self._stands_on(key, version_id)}
                effects = examiner.examine(list(stages), stages=stages, persons=persons)
                found.update((one.id, one) for one in effects)
            # In the order of the keys, whatever version each stands on: pages continue behind a case.
            yield from (found[key] for key in chunk if key in found)

    def page(
        self, subject: Subject, *, actor: Actor, wanted: Callable[[Any], bool], size: int,
        after: uuid.UUID | None = None,
    ) -> WhatIfPage:  # fmt: skip
        """Return the next `size` of those wanted whom the actor may find, each with label and address.

        Raises:
            Invalid: the list has no such place any more.
        """
        source = subject_source(subject)
        if source is None:
            return WhatIfPage((), None)
        if after is not None and after not in set(self.person_ids if subject is Subject.PERSON else self.case_ids):
            raise Invalid([FieldProblem("cursor", "bad_cursor", "Sayfa işareti geçersiz.", "Listeyi baştan açın.")])
        effects: Iterator[Any] = self.people(after=after) if subject is Subject.PERSON else self.cases(after=after)
        found: list[tuple[Effect, Mapping[str, Any]]] = []
        matching = (one for one in effects if wanted(one))
        while some := list(itertools.islice(matching, max(size * 2, 200))):
            shown = {row["id"]: row for row in source.visible([one.id for one in some], actor=actor)}
            found.extend((one, shown[one.id]) for one in some if one.id in shown)
            if len(found) > size:
                return WhatIfPage(tuple(found[:size]), found[size - 1][0].id)
        return WhatIfPage(tuple(found), None)

    def labels(self, language: Language) -> Labels:
        """Return what the keys of stages, documents and steps are called."""
        after, earlier = self.definition, [one.before for one in self.case_examiners.values()]

        def words(entries: Callable[[Definition], Iterable[Any]], *definitions: Definition) -> dict[str, str]:
            return {one.key: one.label.in_language(language) for each in definitions for one in entries(each)}

        return Labels(
            earlier_stages=words(lambda one: one.stages, *earlier),
            stages=words(lambda one: one.stages, after),
            documents=words(lambda one: one.documents, *earlier, after),
            transitions=words(lambda one: one.transitions, *earlier, after),
        )

    @cached_property
    def _standings(self) -> Mapping[uuid.UUID, Standing]:
        source = subject_source(Subject.CASE)
        return source.standings(self.case_ids[:MAX_SUBJECTS]) if source is not None else {}

    def _stands_on(self, case_id: uuid.UUID, version_id: uuid.UUID) -> bool:
        standing = self._standings.get(case_id)
        return standing is not None and standing.version_id == version_id

    def _ids(self, subject: Subject) -> Sequence[uuid.UUID]:
        source = subject_source(subject)
        return source.ids(programme_id=self.version.programme_id, on=self.on) if source is not None else []

    def _closed(self, version: ProgrammeVersion) -> frozenset[str]:
        return closed_capabilities(version, version.programme.unit_id, self.on)


def prepare_what_if(
    version_id: uuid.UUID, *, actor: Actor, on: dt.date, against: uuid.UUID | None = None, nothing: bool = False
) -> WhatIf:
    """Return the what-if of a version against another of its programme.

    Without one it is the version under which cases are opened today (for that one, the version that it was drafted
    from); where there is none, or with `nothing`, everybody starts outside.

    Raises:
        NotFound: no such version, or none that the actor may read.
        Invalid: a version of another programme.
    """
    version = get_version(version_id, actor=actor)
    other: ProgrammeVersion | None = None
    if against is not None:
        other = get_version(against, actor=actor)
        if other.programme_id != version.programme_id:
            problem = FieldProblem("against", "other_programme", "Bu sürüm başka bir programın.", "Listeden seçin.")
            raise Invalid([problem])
    elif not nothing:
        other = _usual(version)
    return WhatIf(version, definition_of(version), other, on)


def _usual(version: ProgrammeVersion) -> ProgrammeVersion | None:
    if version.state in {VersionState.PUBLISHED, VersionState.RETIRED}:
        versions = ProgrammeVersion.objects.select_related("programme")
        return versions.filter(pk=version.base_id).first() if version.base_id is not None else None
    return published_version(version.programme_id)


def _chunks(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _behind(ids: Sequence[uuid.UUID], after: uuid.UUID | None) -> Sequence[uuid.UUID]:
    return ids if after is None else ids[list(ids).index(after) + 1 :]
