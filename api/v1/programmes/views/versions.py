"""Versions of a programme: written part by part, reviewed, published, corrected."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar, Final

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, read_if_match, with_etag
from api.permissions import SIGNED_IN
from api.v1.programmes.serializers import (
    CorrectionSerializer,
    CorrectionWriteSerializer,
    NoteSerializer,
    SectionSerializer,
    SubmissionSerializer,
    VersionHistorySerializer,
    VersionListSerializer,
    VersionReasonSerializer,
    VersionSerializer,
    WaitingVersionSerializer,
    present_version,
)
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.accounts.rights import Right
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations import versions as operations
from apps.programmes.operations.corrections import correct_version
from apps.programmes.queries.versions import (
    READING,
    get_programme,
    get_version,
    list_corrections,
    list_versions,
    version_history,
    waiting_for,
)
from omuz.kernel import clock
from omuz.kernel.clock import local_date

_IF_MATCH: Final = OpenApiParameter("If-Match", str, location="header", required=True)
#: What an act of the history is called on the screen.
ACTS: Final = {
    "programme.drafted": "Taslak başlatıldı",
    "programme.section_changed": "Bölüm değiştirildi",
    "programme.upgraded": "Paketin yeni sürümü alındı",
    "programme.submitted": "Onaya sunuldu",
    "programme.withdrawn": "Onaydan geri çekildi",
    "programme.returned": "Düzeltme için geri gönderildi",
    "programme.published": "Yayımlandı",
    "programme.replaced": "Yeni sürümle yürürlükten kalktı",
    "programme.retired": "Yürürlükten kaldırıldı",
    "programme.corrected": "Yazım düzeltmesi yapıldı",
}


class _VersionsView(OmuzView):
    """What the views below share."""

    def shown(self, version: ProgrammeVersion, *, status: int = 200) -> Response:
        """Return the whole version with its ETag."""
        body = present_version(version, actor=self.actor, today=local_date(clock.now()))
        return with_etag(Response(body, status=status), version.version)


class ProgrammeVersionsView(_VersionsView):
    """The versions of one programme."""

    required_rights: ClassVar = {"GET": READING, "POST": Right.PROGRAMMES_MANAGE}

    @extend_schema(operation_id="programme_versions_list",
                   responses=results_of("ProgrammeVersions", VersionListSerializer))  # fmt: skip
    def get(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Return the versions, the newest first; a programme has a few, so they come at once."""
        rows = list(list_versions(get_programme(programme_id).pk, actor=self.actor)[:200])
        names = names_of(one for row in rows for one in (row.drafted_by_id, row.published_by_id) if one)
        return Response({"results": VersionListSerializer(rows, many=True, context={"names": names}).data})

    @extend_schema(operation_id="programme_versions_create", request=NoteSerializer,
                   responses={201: VersionSerializer})  # fmt: skip
    def post(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Start a draft from what is in force."""
        form = NoteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        draft = operations.start_draft(programme_id, actor=self.actor, now=clock.now(), **form.validated_data)
        return self.shown(draft, status=201)


class WaitingVersionsView(OmuzView):
    """What waits for the reader's decision; most have none, and so does whoever was named once for one of them."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="programme_versions_waiting",
                   responses=results_of("WaitingVersions", WaitingVersionSerializer))  # fmt: skip
    def get(self, request: Request) -> Response:
        """Return the versions in review that the reader may decide, the longest waiting first."""
        rows = waiting_for(self.actor)
        names = names_of(row.submitted_by_id for row in rows if row.submitted_by_id)
        return Response({"results": WaitingVersionSerializer(rows, many=True, context={"names": names}).data})


class VersionView(_VersionsView):
    """One version. Whoever was named as its second person reads it without any other right."""

    required_rights: ClassVar = {"GET": SIGNED_IN, "DELETE": Right.PROGRAMMES_MANAGE}

    @extend_schema(operation_id="programme_versions_read", responses=VersionSerializer)
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return the version with what is missing and what the reader may do."""
        return self.shown(get_version(version_id, actor=self.actor))

    @extend_schema(operation_id="programme_versions_discard", responses={204: None})
    def delete(self, request: Request, version_id: uuid.UUID) -> Response:
        """Throw a draft away."""
        operations.discard_draft(version_id, actor=self.actor, now=clock.now())
        return Response(status=204)


class VersionSectionView(_VersionsView):
    """One part of a draft."""

    required_rights: ClassVar = {"PUT": Right.PROGRAMMES_MANAGE}

    @extend_schema(operation_id="programme_versions_section_save", request=SectionSerializer,
                   responses=VersionSerializer, parameters=[_IF_MATCH])  # fmt: skip
    def put(self, request: Request, version_id: uuid.UUID, section: str) -> Response:
        """Replace one part; what is wrong is refused with its places, what is incomplete is kept and shown."""
        form = SectionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = operations.save_section(
            version_id, section, form.validated_data["value"], seen=read_if_match(request), actor=self.actor,
            now=clock.now(),
        )  # fmt: skip
        return self.shown(version)


class VersionSubmissionView(_VersionsView):
    """A draft goes to its second person."""

    required_rights: ClassVar = {"POST": Right.PROGRAMMES_MANAGE}

    @extend_schema(operation_id="programme_versions_submit", request=SubmissionSerializer, responses=VersionSerializer)
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Submit the draft."""
        form = SubmissionSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = operations.submit_version(
            version_id, note=form.validated_data["note"], named_approver_id=form.validated_data["named_approver"],
            actor=self.actor, now=clock.now(),
        )  # fmt: skip
        return self.shown(version)


