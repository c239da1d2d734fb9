"""Shipped packs, and taking over their new versions."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, with_etag
from api.v1.packs.serializers import (
    ChoicesSerializer,
    PackDetailSerializer,
    PackSerializer,
    UpgradeSerializer,
    present_pack,
    present_upgrade,
)
from api.v1.programmes.serializers import VersionSerializer, present_version
from api.v1.shapes import results_of
from apps.accounts.rights import Right
from apps.programmes.enums import VersionState
from apps.programmes.operations.packs import upgrade_programme
from apps.programmes.packs import Pack, get_shipped, list_shipped
from apps.programmes.queries import list_programmes
from apps.programmes.queries.packs import get_upgrade
from apps.programmes.queries.versions import READING, versions_in_use
from omuz.kernel import clock
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotFound
from omuz.kernel.text import tr_key


class _PacksView(OmuzView):
    """What the views below share."""

    def shown(self, packs: list[Pack], *, detailed: bool = False) -> list[Any]:
        """Return packs with the programmes that run them, in two statements however many."""
        programmes = [one for one in list_programmes() if one.pack]
        versions: dict[Any, Any] = {}
        for version in versions_in_use(one.pk for one in programmes):
            # What a draft has taken over is what the next upgrade starts from.
            held = versions.get(version.programme_id)
            if held is None or held.state == VersionState.PUBLISHED:
                versions[version.programme_id] = version
        return [
            present_pack(
                pack,
                programmes=[one for one in programmes if one.pack == pack.code],
                versions=versions,
                detailed=detailed,
            )
            for pack in packs
        ]


class PackListView(_PacksView):
    """The packs that come with this release: a dozen, so they come at once."""

    required_rights: ClassVar = {"GET": READING}

    @extend_schema(operation_id="packs_list", responses=results_of("Packs", PackSerializer))
    def get(self, request: Request) -> Response:
        """Return every shipped pack in Turkish order of names."""
        packs = sorted(list_shipped(), key=lambda pack: tr_key(pack.definition.name.tr))
        return Response({"results": self.shown(packs), "next": None, "previous": None})


class PackView(_PacksView):
    """One shipped pack."""

    required_rights: ClassVar = {"GET": READING}

    @extend_schema(operation_id="packs_read", responses=PackDetailSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Return a pack with the texts it rests on and its modules."""
        pack = get_shipped(code)
        if pack is None:
            raise NotFound
        return Response(self.shown([pack], detailed=True)[0])


class ProgrammeUpgradeView(OmuzView):
    """A pack's new version for a programme that runs the pack."""

    required_rights: ClassVar = {"GET": READING, "POST": Right.PROGRAMMES_MANAGE}

    @extend_schema(operation_id="programmes_upgrade_preview", responses=UpgradeSerializer)
    def get(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Return what the version would change, which local changes stay, and what is to be decided."""
        return Response(present_upgrade(get_upgrade(programme_id, actor=self.actor)))

    @extend_schema(operation_id="programmes_upgrade", request=ChoicesSerializer, responses={201: VersionSerializer})
    def post(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Make a draft with the version in it; it is reviewed and published as any other."""
        form = ChoicesSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        draft = upgrade_programme(
            programme_id, choices=form.validated_data["choices"], actor=self.actor, now=clock.now()
        )
        body = present_version(draft, actor=self.actor, today=local_date(clock.now()))
        return with_etag(Response(body, status=201), draft.version)
