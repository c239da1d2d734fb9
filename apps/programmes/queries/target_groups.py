"""Target groups of programmes: which each serves, and its local ones that the national catalogue does not have.

A local group is one programme's word: the same key in another programme means something else, or nothing. What a
version once defined stays readable; only what the published version defines can be recorded.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from apps.programmes.catalogue import TARGET_GROUPS, Code, code_label
from apps.programmes.definition.frame import TargetGroups
from apps.programmes.definition.paths import with_value
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion, VersionCorrection
from apps.programmes.queries.versions import definition_of, published_version

__all__ = ["LocalGroups", "OfferedGroup", "offered_groups"]


@dataclass(frozen=True, slots=True)
class _Local:
    code: Code
    is_current: bool


class LocalGroups:
    """The local groups of all programmes, read when the first code is asked for that is not in the catalogue."""

    def find(self, programme_id: uuid.UUID | None, key: str) -> Code | None:
        """Return a local group that can be recorded for the programme today, or None."""
        found = self._read.get(programme_id, {}).get(key) if programme_id else None
        return found.code if found is not None and found.is_current else None

    def label(self, programme_id: uuid.UUID, key: str, *, language: str = "tr") -> str:
        """Return the label of a target group as recorded for a programme; the key where nobody knows it any more."""
        if TARGET_GROUPS.get(key) is not None:
            return code_label(TARGET_GROUPS.key, key, language=language)
        found = self._read.get(programme_id, {}).get(key)
        if found is None:
            return key
        return found.code.en if language == "en" else found.code.tr

    def programmes_of(self, key: str) -> frozenset[uuid.UUID]:
        """Return the programmes that define a local group of this key, or once did."""
        return frozenset(programme for programme, groups in self._read.items() if key in groups)

    @cached_property
    def _read(self) -> Mapping[uuid.UUID, Mapping[str, _Local]]:
        rows = ProgrammeVersion.objects.filter(
            state__in=(VersionState.PUBLISHED, VersionState.RETIRED), document__target_groups__has_key="local"
        ).order_by("number")
        versions = list(rows.values_list("pk", "programme_id", "state", "document__target_groups"))
        corrections = _corrections([pk for pk, *_ in versions])
        found: defaultdict[uuid.UUID, dict[str, _Local]] = defaultdict(dict)
        for pk, programme_id, state, part in versions:
            document = {"target_groups": part}
            for path, after in corrections.get(pk, ()):
                document = with_value(document, path, after)
            for entry in document["target_groups"]["local"]:
                found[programme_id][entry["key"]] = _Local(_code(entry), state == VersionState.PUBLISHED)
        return found


def _corrections(version_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, list[tuple[tuple[Any, ...], Any]]]:
    found = defaultdict(list)
    rows = VersionCorrection.objects.filter(programme_version__in=list(version_ids), path__0="target_groups")
    for row in rows.order_by("sequence"):
        found[row.programme_version_id].append((tuple(row.path), row.after))
    return found


def _code(entry: Mapping[str, Any]) -> Code:
    label = entry["label"]
    return Code(
        entry["key"], label["tr"], label.get("en") or label["tr"], special=entry["special"],
        basis=entry["legal_basis"], statute=entry.get("statute", ""),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfferedGroup:
    """One choice when a target group is recorded; whom the programme does not serve is informed and referred."""

    code: Code
    is_served: bool
    is_local: bool


def offered_groups(programme_id: uuid.UUID) -> tuple[list[OfferedGroup], str]:
    """Return the groups to choose from for a programme, those that it serves first, and what it says of the others.

    Nobody is left out: a group that is not served can be recorded all the same (readings 15). A programme without a
    published version, or one that chose none, serves every group.
    """
    version = published_version(programme_id)
    groups = definition_of(version).target_groups if version is not None else TargetGroups(offered=())
    local = {one.key: _code(one.model_dump(mode="json")) for one in groups.local}
    known = {code.key: code for code in TARGET_GROUPS.codes} | local
    served = [key for key in (groups.chosen or known) if key in known]
    others = [key for key in known if key not in served]
    return list(_offered(known, served, others, local)), groups.others.tr if groups.others is not None else ""


def _offered(
    known: Mapping[str, Code], served: Iterable[str], others: Iterable[str], local: Mapping[str, Code]
) -> Iterator[OfferedGroup]:
    for keys, is_served in ((served, True), (others, False)):
        for key in keys:
            yield OfferedGroup(known[key], is_served, key in local)
