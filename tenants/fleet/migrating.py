"""The whole fleet brought to head: public, the template, then every municipality, several at a time.

Compiled once, replayed many times. A municipality that is busy is left for later; one in which a migration fails stays
as it was, is noted with its cause, and does not stop the others unless that is asked.
"""

import dataclasses
import itertools
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connections

from omuz.kernel import clock
from omuz.kernel.ids import new_id
from tenants import walls
from tenants.fleet.agenda import Agenda, Failed, pause
from tenants.fleet.causes import cause_of, is_busy, is_connection_lost
from tenants.fleet.compiling import compiled_schema, is_compiled
from tenants.fleet.emitting import CannotCompileError
from tenants.fleet.plans import PlanError, Planner
from tenants.fleet.replaying import Room, StoppedError, bring_to_head
from tenants.fleet.spares import ensure_spares
from tenants.fleet.status import PREPARING, FleetStatus, SchemaStatus, fleet_status
from tenants.fleet.template import bring_template_to_head
from tenants.migration import Progress, owner_schema
from tenants.naming import role_name
from tenants.provisioning import migrate_public
from tenants.registering import ProvisioningError
from tenants.router import OWNER_ALIAS

logger = logging.getLogger(__name__)

#: One at a time changes public and the template; municipalities have their gates.
FLEET_LOCK: Final = 7_105_021
ATTEMPTS: Final = 8
PUBLIC_LOCK_WAIT: Final = "3s"

_NOTE_FAILURE: Final = (
    "INSERT INTO public.tenants_migrationfailure"
    " (id, municipality_id, migration, cause, since, last_tried, attempts) VALUES (%s, %s, %s, %s, %s, %s, 1)"
    " ON CONFLICT (municipality_id) DO UPDATE SET cause = excluded.cause, last_tried = excluded.last_tried,"
    " since = CASE WHEN tenants_migrationfailure.migration = excluded.migration"
    "   THEN tenants_migrationfailure.since ELSE excluded.since END,"
    " attempts = CASE WHEN tenants_migrationfailure.migration = excluded.migration"
    "   THEN tenants_migrationfailure.attempts + 1 ELSE 1 END,"
    " migration = excluded.migration"
)
_UNWALLED: Final = """
SELECT n.nspname, array_agg(c.relname::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relname = ANY(%s) AND c.relkind IN ('r', 'p') AND n.nspname = ANY(%s)
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity
            AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = %s))
 GROUP BY n.nspname
"""


@dataclasses.dataclass(frozen=True, slots=True)
class FleetProgress:
    """How far the work is. `phase` is "public", "template" or "municipalities"; times are in seconds."""

    phase: str
    done: int
    total: int
    failed: int
    seconds: float
    #: The municipality that has just ended, or the migration that runs on public or the template.
    latest: str = ""

    @property
    def rate(self) -> float:
        """Return municipalities a second."""
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def remaining(self) -> float | None:
        """Return the seconds that are left at this rate, None before the first has ended."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None


@dataclasses.dataclass(frozen=True, slots=True)
class FleetReport:
    """What has been done: migrations applied to public and the template, spare rooms made anew.

    `untried` were left out because --stop-on-failure stopped the rest; `mended` lacked no migration, but the registry's
    count, a wall, or the end of an earlier failure.
    """

    head: int
    public: int
    template: int
    spares: int
    migrated: tuple[str, ...]
    mended: tuple[str, ...]
    failed: tuple[Failed, ...]
    untried: tuple[str, ...]
    at_head_before: int
    seconds: float

    @property
    def is_complete(self) -> bool:
        """Return whether every municipality that was asked for is at head."""
        return not self.failed and not self.untried

    def as_json(self) -> dict[str, Any]:
        """Return the plain form for `--format json`."""
        return {**dataclasses.asdict(self), "complete": self.is_complete}


def migrate_fleet(
    *,
    jobs: int = 2,
    only: Collection[str] = (),
    stop_on_failure: bool = False,
    progress: Callable[[FleetProgress], None] | None = None,
) -> FleetReport:
    """Bring public, the template and every municipality (`only` these slugs) to head over `jobs` connections.

    Suspended and archived municipalities are migrated like the others, so that they can be opened again at any time;
    one that is being prepared is finished by its creation. May be killed and run again at any moment, and run twice at
    the same time. `progress` is called in the caller's thread.

    Raises:
        LookupError: a slug in `only` is unknown.
        ForeignTouchError, django.db.Error: public or the template could not be migrated; no municipality was touched.
    """
    begin = time.monotonic()
    with fleet_alone():
        status = fleet_status()
        if not only and _is_settled(status):
            return _nothing_to_do(status, begin)
        told = _Told(progress, begin)
        public = _migrate_public(told.step("public"))
        template = bring_template_to_head(progress=told.step("template"))
        planner = Planner()
        status = fleet_status()
        work = list(_work(status, set(only), planner))
        for _, schema in work:
            _plan_ahead(planner, schema)
    outcomes = _run(work, planner, jobs=jobs, stop_on_failure=stop_on_failure, told=told)
    spares = 0 if only else _refill(status)
    _keep_compiled()
    done = {room.slug: outcomes[room.slug] for room, _ in work if room.slug in outcomes}
    return FleetReport(
        head=status.head,
        public=public,
        template=template,
        spares=spares,
        migrated=tuple(slug for slug, outcome in done.items() if isinstance(outcome, int) and outcome),
        mended=tuple(slug for slug, outcome in done.items() if outcome == 0),
        failed=tuple(outcome for outcome in done.values() if isinstance(outcome, Failed)),
        untried=tuple(room.slug for room, _ in work if room.slug not in outcomes),
        at_head_before=sum(m.is_at_head for m in status.municipalities),
        seconds=round(time.monotonic() - begin, 3),
    )


def _keep_compiled() -> None:
    """Keep this release's form: the next municipality is made at once, the next run sees that nothing is left to do."""
    try:
        compiled_schema()
    except CannotCompileError:
        # The fleet is migrated all the same; what cannot be done is making another one.
        logger.exception("no municipality can be made by this release")


