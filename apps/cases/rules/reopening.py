"""Opening a closed case again: who may, where a decision has ended it."""

from __future__ import annotations

from apps.programmes.definition import Definition
from apps.programmes.registry import ALLOWED, Verdict, refused


def undoes_no_decision(definition: Definition, *, closure: str, may_decide: bool) -> Verdict:
    """Return whether a case that was closed that way may be opened again by somebody (İzmir Art. 22, 23).

    What a decision has ended is opened by who may take decisions there: a clerk undoes none. What was closed without a
    sanction is opened again by whoever works on cases.
    """
    by_decision = bool(closure) and closure == definition.due_process.termination_closure
    if may_decide or not by_decision:
        return ALLOWED
    return refused(
        "closed_by_decision",
        "Sonlandırma kararıyla kapanan dosyayı karar verme yetkisi olan yönetici açar.",
        "Birim yöneticisinden isteyin.",
    )
