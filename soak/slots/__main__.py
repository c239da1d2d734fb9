"""The rounds, inside the scratch database; `soak.slots` starts this, and starts it again after an interruption."""

import argparse
import datetime as dt
import json
import os
import statistics
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

import django

from soak.report import Report

BATCH: Final = 20
CODE: Final = "soak-randevu"
DOCUMENT: Final[dict[str, Any]] = {
    "format": 1, "code": CODE, "name": {"tr": "Randevu sınaması"}, "purpose": {"tr": "Yarış sınaması."},
    "legal_basis": [{"key": "karar", "kind": "council_decision", "title": "Meclis kararı", "number": "1"}],
    "effective": {"starts_on": "2020-01-01"},
    "target_groups": {"offered": ["disabled"], "chosen": ["disabled"]},
    "capabilities": {"held": [{"key": "case_management"}, {"key": "appointments"}, {"key": "public_booking"}]},
    "stages": [{"key": "giris", "label": {"tr": "Giriş"}, "kind": "start"},
               {"key": "son", "label": {"tr": "Son"}, "kind": "end"}],
    "transitions": [{"key": "bitir", "label": {"tr": "Bitir"}, "sources": ["giris"], "target": "son"}],
    "appointments": [{"key": "gorusme", "label": {"tr": "Görüşme"}, "minutes": 15, "public": True}],
    "retention": [{"key": "dosya", "label": {"tr": "Dosya"}, "months": 60}],
}  # fmt: skip


class Race:
    """One run: a municipality with a calendar whose slots hold one appointment each."""

    def __init__(self, clients: int) -> None:
        self.clients = clients
        self.now = dt.datetime.now(dt.UTC)

    def prepare(self) -> dict[str, Any]:
        """Make the municipality, the programme and the calendar, unless they are there."""
        from benchmarks.measuring import rooms
        from tenants.country import country_municipalities
        from tenants.provisioning import list_municipalities

        rooms.prepare()
        if not list_municipalities():
            rooms.create(country_municipalities()[0], is_demo=True)
        with self.room():
            self._furnish()
        return {"clients": self.clients}

    def room(self) -> Any:
        """Return the block that enters the municipality."""
        from tenants import scope
        from tenants.provisioning import list_municipalities

        return scope.enter(list_municipalities()[0])

    def _furnish(self) -> None:
        from apps.accounts.models import OrgUnit
        from apps.appointments.operations.calendars import CalendarDraft, PatternDraft, add_pattern, create_calendar
        from apps.programmes.operations.versions import approve_version, start_from_document, submit_version
        from apps.programmes.queries import find_programme_id
        from omuz.kernel.actors import system_actor

        if find_programme_id(CODE) is not None:
            return
        writer, second = system_actor("soak"), system_actor("soak")
        unit = OrgUnit.objects.create(name="Sınama")
        version = start_from_document(DOCUMENT, unit_id=unit.pk, actor=writer, now=self.now)
        submit_version(version.pk, note="", actor=writer, now=self.now)
        approve_version(version.pk, actor=second, now=self.now)
        draft = CalendarDraft(name="Masa", unit_id=unit.pk, public_share=100, public_notice_hours=0, weeks_ahead=8,
                              public_days_ahead=60, services=((version.programme_id, "gorusme"),))  # fmt: skip
        calendar = create_calendar(draft, actor=writer, now=self.now)
        for weekday in range(1, 8):
            hours = PatternDraft(weekday=weekday, starts=dt.time(8), ends=dt.time(18), slot_minutes=15)
            add_pattern(calendar.pk, hours, actor=writer, now=self.now)

    def batch(self, rounds: int) -> dict[str, Any]:
        """Run some rounds, each for a slot of its own, and return what they answered."""
        answers: Counter[str] = Counter()
        seconds: list[float] = []
        wrong = 0
        for _ in range(rounds):
            began = time.perf_counter()
            found = self._round()
            seconds.append(time.perf_counter() - began)
            answers.update(found)
            wrong += found["won"] != 1 or found["slot_full"] != self.clients - 1
        return {"rounds": rounds, "answers": dict(answers), "rounds_without_one_winner": wrong,
                "median_seconds": round(statistics.median(seconds), 3)}  # fmt: skip

    def _round(self) -> Counter[str]:
        from django.db import connections

        from apps.appointments.models import Slot
        from apps.appointments.operations.laying import lay_out
        from omuz.kernel.errors import DomainError

        with self.room():
            free = Slot.objects.filter(appointments__isnull=True, starts_at__gt=self.now + dt.timedelta(hours=1))
            slot = free.order_by("starts_at").select_related("calendar").first()
            assert slot is not None, "no slot is left: use fewer rounds or a fresh run"
        start = threading.Barrier(self.clients + 1)

        def one(number: int) -> str:
            try:
                start.wait()
                with self.room():
                    if number == self.clients:
                        lay_out(slot.calendar_id, now=self.now)
                        return "laid_out"
                    self._ask(slot, number)
                    return "won"
            except DomainError as error:
                return error.code
            finally:
                connections.close_all()

        with ThreadPoolExecutor(self.clients + 1) as pool:
            return Counter(pool.map(one, range(self.clients + 1)))

    def _ask(self, slot: Any, number: int) -> None:
        from apps.appointments.operations.booking import Booking, book
        from apps.appointments.operations.public import PublicRequest, request_booking
        from apps.appointments.rules.details import Details
        from apps.programmes.queries import find_programme_id
        from omuz.kernel.actors import system_actor

        programme_id = find_programme_id(CODE)
        assert programme_id is not None
        name = f"Aday {number}"
        if number % 2:
            request_booking(PublicRequest(slot_id=slot.pk, programme_id=programme_id, service="gorusme",
                                          candidate_name=name), now=self.now)  # fmt: skip
        else:
            book(Booking(programme_id=programme_id, service="gorusme", slot_id=slot.pk,
                         details=Details(contact_name=name)), actor=system_actor("soak"), now=self.now)  # fmt: skip

    def reconcile(self) -> dict[str, Any]:
        """Compare appointments, taken places and audit rows: each round left exactly one of each."""
        from apps.appointments.models import Appointment, SlotPlace
        from omuz.kernel.models.audit import AuditEvent

        with self.room():
            return {
                "appointments": Appointment.objects.count(),
                "places_taken": SlotPlace.objects.filter(appointment__isnull=False).count(),
                "audit_rows": AuditEvent.objects.filter(action="appointment.booked").count(),
            }


def main() -> int:
    """Run what is not done and return 0 when everything held."""
    parser = argparse.ArgumentParser(prog="soak slots")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.settings")
    django.setup()
    report = Report(Path(os.environ["OMUZ_SOAK_FOLDER"]) / "report.json")
    report.content["options"] = vars(options)
    race = Race(options.clients)
    report.step("prepare", race.prepare)
    wrong = 0
    for start in range(0, options.rounds, BATCH):
        rounds = min(BATCH, options.rounds - start)
        done = report.step(f"rounds {start + 1}-{start + rounds}", partial(race.batch, rounds))
        wrong += done["rounds_without_one_winner"]
    ran = sum(step["rounds"] for name, step in report.content["steps"].items() if name.startswith("rounds"))
    ledger = report.step(f"reconcile after {ran} rounds", race.reconcile)
    counted = {ledger[name] for name in ("appointments", "places_taken", "audit_rows")}
    held = wrong == 0 and counted == {ran}
    report.content |= {"finished": True, "held": held}
    report.write()
    print(json.dumps(report.content, indent=1, ensure_ascii=False))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
