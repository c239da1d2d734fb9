"""How long the what-if takes over 20,000 people and 20,000 open cases, beside the same counted by hand.

The people have target groups (keyed tokens), education, employment and birth dates; the draft asks for other ages,
another target group and a further document. The baseline reads the same rows and counts the same changes in plain
Python, written for these two rule sets only; both must count the same. A scratch database, dropped afterwards.

Run: ./omuz bench whatif [--people 20000]
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.settings")

DAY: Final = dt.date(2026, 11, 22)
NOW: Final = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
BATCH: Final = 2_000
GROUPS: Final = ("poverty", "disabled", "working_children_family", "substance_dependence", "ex_offender")
EDUCATION: Final = ("illiterate", "primary", "lower_secondary", "upper_secondary", "bachelor")
EMPLOYMENT: Final = ("employed", "seeking", "not_seeking", "casual")


def _rule(field: str, operator: str, value: Any) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


def _clause(key: str, effect: dict[str, Any], *rules: dict[str, Any], combinator: str = "and") -> dict[str, Any]:
    condition = {"combinator": combinator, "rules": list(rules)}
    return {"key": key, "condition": condition, "effect": effect, "message": {"tr": key}}


def document(*, least: int, groups: Sequence[str], report: bool) -> dict[str, Any]:
    """Return a programme with ten conditions on eligibility, documents, a guard and three stages."""
    require, exclude = {"kind": "require"}, {"kind": "exclude"}
    eligibility = [
        _clause("yas", require, _rule("age", "between", [least, 65])),
        _clause("grup", require, _rule("target_groups", "in", list(groups))),
        _clause("is", exclude, _rule("employment", "in", ["employed"]), _rule("income", "=", "above_minimum_wage")),
        _clause("egitim", exclude, _rule("education", "=", "bachelor"), _rule("age", "<", 25)),
        _clause("kayit", require, _rule("registered_on", "<=", {"relative": {"unit": "day", "amount": 0}}),
                _rule("channel", "notIn", ["phone"]), combinator="or"),
        _clause("cinsiyet", require, _rule("sex", "in", ["female", "male"])),
    ]  # fmt: skip
    papers = [_clause("kimlik", {"kind": "add", "value": "kimlik"})]
    if report:
        papers.append(_clause("rapor", {"kind": "add", "value": "rapor"}, _rule("target_groups", "in", ["disabled"])))
    rules = [
        {"key": "uygunluk", "point": "eligibility", "label": {"tr": "Uygunluk"}, "clauses": eligibility},
        {"key": "belgeler", "point": "required_documents", "label": {"tr": "Belgeler"}, "clauses": papers},
        {"key": "kapi", "point": "transition", "label": {"tr": "Kapı"},
         "clauses": [_clause("yas", require, _rule("age", ">=", least))]},
    ]  # fmt: skip
    return {
        "format": 1, "code": "olcum", "name": {"tr": "Ölçüm"}, "purpose": {"tr": "Ölçüm"},
        "legal_basis": [{"key": "karar", "kind": "council_decision", "title": "Karar", "organ": "Meclis",
                         "number": "1", "decided_on": "2026-01-02"}],
        "effective": {"starts_on": "2026-01-02"},
        "target_groups": {"offered": list(GROUPS), "chosen": list(GROUPS)},
        "capabilities": {"held": [{"key": "case_management"}]},
        "documents": [{"key": "kimlik", "label": {"tr": "Kimlik"}}, {"key": "rapor", "label": {"tr": "Rapor"}}],
        "stages": [{"key": "giris", "label": {"tr": "Giriş"}, "kind": "start"},
                   {"key": "calisma", "label": {"tr": "Çalışma"}},
                   {"key": "son", "label": {"tr": "Son"}, "kind": "end"}],
        "transitions": [
            {"key": "basla", "label": {"tr": "Başla"}, "sources": ["giris"], "target": "calisma", "guards": ["kapi"]},
            {"key": "bitir", "label": {"tr": "Bitir"}, "sources": ["giris", "calisma"], "target": "son"},
        ],
        "retention": [{"key": "dosya", "label": {"tr": "Dosya"}, "months": 60}],
        "rules": rules,
    }  # fmt: skip


BEFORE: Final[dict[str, Any]] = {"least": 18, "groups": ("poverty", "disabled"), "report": False}
AFTER: Final[dict[str, Any]] = {"least": 21, "groups": ("poverty", "disabled", "ex_offender"), "report": True}


def prepare(count: int) -> tuple[Any, Any]:
    """Return a municipality with the people, an open case for each, a published version, and the draft's key."""
    import django

    django.setup()
    from apps.accounts.models import OrgUnit
    from apps.accounts.rights import Right
    from apps.programmes.operations import versions
    from benchmarks.measuring import rooms
    from benchmarks.measuring.progress import say
    from omuz.kernel.actors import Actor
    from omuz.kernel.ids import new_id
    from tenants import scope
    from tenants.country import country_municipalities
    from tenants.provisioning import get_municipality

    rooms.prepare()
    rooms.create(next(each for each in country_municipalities() if each.slug == "kayseri"), is_demo=True)
    municipality = get_municipality("kayseri")
    rights = frozenset({Right.PROGRAMMES_MANAGE, Right.PROGRAMMES_APPROVE})
    writer, second = (Actor(id=new_id(), label="Ölçüm", kind="staff", rights=rights) for _ in range(2))
    with scope.enter(municipality, statement_timeout="10min"):
        unit = OrgUnit.objects.create(name="Ölçüm Birimi")
        version = versions.start_from_document(document(**BEFORE), unit_id=unit.pk, actor=writer, now=NOW)
        versions.submit_version(version.pk, note="", actor=writer, now=NOW)
        version = versions.approve_version(version.pk, actor=second, now=NOW)
        draft = versions.start_draft(version.programme_id, actor=writer, now=NOW)
        for section in ("rules",):
            draft = versions.save_section(
                draft.pk, section, document(**AFTER)[section], seen=draft.version, actor=writer, now=NOW
            )
        say(f"{count} people and cases")
        fill(count, version)
    return municipality, (draft.pk, version.programme_id)


