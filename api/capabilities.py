"""The gate at addresses of a programme: a view says which capability it needs, and everything else follows here.

Off means absent: the answer is that of an unknown programme, found by the same statement and the same look-up, so that
neither time nor size tells the two apart. Frozen means that reading works and writing is refused with the reason.
"""

import uuid
from typing import Any, ClassVar

from django.http import Http404
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from api.base import OmuzView
from apps.programmes.queries.capabilities import CapabilityBoard, CapabilityStanding, Opening, read_board
from omuz.kernel import clock
from omuz.kernel.errors import Conflict
from omuz.kernel.numbers import format_date


def board_of(request: Request) -> CapabilityBoard:
    """Return the municipality's capabilities of today, read once a request."""
    holder = request._request
    board: CapabilityBoard | None = getattr(holder, "_capability_board", None)
    if board is None:
        board = read_board(clock.local_date(clock.now()))
        holder._capability_board = board  # type: ignore[attr-defined]
    return board


def pass_gate(request: Request, programme_id: uuid.UUID | None, capability: str) -> CapabilityStanding:
    """Return where the capability stands where the request may go on.

    Raises:
        Http404: off, waiting, or no such programme: the three are not told apart.
        Conflict: frozen, and the request would write.
    """
    standing = board_of(request).standing(programme_id or uuid.UUID(int=0), capability)
    if standing is None or not standing.is_readable:
        raise Http404
    if standing.opening == Opening.FROZEN and request.method not in SAFE_METHODS:
        raise Conflict(
            "capability_frozen",
            standing.reason.tr,
            article=standing.article or None,
            remedy="Var olan kayıtları okuyabilirsiniz. Yeni kayıt için yürürlükte bir yetki gerekir.",
        )
    return standing


def until_in_words(standing: CapabilityStanding) -> str:
    """Return the last day of a grant as people write it; empty where there is none."""
    return format_date(standing.until) if standing.until else ""


class CapabilityView(OmuzView):
    """A view of a programme that is there only where the programme holds `required_capability`.

    The programme is the address's `programme_id`; a view addressed otherwise says in `gated_programme` whose it is.
    """

    required_capability: ClassVar[str]

    def gated_programme(self, **kwargs: Any) -> uuid.UUID | None:
        """Return the programme that the address is about, or None for one that does not exist."""
        programme_id: uuid.UUID = kwargs["programme_id"]
        return programme_id

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check who asks, then whether there is such a thing in that programme."""
        super().initial(request, *args, **kwargs)
        # A retried write that was acknowledged while it was allowed gets its first answer: nothing new is made.
        if "post" in vars(self) and request.method == "POST":
            return
        pass_gate(request, self.gated_programme(**kwargs), self.required_capability)
