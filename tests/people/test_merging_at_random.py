"""Whatever two records hold, a merge leaves one consistent record and its undo leaves no trace."""

import datetime as dt
import random

import pytest

from apps.people import operations
from apps.people.models import Person, PersonFact, PersonUnit
from apps.people.operations import AddressDraft, FactDraft, MissingDraft, PhoneDraft, SensitiveDraft
from apps.people.operations.merging import merge_people, undo_merge
from apps.people.queries.search import search_people
from apps.people.rules.merging import FACTS, HEADER, SINGLE
from apps.programmes.catalogue import CODE_LISTS, TARGET_GROUPS
from tests.people.support import NOW, programme, register, unit
from tests.people.test_merging import everything

DAYS = [dt.date(2010, 1, 1), dt.date(2015, 6, 1), dt.date(2020, 3, 9), dt.date(2025, 12, 31)]
NUMBERS = ["0352 222 11 22", "0532 123 45 67", "0312 111 22 33"]


def somebody(dice, clerk, programmes, units):
    """Return a registered person with a random history."""
    groups = dice.sample([code.key for code in TARGET_GROUPS.codes if code.key != "violence_victim"], dice.randrange(4))
    person = register(
        clerk,
        given_names=dice.choice(["Ayşe", "Ayşe Nur"]),
        sex=dice.choice(["", "female"]),
        birth_date=dice.choice([None, dt.date(1980, 5, 6)]),
        email=dice.choice(["", "a@example.org"]),
        unit_id=dice.choice(units).id,
        programme_id=dice.choice(programmes).id,
        is_confidential=dice.random() < 0.3,
        phones=[
            PhoneDraft(number=n, is_preferred=dice.random() < 0.5) for n in dice.sample(NUMBERS, dice.randrange(3))
        ],
        address=dice.choice([None, AddressDraft(province="Kayseri", district="Talas", valid_from=DAYS[1])]),
        facts=[FactDraft(kind="education", code="primary", valid_from=dice.choice([None, DAYS[0]]))],
        sensitive=[
            SensitiveDraft(kind="target_group", code=code, rank="primary" if index == 0 else "secondary")
            for index, code in enumerate(groups)
        ],
        missing_reasons=dice.choice([(), [MissingDraft(field="identity", reason="not_presented")]]),
    )  # fmt: skip
    for day in dice.sample(DAYS[1:], dice.randrange(3)):
        kind = dice.choice(["education", "employment", "marital"])
        code = dice.choice(CODE_LISTS[kind].keys())
        known = PersonFact.objects.as_of(day).filter(person=person, kind=kind).first()
        if known is None or (known.code != code and known.valid_from != day):
            fact = FactDraft(kind=kind, code=code, valid_from=day)
            if not PersonFact.objects.known().filter(person=person, kind=kind, valid_from__gt=day).exists():
                operations.change_fact(person.id, fact, actor=clerk, now=NOW)
    return person


@pytest.mark.parametrize("seed", range(12))
def test_a_merge_and_its_undo_leave_no_trace(actor, seed):
    dice = random.Random(seed)  # noqa: S311 - the same people for the same seed
    clerk, units = actor(role="intake_clerk"), [unit(), unit()]
    programmes = [programme(units[0]), programme(units[1])]
    survivor, absorbed = (somebody(dice, clerk, programmes, units) for _ in range(2))
    if dice.random() < 0.5:
        PersonUnit.objects.create(person=absorbed, unit=units[0], started_on=DAYS[0])
    before = everything()
    choices = {
        field: dice.choice(["survivor", "absorbed"]) for field in (*HEADER, *FACTS, *SINGLE) if dice.random() < 0.5
    }
    versions = [Person.objects.get(pk=p.pk).version for p in (survivor, absorbed)]
    record = merge_people(
        survivor.id, absorbed.id, actor=clerk, version=versions[0], absorbed_version=versions[1], choices=choices,
        reason="Aynı kişi", now=NOW,
    )  # fmt: skip
    found = search_people(absorbed.file_number, actor=clerk)
    assert [match.person for match in found] == [survivor], "the old file's number leads to the merged record"
    undo_merge(record.id, actor=clerk, reason="Farklı kişiler", now=NOW)
    assert everything() == before
