"""What the work list can be narrowed by: programmes and stages in which the actor finds cases, who works on them."""

import uuid
from collections import defaultdict

from apps.cases.models import Case
from apps.cases.rules.flow import label_of_stage
from apps.programmes.queries.pinned import pinned_definitions
from omuz.kernel.actors import Actor
from omuz.kernel.text import tr_key

#: Programme -> its name, and its stages in order (key, label).
ProgrammeStages = dict[uuid.UUID, tuple[str, dict[str, str]]]


def list_choices(actor: Actor) -> tuple[ProgrammeStages, list[tuple[uuid.UUID, str]]]:
    """Return programmes with the stages in which the actor's cases stand, and who is responsible for some of them."""
    rows = Case.objects.visible_to(actor)
    found = rows.order_by().values_list("programme", "programme__name", "programme_version", "stage").distinct()
    names: dict[uuid.UUID, str] = {}
    stages: dict[uuid.UUID, dict[uuid.UUID, set[str]]] = defaultdict(lambda: defaultdict(set))
    for programme_id, name, version_id, stage in found:
        names[programme_id] = name
        stages[programme_id][version_id].add(stage)
    definitions = pinned_definitions({version for by_version in stages.values() for version in by_version})
    programmes: ProgrammeStages = {}
    for programme_id in sorted(names, key=lambda key: tr_key(names[key])):
        labels: dict[str, str] = {}
        for version_id, keys in stages[programme_id].items():
            definition = definitions[version_id]
            order = [key for key in definition.stages_by_key if key in keys]
            rest = sorted(keys - definition.stages_by_key.keys())
            labels |= {key: label_of_stage(definition, key) for key in [*order, *rest] if key not in labels}
        programmes[programme_id] = (names[programme_id], labels)
    people = rows.open().filter(responsible__isnull=False).order_by()
    responsible = people.values_list("responsible", "responsible__full_name").distinct()
    return programmes, sorted(responsible, key=lambda one: tr_key(one[1]))
