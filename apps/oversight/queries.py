"""Reading released figures, through the coordinator's own login and no other; and the standing of packs."""

import datetime as dt
from collections.abc import Iterable
from http import HTTPStatus

from django.db import connections
from django.db.models import QuerySet

from apps.oversight.models import PackStanding, ReleasedCell
from omuz.kernel.errors import DomainError
from tenants.figures import FIGURES_ALIAS


class FiguresUnavailable(DomainError):  # noqa: N818 - reads as what it says
    """The installation has no connection for the coordinator's figures."""

    default_status = HTTPStatus.SERVICE_UNAVAILABLE


def list_released(
    *, indicator: str = "", municipality_key: str = "", as_of: dt.date | None = None
) -> QuerySet[ReleasedCell]:
    """Return released cells, narrowed where asked; the newest release of a cell is the one that holds.

    Raises:
        FiguresUnavailable: OMUZ_FIGURES_DATABASE_URL is not set (docs/operations.md, "Coordinator's figures").
    """
    if FIGURES_ALIAS not in connections.databases:
        raise FiguresUnavailable(
            "figures_unavailable",
            "Göstergeler bu kurulumda henüz açılmamış.",
            remedy="Sistem yöneticinizden koordinatör veritabanı bağlantısını tanımlamasını isteyin.",
        )
    cells = ReleasedCell.objects.using(FIGURES_ALIAS)
    wanted = {"indicator": indicator, "municipality_key": municipality_key, "as_of": as_of}
    return cells.filter(**{name: value for name, value in wanted.items() if value})


def list_standings(*, pack: str = "", municipality_keys: Iterable[str] | None = None) -> QuerySet[PackStanding]:
    """Return which municipality uses which pack, how far it has moved away; for the platform's own room."""
    rows = PackStanding.objects.exclude(pack="")
    if municipality_keys is not None:
        rows = rows.filter(municipality_key__in=list(municipality_keys))
    return rows.filter(pack=pack) if pack else rows