class VersionWithdrawalView(_VersionsView):
    """A version is taken back from review."""

    required_rights: ClassVar = {"POST": Right.PROGRAMMES_MANAGE}

    @extend_schema(operation_id="programme_versions_withdraw", request=None, responses=VersionSerializer)
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Take it back; it is a draft again."""
        return self.shown(operations.withdraw_version(version_id, actor=self.actor, now=clock.now()))


class VersionApprovalView(_VersionsView):
    """The second person publishes; somebody named for it needs no other right."""

    required_rights: ClassVar = {"POST": SIGNED_IN}

    @extend_schema(operation_id="programme_versions_approve", request=None, responses=VersionSerializer)
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Publish the version; the one before is retired."""
        return self.shown(operations.approve_version(version_id, actor=self.actor, now=clock.now()))


class _ReasonView(_VersionsView):
    """A step that needs a reason."""

    operation: ClassVar[Callable[..., Any]]

    def taken(self, request: Request, version_id: uuid.UUID) -> Response:
        """Take the step and return the version."""
        form = VersionReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version = type(self).operation(
            version_id, reason=form.validated_data["reason"], actor=self.actor, now=clock.now()
        )
        return self.shown(version)


class VersionReturnView(_ReasonView):
    """The second person sends a version back."""

    required_rights: ClassVar = {"POST": SIGNED_IN}
    operation = staticmethod(operations.return_version)

    @extend_schema(
        operation_id="programme_versions_return", request=VersionReasonSerializer, responses=VersionSerializer
    )
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Send it back with a reason; it is a draft again."""
        return self.taken(request, version_id)


class VersionRetirementView(_ReasonView):
    """A programme's version ends without a successor."""

    required_rights: ClassVar = {"POST": Right.PROGRAMMES_MANAGE}
    operation = staticmethod(operations.retire_version)

    @extend_schema(
        operation_id="programme_versions_retire", request=VersionReasonSerializer, responses=VersionSerializer
    )
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """End it; open cases run on."""
        return self.taken(request, version_id)


class VersionCorrectionsView(_VersionsView):
    """Corrected wordings of a published version."""

    required_rights: ClassVar = {"GET": READING, "POST": Right.PROGRAMMES_MANAGE}

    @extend_schema(operation_id="programme_versions_corrections",
                   responses=results_of("VersionCorrections", CorrectionSerializer))  # fmt: skip
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return the corrections in the order in which they were made."""
        rows = list(list_corrections(get_version(version_id, actor=self.actor).pk)[:1000])
        names = names_of(row.corrected_by_id for row in rows)
        return Response({"results": CorrectionSerializer(rows, many=True, context={"names": names}).data})

    @extend_schema(operation_id="programme_versions_correct", request=CorrectionWriteSerializer,
                   responses={201: VersionSerializer})  # fmt: skip
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Correct wordings; they hold at once."""
        form = CorrectionWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        correct_version(version_id, form.to_changes(), reason=form.validated_data["reason"], actor=self.actor,
                        now=clock.now())  # fmt: skip
        return self.shown(get_version(version_id, actor=self.actor), status=201)


class VersionHistoryView(_VersionsView):
    """Who did what to a version."""

    required_rights: ClassVar = {"GET": READING}

    @extend_schema(operation_id="programme_versions_history",
                   responses=results_of("VersionHistoryResults", VersionHistorySerializer))  # fmt: skip
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return the history, the latest first, at most 500 lines."""
        events = list(version_history(get_version(version_id, actor=self.actor))[:500])
        names = names_of(event.actor_id for event in events)
        rows = [
            {"at": event.at, "action": event.action, "label": ACTS.get(event.action, event.action),
             "by": names.get(event.actor_id, event.actor_label), "reason": event.reason}
            for event in events
        ]  # fmt: skip
        return Response({"results": VersionHistorySerializer(rows, many=True).data})