def fill(count: int, version: Any) -> None:
    """Store the people with their facts, special ones as keyed tokens, and a case for each."""
    from apps.cases.models import Case
    from apps.people.models import Person, PersonFact, SensitiveFact
    from apps.people.operations import sensitive_token
    from omuz.kernel.ids import new_id

    dice, staff = random.Random(20261122), new_id()
    tokens = {code: sensitive_token("target_group", code) for code in GROUPS}
    unit_id, programme_id = version.programme.unit_id, version.programme_id
    for start in range(0, count, BATCH):
        persons, facts, groups, cases = [], [], [], []
        for index in range(start, min(start + BATCH, count)):
            person = Person(
                file_number=f"2016-{index:06d}", given_names=f"Kişi {index}", surname="Ölçüm", channel="office",
                registered_on=DAY, registered_by_id=staff, unit_id=unit_id, programme_id=programme_id,
                sex=dice.choice(("female", "male", "male", "female", "")),
                birth_date=dt.date(1945, 1, 1) + dt.timedelta(days=dice.randrange(25_000)), birth_precision="day",
            )  # fmt: skip
            persons.append(person)
            for kind, codes in (("education", EDUCATION), ("employment", EMPLOYMENT)):
                if dice.random() > 0.05:
                    facts.append(PersonFact(person=person, kind=kind, code=dice.choice(codes), recorded_at=NOW,
                                            recorded_by_id=staff))  # fmt: skip
            if dice.random() > 0.1:
                # Figures open nothing: what is sealed does not matter here.
                groups.append(SensitiveFact(
                    person=person, kind="target_group", token=tokens[dice.choice(GROUPS)], sealed=b"-", rank="primary",
                    programme_id=programme_id, legal_basis="social_services", recorded_at=NOW, recorded_by_id=staff,
                ))  # fmt: skip
            cases.append(Case(
                number=f"2016-{index:06d}", person=person, programme_id=programme_id, programme_version=version,
                unit_id=unit_id, stage=dice.choice(("giris", "calisma")), stage_since=NOW, opened_at=NOW,
                opened_by_id=staff,
            ))  # fmt: skip
        Person.objects.bulk_create(persons)
        PersonFact.objects.bulk_create(facts)
        SensitiveFact.objects.bulk_create(groups)
        Case.objects.bulk_create(cases)


