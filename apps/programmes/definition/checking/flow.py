"""Stages, deadlines, retention: whether a case can begin, go on, and come to an end."""

from __future__ import annotations

from collections.abc import Iterator

from apps.programmes.definition.findings import Finding, Weight
from apps.programmes.definition.programme import Definition
from apps.programmes.definition.retaining import unused_classes
from apps.programmes.registry.retained import get_retention


def findings(definition: Definition) -> Iterator[Finding]:
    """Yield what would leave a case without a beginning, a way or an end, and periods that the law does not admit."""
    if definition.stages:
        yield from _beginning(definition)
        yield from _ways(definition)
    yield from _deadlines(definition)
    yield from _retention(definition)
    yield from _due_process(definition)


def _beginning(definition: Definition) -> Iterator[Finding]:
    starts = [index for index, stage in enumerate(definition.stages) if stage.kind == "start"]
    if not starts:
        yield Finding(("stages",), "no_start", "Dosyanın başladığı aşama belirtilmemiş.",
                      "Bir aşamanın türünü “Başlangıç” yapın.", Weight.BLOCKER)  # fmt: skip
    for index in starts[1:]:
        yield Finding(("stages", index, "kind"), "two_starts", "Yalnızca bir başlangıç aşaması olabilir.",
                      "Öbürlerinin türünü değiştirin.")  # fmt: skip
    if not any(stage.kind == "end" for stage in definition.stages):
        yield Finding(("stages",), "no_end", "Dosyanın kapandığı bir aşama yok.",
                      "Bir aşamanın türünü “Bitiş” yapın.", Weight.BLOCKER)  # fmt: skip


def _ways(definition: Definition) -> Iterator[Finding]:
    kinds = {stage.key: stage.kind for stage in definition.stages}
    ways: dict[str, set[str]] = {key: set() for key in kinds}
    for index, transition in enumerate(definition.transitions):
        for place, source in enumerate(transition.sources):
            if kinds.get(source) == "end":
                yield Finding(("transitions", index, "sources", place), "from_end",
                              "Bitiş aşamasından çıkan bir adım olamaz.",
                              "Kapanmış dosya gerekçeyle yeniden açılır; adımı kaldırın.")  # fmt: skip
            ways.setdefault(source, set()).add(transition.target)
    start = definition.start_stage()
    reached = _reached({start.key} if start else set(), ways)
    ending = {key for key in kinds if _reached({key}, ways) & {k for k, kind in kinds.items() if kind == "end"}}
    for index, stage in enumerate(definition.stages):
        if start is not None and stage.key not in reached:
            yield Finding(("stages", index), "unreachable", f"“{stage.label.tr}” aşamasına hiçbir adımla gelinmiyor.",
                          "Bir geçiş ekleyin ya da aşamayı kaldırın.", Weight.BLOCKER)  # fmt: skip
        elif stage.key not in ending:
            yield Finding(("stages", index), "dead_end", f"“{stage.label.tr}” aşamasından bir bitişe gidilemiyor.",
                          "Bir geçiş ekleyin.", Weight.BLOCKER)  # fmt: skip


def _reached(start: set[str], ways: dict[str, set[str]]) -> set[str]:
    reached, new = set(start), set(start)
    while new:
        new = {target for source in new for target in ways.get(source, ())} - reached
        reached |= new
    return reached


def _deadlines(definition: Definition) -> Iterator[Finding]:
    for index, deadline in enumerate(definition.deadlines):
        if deadline.kind != "statutory":
            continue
        if deadline.ceiling is None:
            yield Finding(("deadlines", index, "ceiling"), "no_ceiling", "Yasal sürenin üst sınırı yazılmamış.",
                          "Kanundaki süreyi üst sınır olarak yazın.")  # fmt: skip
        elif deadline.amount > deadline.ceiling:
            # Readings 7: the 30 days for petitions are a ceiling.
            yield Finding(("deadlines", index, "amount"), "above_ceiling",
                          f"Yasal süre uzatılamaz: en çok {deadline.ceiling}.", "Süreyi kısaltın.")  # fmt: skip


def _retention(definition: Definition) -> Iterator[Finding]:
    if not definition.retention and (definition.forms or definition.stages):
        yield Finding(("retention",), "no_retention", "Saklama süresi tanımlanmamış.",
                      "En az bir saklama sınıfı ekleyin.", Weight.BLOCKER, "6698 m. 4/2-d")  # fmt: skip
    for index, one in enumerate(definition.retention):
        if (one.method == "archive") != (one.months is None):
            yield Finding(("retention", index, "months"), "archive_has_no_end",
                          "Arşivlenen kayıtların süresi olmaz; silinenlerin olur.",
                          "Yöntemi ya da süreyi düzeltin.")  # fmt: skip
        if get_retention(one.applies_to) is None:
            yield Finding(("retention", index, "applies_to"), "retention_not_computed",
                          "Bu kayıtların saklama süresi hesaplanmıyor; sınıf kâğıt üzerinde kalır.",
                          "Listeden başka bir kayıt türü seçin.", Weight.BLOCKER)  # fmt: skip
        if one.starts == "programme_ended" and one.months is not None and definition.effective.ends_on is None:
            yield Finding(("retention", index, "starts"), "retention_never_starts",
                          "Programın bitiş tarihi yok; süre hiç başlamaz.",
                          "Bitiş tarihini yazın ya da süreyi kaydın sona ermesiyle başlatın.",
                          Weight.ADVICE)  # fmt: skip
    for index in unused_classes(definition):
        yield Finding(("retention", index, "applies_to"), "retention_unused",
                      "Aynı kayıtlar için önceki sınıf geçerli; bu sınıfın süresi hiçbir kayda uygulanmaz.",
                      "Sınıfı silin ya da başka bir kayıt türü seçin.", Weight.ADVICE)  # fmt: skip


def _due_process(definition: Definition) -> Iterator[Finding]:
    process = definition.due_process
    grounds, closures = ({one.key for one in listed} for listed in (definition.grounds, definition.closures))
    if process.interim_stop_ground is not None and process.interim_stop_ground not in grounds:
        yield Finding(("due_process", "interim_stop_ground"), "unknown_key", "Bu gerekçe programın listesinde yok.",
                      "Gerekçelerden birini seçin.")  # fmt: skip
    if process.termination_closure is not None and process.termination_closure not in closures:
        yield Finding(("due_process", "termination_closure"), "unknown_key", "Bu kapanış programın listesinde yok.",
                      "Kapanışlardan birini seçin.")  # fmt: skip
