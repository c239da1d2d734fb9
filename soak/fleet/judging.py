"""What must hold after the kills: every acknowledged write once with its history, chains intact."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from apps.people.models import Person
from omuz.kernel import audit, clock
from omuz.kernel.models import AuditEvent
from soak.fleet.writer import ACTION_LABEL
from tenants import scope
from tenants.provisioning import get_municipality


def judge_writes(notes: Path) -> dict[str, Any]:
    """Return what became of the writer's notes: nothing may be lost, unexplained, broken or without history."""
    acknowledged: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    errors = []
    for line in notes.read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        if "id" in note:
            acknowledged[note["slug"]].append(note["id"])
        elif "error" in note:
            errors.append(note)
        else:
            counts["maintenance"] += 1
    found: Counter[str] = Counter()
    for slug, ids in acknowledged.items():
        found.update(judge_room(slug, ids))
    return {
        "acknowledged": sum(map(len, acknowledged.values())),
        "municipalities_written": len(acknowledged),
        "refused_for_maintenance": counts["maintenance"],
        "lost": found["lost"],
        "without_history": found["without_history"],
        "unacknowledged_but_there": found["unexplained"],
        "broken_chains": found["broken_chain"],
        "sealed_events": found["sealed"],
        "errors": len(errors),
        "first_errors": errors[:5],
    }


def judge_room(slug: str, ids: list[str]) -> Counter[str]:
    """Return what is wrong in one municipality, and how many events its chain has sealed now."""
    municipality = get_municipality(slug)
    found: Counter[str] = Counter()
    with scope.enter(municipality, statement_timeout="5min"):
        stored = {str(key) for key in Person.objects.filter(surname="Yazı").values_list("pk", flat=True)}
        events = Counter(
            str(key)
            for key in AuditEvent.objects.filter(actor_label=ACTION_LABEL, subject_id__in=ids).values_list(
                "subject_id", flat=True
            )
        )
        found["lost"] = len(set(ids) - stored)
        found["unexplained"] = len(stored - set(ids))
        found["without_history"] = sum(events[key] != 1 for key in ids)
    while True:
        with scope.enter(municipality, statement_timeout="5min"):
            sealed = audit.seal_pending(now=clock.now())
        if not sealed:
            break
        found["sealed"] += sealed
    with scope.enter(municipality, statement_timeout="5min"):
        found["broken_chain"] = int(audit.verify_chain() is not None)
    return found
