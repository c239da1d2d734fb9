"""Whether the entered room's history has grown beyond its last seal."""

from itertools import pairwise

from django.db.models import Max, Q

from omuz.kernel.models.audit import AuditEvent, AuditSeal


def has_unsealed() -> bool:
    """Return whether an event of the entered room is not sealed yet; each question is one look into an index."""
    sealed = dict(AuditSeal.objects.values_list("era").annotate(upper=Max("upper")))
    eras = sorted(sealed)
    if not eras:
        return AuditEvent.objects.exists()
    beyond = [Q(era=era, transaction_id__gte=upper) for era, upper in sealed.items()]
    between = [Q(era__gt=lower, era__lt=higher) for lower, higher in pairwise(eras)]
    outside = [Q(era__lt=eras[0]), *between, Q(era__gt=eras[-1])]
    return any(AuditEvent.objects.filter(place).exists() for place in [*beyond, *outside])