def by_hand(programme_id: Any) -> Counter[str]:
    """Count the same changes in plain Python over the same rows, for these two rule sets and no others."""
    from apps.people.models import Person, PersonFact, SensitiveFact
    from apps.people.operations import sensitive_token

    codes = {sensitive_token("target_group", code): code for code in GROUPS}
    kinds: dict[Any, dict[str, str]] = {}
    for person_id, kind, code in PersonFact.objects.values_list("person_id", "kind", "code"):
        kinds.setdefault(person_id, {})[kind] = code
    groups = {
        person_id: codes[token]
        for person_id, token in SensitiveFact.objects.filter(programme=programme_id).values_list("person_id", "token")
    }
    rows = Person.objects.filter(programme=programme_id).values_list("id", "sex", "birth_date", "channel")
    changes: Counter[str] = Counter()
    for person_id, sex, born, _channel in rows:
        assert born is not None
        age = DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))
        dated = kinds.get(person_id, {})
        facts = (age, groups.get(person_id), sex or None, dated.get("education"), dated.get("employment"))
        changes[_change(_eligible(*facts, least=18, wanted=BEFORE["groups"]),
                        _eligible(*facts, least=21, wanted=AFTER["groups"]))] += 1  # fmt: skip
    return changes


def _eligible(
    age: int, group: str | None, sex: str | None, education: str | None, employment: str | None, *, least: int,
    wanted: Any,
) -> bool | None:  # fmt: skip
    if not least <= age <= 65 or (group is not None and group not in wanted):
        return False
    if education == "bachelor" and age < 25:
        return False
    # Nobody's income is recorded, so that the exclusion of those at work stays open for those who are, or may be.
    at_work = employment in (None, "employed")
    schooled = education is None and age < 25
    return None if group is None or sex is None or at_work or schooled else True


def _change(before: bool | None, after: bool | None) -> str:
    if before is after:
        return "unchanged"
    if after is None:
        return "undecided"
    if after:
        return "gains"
    return "loses" if before else "ruled_out"


def best(work: Callable[[], object], rounds: int, *, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the shortest time of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        began = clock()
        work()
        times.append(clock() - began)
    return min(times)


def _line(name: str, ours: float, baseline: float) -> dict[str, Any]:
    return {"name": name, "ours": round(ours, 2), "baseline": round(baseline, 2), "ratio": round(ours / baseline, 2)}


def main(arguments: Sequence[str]) -> None:
    """Measure in a scratch database, which is dropped afterwards; exit with the measurement's code."""
    from benchmarks.measuring import scratch

    sys.exit(scratch.measure("omuz_bench_whatif", "benchmarks.whatif", arguments))


def measure() -> None:
    """Print the results as JSON; fail when ours and the count by hand disagree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    municipality, (draft_id, programme_id) = prepare(options.people)
    from apps.programmes.whatif import figures, prepare_what_if
    from omuz.kernel.actors import system_actor
    from tenants import scope

    actor = system_actor("benchmark")

    def what_if() -> Any:
        return prepare_what_if(draft_id, actor=actor, on=DAY)

    with scope.enter(municipality, statement_timeout="10min"):
        counted = Counter(effect.change for effect in what_if().people())
        hand = by_hand(programme_id)
        assert counted == hand, (counted, hand)
        assert min(counted["gains"], counted["loses"]) > 0, counted
        body = figures(what_if(), masked=False).body
        assert body["cases"]["total"] == options.people, body["cases"]["total"]
        baseline = best(lambda: by_hand(programme_id), options.rounds)
        measured = {
            f"what-if: eligibility of {options.people:,} people (s; baseline: the same by hand)":
                lambda: sum(1 for _ in what_if().people()),
            f"what-if: documents, deadline and steps of {options.people:,} open cases (s)":
                lambda: sum(1 for _ in what_if().cases()),
            f"what-if: all figures, {options.people:,} people and as many cases (s)":
                lambda: figures(what_if(), masked=True),
        }  # fmt: skip
        processor = best(lambda: by_hand(programme_id), options.rounds, clock=time.process_time)
        results = []
        for name, work in measured.items():
            results.append(_line(name, best(work, options.rounds), baseline))
            # On a shared machine the wall clock tells of the others' work; the database's own time is not in here.
            alone = f"{name}, this process's processor time"
            results.append(_line(alone, best(work, options.rounds, clock=time.process_time), processor))
    print(json.dumps({"results": results, "counts": dict(counted)}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    measure()
