"""One installation made ready: which services it needs, and the environment its processes get."""

import dataclasses
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from omuz.local import broker as broker_server
from omuz.local import external, keys, postgres
from omuz.local.health import answers_http
from omuz.local.instance import Instance, own_folder
from omuz.local.locks import Lock
from omuz.local.paths import REPOSITORY, TOOLS, Places
from omuz.local.ports import LOOPBACK
from omuz.local.services import Service

DATABASE = "omuz"
HEALTH_PATH = "/healthz"
READY_PATH = "/readyz"
#: The one process that may change tables while the others serve; nobody waits for it.
FLEET = "fleet"


@dataclasses.dataclass
class Runtime:
    """Services and environment of the installation in `places`; `prepare()` before anything else."""

    places: Places
    instance: Instance
    outside: external.External
    throw_away: bool = False
    cluster: postgres.Cluster | None = None
    broker: broker_server.Broker | None = None

    @property
    def services_lock(self) -> Lock:
        """Return the lock of whoever runs the embedded services."""
        return services_lock(self.places)

    def prepare(self) -> None:
        """Settle account, folders and free ports of the embedded services; the caller holds the services' lock.

        Raises:
            StepFailed: with what is missing.
        """
        if self.outside.database_url and self.outside.broker_url:
            return
        account = self.instance.settle(self.places)
        home = Path(self.instance.home)
        if not self.outside.database_url:
            # Before a port is chosen: the one it had must not count as taken by its own leftovers.
            postgres.clear_leftovers(home / "pg")
            self.instance.settle_port(self.places, "postgres")
        if not self.outside.broker_url:
            own_folder(home / "valkey", account)
            self.instance.settle_port(self.places, "broker")
        self.attach()

    def attach(self) -> None:
        """Find the embedded services where `prepare` settled them, be it in another process.

        Raises:
            StepFailed: the packages bring no binaries for this machine.
        """
        self.instance = Instance.open(self.places, mode=self.instance.mode)
        account, home = self.instance.service_account(), Path(self.instance.home)
        if not self.outside.database_url:
            self.cluster = postgres.Cluster(
                binaries=postgres.reachable_binaries(home, account),
                data=home / "pg",
                port=self.instance.ports["postgres"],
                account=account,
                durable=not self.throw_away,
            )
        if not self.outside.broker_url:
            self.broker = broker_server.Broker(
                binary=broker_server.reachable_binary(home, account),
                data=home / "valkey",
                port=self.instance.ports["broker"],
                password=keys.passwords(self.places)["broker"],
                account=account,
                durable=not self.throw_away,
            )

    def make_cluster(self) -> None:
        """Make the embedded cluster unless it exists.

        Raises:
            StepFailed: initdb could not do it.
        """
        if self.cluster is not None:
            log, mark = self.places.log / "initdb.log", self.services_lock.mark
            password = keys.passwords(self.places)["superuser"]
            postgres.make_cluster(self.cluster, password=password, log=log, env=mark)

    def infrastructure(self) -> list[Service]:
        """Return the embedded services in the order of their start."""
        mark, found = self.services_lock.mark, []
        if self.cluster is not None:
            found.append(postgres.as_service(self.cluster, log=self.places.log / "postgres.log", env=mark))
        if self.broker is not None:
            found.append(broker_server.as_service(self.broker, log=self.places.log / "broker.log", env=mark))
        return found

    def applications(self) -> list[Service]:
        """Return web, worker, scheduler and fleet worker in the order of their start."""
        port = self.instance.web_port
        celery = [sys.executable, "-m", "celery", "-A", "omuz.celery_app"]
        level = ["--loglevel", os.environ.get("OMUZ_LOG_LEVEL", "INFO")]
        web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", LOOPBACK, "--port", str(port)]
        web += ["--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-max-rss", "384"]
        web += ["--no-ws"]
        alone = ["--without-gossip", "--without-mingle"]
        worker = [*celery, "worker", *level, "--queues", "celery", "--concurrency", "2", *alone]
        # One task at a time, in the one process: a migration of all municipalities starts processes of its own.
        fleet = [*celery, "worker", *level, "--queues", FLEET, "--pool", "solo", "--hostname", "fleet@%h", *alone]
        # The schedule file is a cache: every job is a plain entry of the code.
        schedule = str(self.places.run / "beat-schedule")
        scheduler = [*celery, "beat", *level, "--schedule", schedule, "--pidfile="]
        return [
            self._application("web", [*web, "omuz.wsgi:application"], address=f"http://localhost:{port}"),
            self._application("worker", worker, grace=20.0),
            self._application("scheduler", scheduler),
            self._application(FLEET, fleet, grace=20.0),
        ]

    def _application(self, name: str, command: list[str], *, address: str = "", grace: float = 10.0) -> Service:
        # Workers and scheduler serve no page; they say through this file that they have begun to work.
        ready_file = self.places.run / f"{name}.ready"
        env = self.environment(serving=name != FLEET) | self.services_lock.mark | {"OMUZ_READY_FILE": str(ready_file)}
        if name != "web":
            env.pop("OMUZ_FIGURES_DATABASE_URL", None)
        port = self.instance.web_port
        return Service(
            name=name,
            command=command,
            env=env,
            cwd=REPOSITORY,
            log=self.places.log / f"{name}.log",
            is_ready=(lambda: answers_http(port, HEALTH_PATH)) if name == "web" else ready_file.exists,
            before_start=lambda: ready_file.unlink(missing_ok=True),
            address=address,
            grace=grace,
        )

    def environment(self, *, serving: bool = False) -> dict[str, str]:
        """Return the environment of Omuz's own processes; those that serve do not get the owner's login.

        Of the processes that stay, the fleet worker alone gets it (decision 0014).
        """
        base = {
            name: value for name, value in os.environ.items() if name not in {"OMUZ_LOCK", "PYTHONDONTWRITEBYTECODE"}
        }
        own = {
            "OMUZ_MODE": self.instance.mode,
            "OMUZ_DATABASE_URL": self.database_url("web"),
            "OMUZ_OWNER_DATABASE_URL": self.database_url("owner"),
            "OMUZ_FIGURES_DATABASE_URL": self.database_url("figures"),
            "OMUZ_BROKER_URL": self.broker_url(),
            "OMUZ_SECRET_KEY_FILE": os.environ.get("OMUZ_SECRET_KEY_FILE") or str(keys.secret_key_file(self.places)),
            "OMUZ_MASTER_KEY_FILE": os.environ.get("OMUZ_MASTER_KEY_FILE") or str(keys.master_key_file(self.places)),
            "OMUZ_PORT": str(self.instance.web_port),
            "OMUZ_DATA_DIR": str(self.places.data),
            "OMUZ_BACKUP_DIR": os.environ.get("OMUZ_BACKUP_DIR") or str(self.places.backups),
            "DJANGO_SETTINGS_MODULE": "omuz.settings",
            "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "platform")]),
            # Compiled once and kept apart from the sources: the second start is the fast one.
            "PYTHONPYCACHEPREFIX": str(TOOLS / "pycache"),
            "PYTHONUNBUFFERED": "1",
        }
        if serving:
            base.pop("OMUZ_OWNER_DATABASE_URL", None)
            del own["OMUZ_OWNER_DATABASE_URL"]
        return base | own

    def database_url(self, login: str) -> str:
        """Return the database's address for the login "web", "owner", "figures" or, embedded only, "superuser"."""
        given = {
            "web": self.outside.database_url,
            "owner": self.outside.owner_database_url,
            "figures": self.outside.figures_database_url,
        }.get(login, "")
        if given or self.cluster is None:
            return given
        password = keys.passwords(self.places)[login]
        user, database = (postgres.SUPERUSER, "postgres") if login == "superuser" else (f"{DATABASE}_{login}", DATABASE)
        return f"postgresql://{user}:{password}@{LOOPBACK}:{self.cluster.port}/{database}"

    def broker_url(self) -> str:
        """Return the broker's address."""
        if self.broker is None:
            return self.outside.broker_url
        return f"redis://:{self.broker.password}@{LOOPBACK}:{self.broker.port}/0"

    def database_place(self) -> str:
        """Return what tells this database from another: stamps of migrations hold for one only."""
        if self.cluster is not None:
            return f"embedded:{self.instance.identifier}:{self.cluster.data}"
        parts = urlsplit(self.outside.database_url)
        return f"external:{parts.username}@{external.place_of(self.outside.database_url)}"


def services_lock(places: Places) -> Lock:
    """Return the lock of whoever runs the embedded services of a data folder."""
    return Lock(places.run / "services.lock")


def open_runtime(places: Places, *, throw_away: bool = False) -> Runtime:
    """Return the runtime of a data folder, its record made where it is missing.

    Raises:
        StepFailed: the record or the environment's addresses cannot be used.
    """
    return Runtime(places, Instance.open(places), external.from_environment(), throw_away=throw_away)
