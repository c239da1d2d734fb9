"""The target groups of a programme, for whoever records one."""

import uuid
from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.language import reader_language
from api.v1.programmes.serializers import OfferedGroupsSerializer
from apps.accounts.rights import Right
from apps.programmes.queries.target_groups import offered_groups
from apps.programmes.queries.versions import get_programme
from omuz.kernel.errors import NotFound


class TargetGroupsView(OmuzView):
    """Which groups a programme serves tells of its people: only those who record such data in it read the list."""

    required_rights: ClassVar = {"GET": Right.PEOPLE_SPECIAL_WRITE}

    @extend_schema(operation_id="programmes_target_groups", responses=OfferedGroupsSerializer)
    def get(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Return the groups to choose from: those that it serves first, its local ones among them."""
        own = self.actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE)
        if own is not None and programme_id not in own:
            raise NotFound
        groups, others = offered_groups(get_programme(programme_id).pk)
        is_english = reader_language() == "en"
        rows = [
            {
                "key": one.code.key,
                "label": one.code.en if is_english else one.code.tr,
                "special": one.code.special,
                "hint": one.code.hint_en if is_english else one.code.hint_tr,
                "is_served": one.is_served,
                "is_local": one.is_local,
            }
            for one in groups
        ]
        return Response(OfferedGroupsSerializer({"others": others, "results": rows}).data)
