"""The longest that personal data are kept where a programme's text caps it (İzmir Art. 20)."""

from __future__ import annotations

from typing import Final

from apps.programmes.definition.programme import Definition
from apps.programmes.registry.guards import ALLOWED, Verdict, refused

CAP_MONTHS: Final = 60


def retention_cap(months: int | None) -> Verdict:
    """Return whether a period stays within five years (Art. 20: "her hâlükârda en fazla beş yıl").

    None is "for ever", which no cap admits. Statutory periods that are longer are kept apart: they are the law's.
    """
    if months is not None and months <= CAP_MONTHS:
        return ALLOWED
    return refused(
        "beyond_retention_cap",
        f"Programın metnine göre kişisel veriler her hâlükârda en fazla beş yıl ({CAP_MONTHS} ay) saklanır.",
        "Saklama süresini kısaltın. Kanunun öngördüğü daha uzun süreler “yasal süreler saklı” işaretiyle korunur.",
    )


def retention_capped(definition: Definition) -> Verdict:
    """Return whether every retention class of a definition about people stays within the cap (Art. 20)."""
    verdicts = (retention_cap(one.months) for one in definition.retention)
    return next((one for one in verdicts if not one.allowed), ALLOWED)
