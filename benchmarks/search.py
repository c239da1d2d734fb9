"""How long finding a person takes among 50,000, beside an indexed equality look-up of a file number.

Run: ./omuz bench search [--people 50000] [--rounds 300]

The people are synthetic, from a fixed seed, in a municipality that is made for the measurement and dropped afterwards.
"""

import argparse
import datetime as dt
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connections, transaction
from psycopg import sql
from stdnum.tr import tckimlik

from apps.accounts.rights import Right
from apps.people.models import Person, PersonIdentity, PersonPhone
from apps.people.operations import identity_index
from apps.people.queries.search import search_people
from apps.people.rules.identity import CheckedIdentity
from benchmarks.measuring.bulk import store
from omuz.kernel import context
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from tenants import scope
from tenants.enums import MunicipalityKind
from tenants.migration import owner_schema
from tenants.models import Domain, Municipality
from tenants.naming import role_name
from tenants.provisioning import create_municipality
from tenants.router import OWNER_ALIAS

_GIVEN = (
    "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil Süleyman Fatma Ayşe "
    "Emine Hatice Zeynep Elif Meryem Şerife Sultan Zehra Merve Özlem Gülsüm Hanife Büşra Çağla Işıl İrem Ümmü Ökkeş"
)
_SURNAMES = (
    "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt "
    "Özkan Şimşek Polat Korkmaz Çakır Erdoğan Acar Işık Uçar Ünal Güneş Bulut Tekin Yavuz Taş Coşkun Ateş Avcı Güler "
    "İnan Ekinci Keskin Turan Sarı Can Duman Bozkurt Gündüz Özer Tunç Ertürk Karataş Ağaoğlu Büyükşahin Küçükçelik"
)
GIVEN, SURNAMES = _GIVEN.split(), _SURNAMES.split()
#: What people type, in the spellings in which they type it.
TYPED = (
    "isik", "IŞIK", "ışık", "mehmet yilmaz", "Fatma ÇELİK", "ay", "meh", "ozturk", "gulsum kucukcelik", "şa", "ali can",
    "zeynep ya", "IRMAK", "cagla", "hüs doğ",
)  # fmt: skip
BATCH = 2000
NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
DAY = NOW.date()


@contextmanager
def throw_away_municipality() -> Iterator[context.Municipality]:
    """Give a municipality that is dropped, with its schema and role, when the block ends."""
    slug = f"bench-{new_id().hex[-8:]}"
    made = create_municipality(
        slug=slug, name=slug, kind=MunicipalityKind.METROPOLITAN, province="Kayseri", is_demo=True
    )
    try:
        yield made
    finally:
        drop(made)


def drop(municipality: context.Municipality) -> None:
    """Drop the municipality's schema, role and registry rows."""
    with owner_schema("public"), transaction.atomic(using=OWNER_ALIAS):
        with connections[OWNER_ALIAS].cursor() as cursor:
            for statement, name in (
                ("DROP SCHEMA IF EXISTS {} CASCADE", municipality.schema_name),
                ("DROP ROLE IF EXISTS {}", role_name(municipality.key)),
            ):
                cursor.execute(sql.SQL(statement).format(sql.Identifier(name)).as_string(None))
        Domain.objects.using(OWNER_ALIAS).filter(tenant__key=municipality.key).delete()
        Municipality.objects.using(OWNER_ALIAS).filter(key=municipality.key).delete()


def fill(count: int) -> tuple[list[str], list[str], list[str]]:
    """Store `count` synthetic people; return identity numbers, telephones and file numbers of some of them."""
    dice = random.Random(20161119)
    staff = new_id()
    numbers, phones, files = [], [], []
    for start in range(0, count, BATCH):
        people, identities, telephones = [], [], []
        for index in range(start, min(start + BATCH, count)):
            head = f"0{10_000_000 + index:08d}"
            number, digits = head + str(tckimlik.calc_check_digits(head)), f"000{index:07d}"
            person = Person(
                file_number=f"2026-{index + 1:05d}", given_names=" ".join(dice.sample(GIVEN, dice.choice((1, 1, 2)))),
                surname=dice.choice(SURNAMES), channel="office", registered_on=DAY, registered_by_id=staff,
                birth_date=dt.date(1940, 1, 1) + dt.timedelta(days=dice.randrange(25_000)), birth_precision="day",
            )  # fmt: skip
            people.append(person)
            # A look-up opens nothing: what is sealed does not matter here.
            identities.append(PersonIdentity(person=person, kind="tckn", sealed=b"-", recorded_by_id=staff,
                                             blind_index=identity_index(CheckedIdentity("tckn", number))))  # fmt: skip
            telephones.append(PersonPhone(person=person, number=f"+90{digits}", digits=digits))
            if index % max(count // 50, 1) == 0:
                numbers.append(number)
                phones.append(f"+90 {digits[:3]} {digits[3:6]} {digits[6:]}")
                files.append(person.file_number)
        for rows in (people, identities, telephones):
            store(rows, now=NOW)
    return numbers, phones, files


def settle(municipality: context.Municipality) -> None:
    """Bring statistics and the trigram indexes up to date, as autovacuum does within a minute."""
    with owner_schema(municipality.schema_name) as connection, connection.cursor() as cursor:
        for model in (Person, PersonIdentity, PersonPhone):
            table = sql.Identifier(municipality.schema_name, model._meta.db_table)
            cursor.execute(sql.SQL("VACUUM ANALYZE {}").format(table).as_string(None))


def p95(work: Callable[[str], object], typed: Sequence[str], *, rounds: int) -> float:
    """Return the 95th percentile in milliseconds over `rounds` calls, after a warm-up of each text."""
    for text in typed:
        work(text)
    times = []
    for index in range(rounds):
        text = typed[index % len(typed)]
        started = time.perf_counter()
        work(text)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.quantiles(times, n=20)[-1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the times as JSON; fail when someone who is there is not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args(arguments)
    actor = Actor(id=new_id(), label="bench", kind="staff", rights=frozenset({Right.PEOPLE_READ}))
    results = []
    with throw_away_municipality() as municipality:
        with scope.enter(municipality, statement_timeout="10min"):
            numbers, phones, files = fill(options.people)
        settle(municipality)
        with scope.enter(municipality):

            def find(text: str) -> list[object]:
                return list(search_people(text, actor=actor))

            assert find("isik")
            assert find("isik") == find("IŞIK")
            assert all(find(text) for text in (numbers[0], phones[-1], files[-1]))
            baseline = p95(lambda text: list(Person.objects.filter(file_number=text)), files, rounds=options.rounds)
            for name, typed in (
                ("name", TYPED), ("identity number", numbers), ("telephone", phones), ("file number", files),
            ):  # fmt: skip
                ours = p95(find, typed, rounds=options.rounds)
                results.append(
                    {
                        "name": f"search: by {name} among {options.people:,}, p95 (ms)",
                        "ours": round(ours, 2),
                        "baseline": round(baseline, 2),
                        "ratio": round(ours / baseline, 2),
                    }
                )
    print(json.dumps({"results": results}, indent=2))
