"""The safe-contact plan ("güvenli iletişim planı") of a person."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match, with_etag
from api.v1.safety.serializers import SafeContactSerializer, SafeContactWriteSerializer
from apps.accounts.queries import names_of
from apps.accounts.rights import PEOPLE_READING, Right
from apps.people.enums import OutgoingChannel
from apps.people.operations.safe_contact import PlanDraft, make_safe_contact_plan
from apps.people.queries.people import find_person
from apps.people.queries.safe_contact import OpenPlan, Outgoing, current_plan, is_protected, outgoing_contacts
from apps.people.rules.safe_contact import describe_hours
from omuz.kernel import audit, clock


class SafeContactView(OmuzView):
    """Read and agree."""

    required_rights: ClassVar = {"GET": PEOPLE_READING, "PUT": Right.PEOPLE_SAFETY_WRITE}

    @extend_schema(operation_id="people_safe_contact_read", responses=SafeContactSerializer)
    def get(self, request: Request, person_id: uuid.UUID) -> Response:
        """Return the plan and what may be done now; that its words were opened is told to the history."""
        return self._whole(person_id)

    @extend_schema(
        operation_id="people_safe_contact_update", request=SafeContactWriteSerializer, responses=SafeContactSerializer
    )
    def put(self, request: Request, person_id: uuid.UUID) -> Response:
        """Store a new version of the plan (If-Match; "0" where there was none)."""
        form = SafeContactWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values: dict[str, Any] = dict(form.validated_data)
        values["hours"] = [
            {"days": h["days"], "from": f"{h['start']:%H:%M}", "to": f"{h['end']:%H:%M}"} for h in values["hours"]
        ]
        make_safe_contact_plan(
            person_id, PlanDraft(**values), actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self._whole(person_id)

    def _whole(self, person_id: uuid.UUID) -> Response:
        person, now = find_person(person_id, actor=self.actor), clock.now()
        held = current_plan(person.id)
        version = held.row.version if held is not None else 0
        if held is not None:
            audit.after_response(
                actor=self.actor, action="person.safe_contact_read", subject=held.row, person_id=person.id, now=now
            )
        body = {
            "version": version,
            "is_protected": is_protected(person.id, on=clock.local_date(now)),
            "plan": _plan(held, today=clock.local_date(now)) if held is not None else None,
            "channels": [_channel(c) for c in outgoing_contacts(person, channels=list(OutgoingChannel), at=now)],
        }
        return with_etag(Response(SafeContactSerializer(body).data), version)


def _plan(held: OpenPlan, *, today: dt.date) -> dict[str, Any]:
    row, plan = held.row, held.plan
    named = (
        "may_call", "may_message", "may_leave_message", "may_email", "may_send_letters", "may_print", "review_on",
        "made_at",
    )  # fmt: skip
    return {name: getattr(row, name) for name in named} | {
        "safe_phone_ids": sorted(plan.safe_phones),
        "hours": [{"days": list(h.days), "start": h.start, "end": h.end} for h in plan.hours],
        "hours_text": describe_hours(plan.hours),
        "note": held.note,
        "code_word": held.code_word,
        "speak_only_with": held.speak_only_with,
        "made_by": names_of([row.made_by_id]).get(row.made_by_id, ""),
        "needs_review": row.review_on is not None and row.review_on <= today,
    }


def _channel(outgoing: Outgoing) -> dict[str, Any]:
    verdict = outgoing.verdict
    return {
        "channel": outgoing.channel.value, "channel_label": outgoing.channel.label, "allowed": verdict.allowed,
        "code": verdict.code, "reason": verdict.reason, "article": verdict.article, "phones": outgoing.phones,
        "email": outgoing.email, "text": outgoing.text,
    }  # fmt: skip