def _is_settled(status: FleetStatus) -> bool:
    """Return whether a run would find nothing to do, whatever it looked at."""
    if not status.is_whole or not is_compiled():
        return False
    present = [m for m in status.municipalities if m.is_present and m.state != PREPARING]
    return all(sealed for _, sealed in _sealed_tokens().values()) and not _unwalled([m.schema for m in present])


def _nothing_to_do(status: FleetStatus, begin: float) -> FleetReport:
    return FleetReport(
        head=status.head,
        public=0,
        template=0,
        spares=0,
        migrated=(),
        mended=(),
        failed=(),
        untried=(),
        at_head_before=sum(m.is_at_head for m in status.municipalities),
        seconds=round(time.monotonic() - begin, 3),
    )


@contextmanager
def fleet_alone() -> Iterator[None]:
    """Hold the lock of whoever changes public and the template; another one waits. It ends with the connection."""
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [FLEET_LOCK])
    try:
        yield
    finally:
        if connections[OWNER_ALIAS].connection is not None:
            with connections[OWNER_ALIAS].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [FLEET_LOCK])


def _migrate_public(progress: Progress) -> int:
    """Migrate public while requests go on: a lock that is not to be had soon is asked for again later."""
    with connections[OWNER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [PUBLIC_LOCK_WAIT])
    try:
        for attempt in itertools.count(1):
            try:
                return migrate_public(progress=progress)
            except Exception as error:
                if not is_busy(error) or attempt >= ATTEMPTS:
                    raise
                time.sleep(pause(attempt))
    finally:
        if connections[OWNER_ALIAS].connection is not None:
            with connections[OWNER_ALIAS].cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', '0', false)")
    raise AssertionError("unreachable")


def _work(status: FleetStatus, only: set[str], planner: Planner) -> Iterator[tuple[Room, SchemaStatus]]:
    """Yield the municipalities that lack something: a migration, the registry's count, a token, a wall."""
    unknown = only - {m.slug for m in status.municipalities}
    if unknown:
        raise LookupError(f"There is no municipality {', '.join(sorted(unknown))}.")
    present = [m for m in status.municipalities if m.is_present and m.state != PREPARING]
    tokens = _sealed_tokens()
    unwalled = _unwalled([m.schema for m in present])
    for schema in present:
        row_id, sealed = tokens[schema.key]
        lacks = planner.pending(schema.records(planner.known)) or schema.disagrees or schema.failure is not None
        if (lacks or not sealed or schema.schema in unwalled) and (not only or schema.slug in only):
            sealed = sealed or walls.new_sealed_token(schema.key)
            room = Room(
                id=row_id,
                key=schema.key,
                slug=schema.slug,
                schema=schema.schema,
                role=role_name(schema.key),
                sealed_token=sealed,
                token=walls.open_token(sealed, schema.key),
                unwalled=tuple(sorted(unwalled.get(schema.schema, ()))),
            )
            yield room, schema


