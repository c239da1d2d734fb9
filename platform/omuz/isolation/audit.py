"""One audit: catalogue, walls, then the crawl between the two probe municipalities."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.db import connections

from apps.accounts.enums import Role
from apps.accounts.models import User
from omuz.isolation.at_rest import look_at_tables
from omuz.isolation.attacks import attack_walls
from omuz.isolation.audience import SEEING, crawl_all, members, strangers
from omuz.isolation.catalogue import check_catalogue, schemas_of_nobody
from omuz.isolation.crawling import Crawl
from omuz.isolation.faults import break_a_view
from omuz.isolation.findings import Report
from omuz.isolation.planting import Planted
from omuz.isolation.probes import ensure_probes, planted_probes, platform_staff
from omuz.isolation.reading import can_read_pdf
from omuz.isolation.routes import unclassified, walk
from omuz.isolation.striking import strike_everything
from omuz.isolation.visiting import doors_open
from omuz.isolation.watching import Caught, watching
from omuz.isolation.words import Lookout
from tenants import scope
from tenants.models import Spare
from tenants.naming import OWNER_ALIAS, schema_name
from tenants.provisioning import list_municipalities

Progress = Callable[[str], None]


def audit_isolation(*, now: dt.datetime, progress: Progress) -> Report:
    """Return the report of an audit of this deployment; nothing of a real municipality is read or changed.

    Raises:
        ProvisioningError, LookupError, scope.MaintenanceError: the probes cannot be made or entered.
    """
    report = Report()
    progress("routes")
    with report.check("routes", "of every route it is said who may open it") as check:
        check.looked_at = len(list(walk()))
        for place in unclassified():
            check.find(place)
    progress("probe municipalities")
    probes = ensure_probes(now=now)
    progress("catalogue")
    audit_catalogue(report)
    with watching() as caught, doors_open(*probes):
        progress("planting")
        with planted_probes(probes, now=now) as rooms, platform_staff() as platform:
            progress("attacks on the walls")
            attack_walls(report, rooms[0].municipality, rooms[1].municipality)
            progress("crawl")
            _crawl(report, rooms, platform, caught)
            progress("writing with foreign keys")
            with report.check(
                "writing", "a foreign key is answered as one that no row has, and nothing changes"
            ) as check:
                strike_everything(check, Lookout([room.words for room in rooms]), rooms[1], rooms[0], caught)
            progress("error path and tables")
            _break(report, rooms[0], Lookout([room.words for room in rooms]))
            look_at_tables(report, rooms)
    return report


def audit_catalogue(report: Report) -> None:
    """Add the checks of the live catalogue, for every municipality of the registry."""
    municipalities = list_municipalities()
    with scope.enter(None):
        spares = [schema_name(key) for key in Spare.objects.values_list("key", flat=True)]
    check_catalogue(report, municipalities)
    schemas_of_nobody(report, [*spares, *(one.schema_name for one in municipalities)])
    if OWNER_ALIAS not in connections.settings:
        report.checks[-1].left_out.append("no owner login: probes are made from a spare municipality only")


def _crawl(report: Report, rooms: list[Planted], platform: Mapping[Role, User], caught: Caught) -> None:
    first, second = rooms
    lookout = Lookout([room.words for room in rooms])
    with (
        report.check("traces", "logs, mail, queue and cache hold no foreign and no special-category word") as traces,
        report.check("answers", "no answer shows anything of another municipality") as answers,
    ):
        crawl = Crawl(lookout, caught, answers, traces)
        crawl.look_behind_planting()
        crawl_all(crawl, strangers(first, second, platform))
        if not can_read_pdf():
            answers.left_out.append("text inside PDF files: pypdf is not installed")
    with report.check("sight", "in their own municipality the words are found: the crawl can see") as sight:
        # The other way round at once: what they must see of their own and what they must not of the second.
        own = Crawl(lookout, caught, answers, traces)
        crawl_all(own, members(first, about=[first, second], roles=SEEING))
        own.look_into_cache({room.municipality.key: room.words.room for room in rooms})
        sight.looked_at = len(own.own_seen) + len(own.own_special)
        if len(own.own_seen) < 20 or not own.own_special:
            sight.find(f"only {len(own.own_seen)} addresses show their own words, {len(own.own_special)} sealed ones")
        for place in {*crawl.faults, *own.faults}:
            sight.find(f"a fault of ours hides what the answer would show: {place}")


def _break(report: Report, room: Planted, lookout: Lookout) -> None:
    with report.check("faults", "a view that breaks names nobody in its answer, its log line and its report") as check:
        with watching(reports=True) as caught:
            visit = next(members(room, about=[], roles=(SEEING[0],)))
            break_a_view(visit.visitor, room, lookout, caught, check)
