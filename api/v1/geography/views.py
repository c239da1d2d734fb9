"""Places for address fields: one list at a time, from the shipped source."""

from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.permissions import SIGNED_IN
from apps.programmes import geography


class PlacesSerializer(serializers.Serializer[Any]):
    """Names in Turkish order: provinces, a province's districts, or a district's neighbourhoods."""

    level = serializers.ChoiceField(choices=["province", "district", "neighbourhood"])
    results = serializers.ListField(child=serializers.CharField())


class GeographyView(OmuzView):
    """Provinces, districts, neighbourhoods."""

    # Operators say where a municipality is.
    everywhere = True
    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(
        operation_id="geography_list",
        parameters=[OpenApiParameter("province", OpenApiTypes.STR), OpenApiParameter("district", OpenApiTypes.STR)],
        responses=PlacesSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return the provinces; with `province` its districts; with `district` too its neighbourhoods."""
        province = geography.match_province(request.query_params.get("province", "")[:60])
        district = (
            geography.match_district(province, request.query_params.get("district", "")[:60]) if province else None
        )
        if province and district:
            level, names = "neighbourhood", geography.list_neighbourhoods(province, district)
        elif province:
            level, names = "district", geography.list_districts(province)
        else:
            level, names = "province", geography.list_provinces()
        response = Response({"level": level, "results": names})
        # The list changes with a release only.
        response["Cache-Control"] = "private, max-age=86400"
        return response
