"""Moving a case to another version of its programme: where it would stand, and what would be missing there."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from apps.cases.rules.intake import APPOINTMENT, FILE
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act, Stage
from apps.programmes.definition.ways import behind
from apps.programmes.registry import ALLOWED, Verdict, refused

#: The guard of apps.decisions: nothing is suspended, resumed or taken back without a decision (İzmir Art. 22).
GROUNDS: Final = "listed_grounds"


@dataclasses.dataclass(frozen=True, slots=True)
class MissingForm:
    """A form of the new stage that is not in order: never handed in, or with questions that are new."""

    form: str
    title: str
    is_absent: bool
    #: What a question is called, and what is wrong with its answer today.
    questions: tuple[tuple[str, str], ...] = ()


def stage_after(new: Definition, stage: str, chosen: Mapping[str, str]) -> str | None:
    """Return the stage in which a case would stand in the new version; None where somebody has to choose.

    A choice wins; without one the stage of the same key is taken. A move never closes a case: an end is no place.
    """
    found = new.stages_by_key.get(chosen.get(stage, stage))
    return found.key if found is not None and found.kind != "end" else None


def past_application(old: Definition, new: Definition, *, stage: str, target: str) -> Verdict:
    """Return whether a case without an application may be moved to a stage (İzmir Art. 8, 9): not past its number.

    A case of a version that gave no numbers has no such step behind it: it stays where it had come to.
    """
    asked = any(one.act == Act.RECORD_APPLICATION for one in old.transitions)
    if not asked or stage in behind(old, Act.RECORD_APPLICATION) or target not in behind(new, Act.RECORD_APPLICATION):
        return ALLOWED
    return refused(
        "application_not_recorded",
        "Başvurusu kaydedilmemiş dosyalar, taşımayla başvurudan sonraki bir aşamaya geçirilemez.",
        "Başvurudan önceki bir aşama seçin; başvuru yeni sürümde kendi işlemiyle kaydedilir.",
    )


def past_decision(old: Definition, new: Definition, *, stage: str, target: str) -> Verdict:
    """Return whether a move leaves a suspension as it is (İzmir Art. 22, 23): neither made nor ended."""
    before, after = stage in behind(old, Act.SUSPEND), target in behind(new, Act.SUSPEND)
    if before == after:
        return ALLOWED
    if before:
        return refused("suspension_by_decision", "Askıdaki dosyalar taşımayla askıdan çıkarılamaz.",
                       "Yeni sürümde de askıda olunan bir aşama seçin.")  # fmt: skip
    return refused("suspension_by_decision", "Bir dosya taşımayla askıya alınamaz.",
                   "Askıda olunmayan bir aşama seçin.")  # fmt: skip


def past_acts(
    old: Definition, new: Definition, *, stage: str, target: str, has_unnumbered: bool
) -> tuple[tuple[str, Verdict], ...]:
    """Return what each guard says to moving the cases of a stage: nothing moves that only an act in law moves.

    `has_unnumbered`: one of them has no application (İzmir Art. 8, 9, 22). The preview and the move ask the same.
    """
    past = past_application(old, new, stage=stage, target=target) if has_unnumbered else ALLOWED
    return (APPOINTMENT, past), (FILE, past), (GROUNDS, past_decision(old, new, stage=stage, target=target))


def places(new: Definition) -> tuple[Stage, ...]:
    """Return the stages to which a case can be moved."""
    return tuple(stage for stage in new.stages if stage.kind != "end")


def label_of_question(definition: Definition, form: str, path: tuple[Any, ...]) -> str:
    """Return what a place in a form's answers is called: "Çocuklar 2 › Doğum tarihi"."""
    labels: list[str] = []
    items: Mapping[str, Any] = {}
    found = definition.forms_by_key.get(form)
    if found is not None:
        items = {item.key: item for section in found.sections for item in section.items}
    for step in path:
        if isinstance(step, int):
            labels[-1:] = [f"{labels[-1]} {step + 1}" if labels else str(step + 1)]
        else:
            item = items.get(step)
            labels.append(item.label.tr if item is not None else str(step))
            items = {field.key: field for field in getattr(item, "fields", ())}
    return " › ".join(labels)
