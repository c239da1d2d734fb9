"""How far municipalities have moved away from the shipped packs, for the coordinator in the platform's own room."""

from typing import Any, ClassVar, Final

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from apps.accounts.rights import Right
from apps.oversight.queries import list_standings
from apps.programmes.definition import SECTIONS
from apps.programmes.definition.labels import SECTION_LABELS
from apps.programmes.packs import get_shipped
from omuz.kernel import context
from tenants.provisioning import registry

_ORDERS: Final = {
    "": ("-changes", "id"), "changes": ("changes", "id"), "-changes": ("-changes", "id"),
    "pack": ("pack", "id"), "-pack": ("-pack", "id"),
}  # fmt: skip


class SectionCountSerializer(serializers.Serializer[Any]):
    """How many places of one part were changed."""

    section = serializers.ChoiceField(choices=SECTIONS)
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()


class PackDriftSerializer(serializers.Serializer[Any]):
    """A municipality's standing with one pack: codes and counts, no text of the municipality, no person."""

    id = serializers.UUIDField()
    municipality = serializers.CharField()
    pack = serializers.CharField()
    pack_name = serializers.CharField()
    taken = serializers.CharField()
    shipped = serializers.CharField()
    is_current = serializers.BooleanField()
    changes = serializers.IntegerField()
    sections = SectionCountSerializer(many=True)
    measured_at = serializers.DateTimeField()


class PackDriftView(OmuzView):
    """The standing of packs."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.OVERSIGHT_READ}

    @extend_schema(
        operation_id="oversight_drift_list",
        parameters=[OpenApiParameter(name, str) for name in ("pack", "municipality", "sort", "cursor", "page_size")],
        responses=PackDriftSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of standings, the farthest away first; it exists in the platform's own room only."""
        if context.current_municipality() is not None:
            raise Http404
        asked = request.query_params
        slug = asked.get("municipality", "")[:63]
        keys = registry().filter(slug=slug).values_list("key", flat=True) if slug else None
        rows = list_standings(pack=asked.get("pack", "")[:60], municipality_keys=keys)
        order = _ORDERS.get(asked.get("sort", ""), _ORDERS[""])
        return paged(request, rows, order=order, present=_present)


def _present(page: list[Any]) -> Any:
    names = dict(registry().filter(key__in={one.municipality_key for one in page}).values_list("key", "name"))
    packs = {code: get_shipped(code) for code in {one.pack for one in page}}
    shown = []
    for one in page:
        pack = packs[one.pack]
        shown.append({
            "id": one.pk,
            "municipality": names.get(one.municipality_key, ""),
            "pack": one.pack,
            "pack_name": pack.definition.name.tr if pack is not None else one.pack,
            "taken": one.taken,
            "shipped": pack.version if pack is not None else "",
            "is_current": pack is not None and pack.version == one.taken,
            "changes": one.changes,
            "sections": [
                {"section": section, "label": SECTION_LABELS[section], "count": one.sections[section]}
                for section in SECTIONS
                if section in one.sections
            ],
            "measured_at": one.measured_at,
        })  # fmt: skip
    return PackDriftSerializer(shown, many=True).data