def _refill(status: FleetStatus) -> int:
    """Put spare rooms at head in the place of those that are behind; returns how many were made."""
    if all(spare.is_at_head for spare in status.spares):
        return 0
    try:
        return ensure_spares(len(status.spares), now=clock.now())
    except ProvisioningError:
        logger.info("the spare rooms are being refilled by somebody else")
        return 0


def _sealed_tokens() -> dict[str, tuple[Any, str]]:
    with owner_schema("public") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT key, id, sealed_wall_token FROM public.tenants_municipality")
        return {key: (row_id, sealed) for key, row_id, sealed in cursor.fetchall()}


def _unwalled(schemas: list[str]) -> dict[str, list[str]]:
    """Return the special-category tables without their wall, by schema: a model may be declared so later on."""
    with owner_schema("public") as connection, connection.cursor() as cursor:
        cursor.execute(_UNWALLED, [walls.walled_tables(), schemas, walls.POLICY])
        return dict(cursor.fetchall())


def _plan_ahead(planner: Planner, schema: SchemaStatus) -> None:
    """Compile before the first municipality is touched; one that cannot be continued is told when its turn comes."""
    try:
        planner.plan(schema.records(planner.known))
    except PlanError:
        logger.warning("%s cannot be continued by this release", schema.slug)


class _Told:
    """Calls the caller's `progress` with what has been reached."""

    def __init__(self, progress: Callable[[FleetProgress], None] | None, begin: float) -> None:
        self._progress, self._begin = progress, begin

    def step(self, phase: str) -> Progress:
        """Return what `migrate_public` and the template call with each migration's name."""

        def call(migration: str) -> None:
            self(phase, 0, 0, 0, migration)

        return call

    def __call__(self, phase: str, done: int, total: int, failed: int, latest: str) -> None:
        """Tell how far the work is."""
        if self._progress is not None:
            seconds = time.monotonic() - self._begin
            self._progress(FleetProgress(phase, done, total, failed, seconds, latest))


def _run(
    work: Sequence[tuple[Room, SchemaStatus]], planner: Planner, *, jobs: int, stop_on_failure: bool, told: _Told
) -> dict[str, int | Failed]:
    """Work through the rooms in `jobs` threads and return what became of each: a number applied, or its failure."""
    agenda = Agenda([room for room, _ in work], stop_on_failure=stop_on_failure)
    threads = [
        threading.Thread(target=_work_off, args=(agenda, planner), name=f"fleet-{number}", daemon=True)
        for number in range(min(max(jobs, 1), len(work)))
    ]
    outcomes: dict[str, int | Failed] = {}
    failed = 0
    for thread in threads:
        thread.start()
    try:
        for room, outcome in agenda.ended(threads):
            outcomes[room.slug] = outcome
            if isinstance(outcome, Failed):
                failed += 1
                _note_failure(room, outcome)
            told("municipalities", len(outcomes), len(work), failed, room.slug)
    finally:
        agenda.stop()
        for thread in threads:
            thread.join()
    return outcomes


def _work_off(agenda: Agenda, planner: Planner) -> None:
    """What a thread does: one room after the other, over a connection of its own."""
    try:
        while (taken := agenda.take()) is not None:
            room, attempt = taken
            try:
                outcome: int | Failed = bring_to_head(room, planner)
            except Exception as error:
                if (is_busy(error) or is_connection_lost(error)) and attempt < ATTEMPTS:
                    logger.info("%s is busy; later", room.slug)
                    agenda.put_off(room, attempt)
                    continue
                outcome = _failure(room, error)
            agenda.end(room, outcome)
    finally:
        connections[OWNER_ALIAS].close()
        agenda.leave()


def _failure(room: Room, error: Exception) -> Failed:
    if isinstance(error, StoppedError):
        logger.error("%s: %s failed", room.slug, error.migration, exc_info=error)
        return Failed(room.slug, error.migration, cause_of(error.__cause__ or error))
    logger.error("%s could not be migrated", room.slug, exc_info=error)
    if is_busy(error):
        return Failed(room.slug, "", f"busy: running work held it for longer than {ATTEMPTS} attempts waited")
    return Failed(room.slug, "", cause_of(error))


def _note_failure(room: Room, failed: Failed) -> None:
    now = clock.now()
    with owner_schema("public") as connection, connection.cursor() as cursor:
        cursor.execute(_NOTE_FAILURE, [new_id(), room.id, failed.migration, failed.cause, now, now])
