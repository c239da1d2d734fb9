"""How long 20,000 people take from a sent workbook to stored records, beside only reading the file with calamine.

Everything the screen does is in it: the check of every cell, matching for duplicates, the preview, the writing with one
audit row a person, in a scratch database that is dropped afterwards.

Run: ./omuz bench imports [--rows 20000]
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.settings")

HEADINGS = [
    "Sıra", "T.C. Kimlik No", "Adı", "Soyadı", "Doğum Tarihi", "Cinsiyet", "Cep Tel", "İl", "İlçe", "Mahalle", "Adres",
    "Eğitim", "Çalışma Durumu", "Medeni Hali", "Gelir Durumu", "Sosyal Güvence", "Hedef Grup", "Engel Türü",
    "Kayıt Tarihi", "Notlar",
]  # fmt: skip
GIVEN = ("Ayşe", "Fatma", "Zeynep", "Elif", "Işıl", "Gökçe", "Mehmet", "Ali", "Hüseyin", "Çağrı", "Ömer", "Şükrü")
SURNAMES = ("Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Öztürk", "Aydın", "Güneş", "Işık", "Çağlayan")


def made_up_number(serial: int) -> str:
    """An identity number with a leading 0: it can be nobody's."""
    from stdnum.tr import tckimlik

    body = f"0{serial:08d}"
    return body + str(tckimlik.calc_check_digits(body))


def workbook(count: int) -> bytes:
    """A list of people as a spreadsheet program would save it: 20 columns, one row in fifty with something wrong."""
    import xlsxwriter

    from omuz.kernel.text import tr_fold

    pick = random.Random(20261121)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet("Liste")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        page.write_row(0, 0, HEADINGS)
        for line in range(1, count + 1):
            born = date(1940, 1, 1) + timedelta(days=pick.randrange(28_000))
            bad = line % 50 == 0
            row: list[Any] = [
                line, made_up_number(line) if line % 10 else "", f"{pick.choice(GIVEN)} {pick.choice(GIVEN)}",
                pick.choice(SURNAMES), born, pick.choice("KE"), f"0000 {line:07d}", "Kayseri",
                pick.choice(["Melikgazi", "Kocasinan", "Talas"]), "Cumhuriyet", f"{tr_fold('Sokak')} No {line}",
                "Lise", "30.02.2016" if bad and line % 100 else "İşsiz", "Evli", "Geliri yok", "Yok", "Yoksul",
                "Görme" if line % 7 == 0 else "", date(2015, 1, 1) + timedelta(days=pick.randrange(600)), "",
            ]  # fmt: skip
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(line, place, value, day)
                else:
                    page.write(line, place, value)
    return target.getvalue()


def resident_mib() -> float:
    """Memory held now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4 / 1024


def only_read(content: bytes) -> float:
    """Seconds that calamine takes to hand out every row."""
    import python_calamine

    began = time.perf_counter()
    sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    rows = sum(1 for _ in sheet.iter_rows())
    assert rows > 1
    return time.perf_counter() - began


def prepare() -> Any:
    """A municipality with a unit and a programme."""
    import django

    django.setup()
    from apps.accounts.models import OrgUnit
    from apps.programmes.models import Programme
    from benchmarks.measuring import rooms
    from tenants import scope
    from tenants.country import country_municipalities
    from tenants.provisioning import get_municipality

    rooms.prepare()
    rooms.create(next(each for each in country_municipalities() if each.slug == "kayseri"), is_demo=True)
    municipality = get_municipality("kayseri")
    with scope.enter(municipality):
        unit = OrgUnit.objects.create(name="BEDESTEM")
        Programme.objects.create(code="iskep", name="İSKEP", unit=unit)
    return municipality


def imported(municipality: Any, content: bytes) -> tuple[dict[str, float], dict[str, int], float]:
    """Seconds of each part, the counts, and the most memory held above the start between batches."""
    from apps.accounts.rights import Right
    from apps.people.importing import engine
    from apps.people.models.imports import ImportJob
    from apps.people.operations import imports
    from omuz.kernel import clock
    from omuz.kernel.actors import system_actor
    from tenants import scope

    actor = system_actor("benchmark", frozenset(Right))
    start, peak = resident_mib(), 0.0

    def step() -> AbstractContextManager[object]:
        nonlocal peak
        peak = max(peak, resident_mib() - start)
        return scope.enter(municipality)

    seconds: dict[str, float] = {}
    processor = time.process_time()
    began = time.perf_counter()
    with step():
        job = imports.start_import(content, file_name="liste.xlsx", kind="people", actor=actor, now=clock.now())
        imports.request_check(job.pk, actor=actor, now=clock.now(), in_tray=False)
    imports.work_through(job.pk, run=False, step=step, clock=clock.now, actor=actor)
    seconds["check"] = time.perf_counter() - began
    began = time.perf_counter()
    with step():
        imports.request_run(job.pk, actor=actor, now=clock.now(), in_tray=False)
    imports.work_through(job.pk, run=True, step=step, clock=clock.now, actor=actor)
    seconds["run"] = time.perf_counter() - began
    seconds["processor"] = time.process_time() - processor
    with step():
        counts = engine.count_states(ImportJob.objects.get(pk=job.pk).pk)
    return seconds, counts, peak


def main(arguments: Sequence[str]) -> None:
    """Measure in a scratch database, which is dropped afterwards; exit with the measurement's code."""
    from benchmarks.measuring import scratch

    sys.exit(scratch.measure("omuz_bench_imports", "benchmarks.imports", arguments))


def measure() -> None:
    """Print the results as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    rows = parser.parse_args().rows
    content = workbook(rows)
    municipality = prepare()
    reading = only_read(content)
    seconds, counts, memory = imported(municipality, content)
    again, second, _ = imported(municipality, content)
    assert counts["imported"] + counts["invalid"] + counts.get("held", 0) + counts.get("skipped", 0) == rows, counts
    assert second.get("imported", 0) == 0, second
    total = seconds["check"] + seconds["run"]

    def line(name: str, ours: float, baseline: float) -> dict[str, Any]:
        return {
            "name": name,
            "ours": round(ours, 2),
            "baseline": round(baseline, 2),
            "ratio": round(ours / baseline, 2),
        }

    results = [
        line(f"import {rows} people, file to records (s; baseline: calamine only reads)", total, reading),
        line(f"check {rows} people for the preview (s)", seconds["check"], reading),
        line(f"write {rows} people (s)", seconds["run"], reading),
        line("of it, this process's own processor time (s)", seconds["processor"], reading),
        line("the same file again, nothing changed (s)", again["check"] + again["run"], reading),
        line("memory held above the start (MiB; baseline: the file)", memory, len(content) / 1024 / 1024),
    ]
    print(json.dumps({"results": results, "counts": counts}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    measure()
