"""The first page by role: one address, one bounded set of statements, each block with its right only."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.permissions import SIGNED_IN, Required
from api.v1.home.serializers import TodaySerializer
from apps.accounts.queries import names_of
from apps.accounts.rights import PEOPLE_READING, SPECIAL_READING, Right
from apps.directory.queries import ProviderFilter, list_providers
from apps.people.queries import today as queries
from omuz.kernel import clock
from omuz.kernel.actors import Actor

Block = Callable[[Actor, dt.date], Any]


class TodayView(OmuzView):
    """What waits today."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="me_today", responses=TodaySerializer)
    def get(self, request: Request) -> Response:
        """Return counts and short lists; a block that the reader has no right to is null."""
        today = clock.local_date(clock.now())
        body: dict[str, Any] = {"date": today}
        for name, (required, block) in _BLOCKS.items():
            body[name] = block(self.actor, today) if _may(self.actor, required) else None
        approvals = body["approvals"]["rows"] if body["approvals"] is not None else []
        names = names_of(row.requested_by_id for row in approvals) if approvals else {}
        return Response(TodaySerializer(body, context={"names": names}).data)


def _may(actor: Actor, required: Required) -> bool:
    # The coordinator's room has none of these tables.
    return actor.kind == "staff" and actor.can_any(*(required if isinstance(required, tuple) else (required,)))


def _listed(found: tuple[int, list[Any]]) -> dict[str, Any]:
    return {"count": found[0], "rows": found[1]}


def _call_backs(actor: Actor, today: dt.date) -> Any:
    end_of_day = dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), tzinfo=clock.TURKEY)
    return _listed(queries.call_backs(actor, until=end_of_day))


def _reports(actor: Actor, today: dt.date) -> Any:
    counted = dataclasses.asdict(queries.reports_ending(actor, today=today))
    return counted | {"may_list": actor.can_any(*SPECIAL_READING)}


def _directory(actor: Actor, today: dt.date) -> Any:
    return {
        name: list_providers(actor, today=today, where=ProviderFilter(freshness=name)).count()
        for name in ("stale", "never")
    }


_BLOCKS: dict[str, tuple[Required, Block]] = {
    "call_backs": (Right.CONTACTS_WRITE, _call_backs),
    "registrations": (
        Right.PEOPLE_WRITE,
        lambda actor, today: _listed(queries.unfinished_registrations(actor, today=today)),
    ),
    "reports": (PEOPLE_READING, _reports),
    "imports": (
        (Right.PEOPLE_IMPORT, Right.DIRECTORY_IMPORT),
        lambda actor, _: _listed(queries.waiting_imports(actor)),
    ),
    "approvals": (Right.PEOPLE_EXPORT_APPROVE, lambda actor, _: _listed(queries.exports_to_approve(actor))),
    "directory": (Right.DIRECTORY_WRITE, _directory),
    "authorities_ending": (
        Right.PEOPLE_WRITE,
        lambda actor, today: queries.authorities_ending(actor, today=today),
    ),
    "plans_to_review": (
        Right.PEOPLE_SAFETY_WRITE,
        lambda actor, today: queries.plans_to_review(actor, today=today),
    ),
}
