"""A municipality furnished by the operations, small, with something in every table that seals or keys."""

import datetime as dt
import io
from contextlib import nullcontext
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import connections

from apps.cases.operations.drafts import save_draft
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import write_note
from apps.documents import operations as documents
from apps.documents.enums import FileKind
from apps.people.models import SensitiveFact
from apps.people.operations import (
    AddressDraft,
    FactDraft,
    IdentityDraft,
    PhoneDraft,
    SensitiveDraft,
    confidentiality,
    imports,
    medical,
    quick_contacts,
    safe_contact,
)
from apps.people.operations.merging import merge_people
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.context import Municipality
from omuz.tabular.writing import OutColumn, write_csv
from tenants import scope
from tenants.archives import restoring
from tests.cases.support import kitchen, opened
from tests.cases.test_made_up_programme import WISH
from tests.people.support import demo_number, programme, register, unit
from tests.people.test_medical import adult
from tests.support.staff import NOW, make_actor, make_user

OPERATOR = system_actor("archives")
FILE = b"%PDF-1.7 Raporun kendisi"
FORGOTTEN = "Unutulacak"


@pytest.fixture(autouse=True, scope="session")
def owner_is_not_flushed() -> None:
    """Keep Django from flushing through the owner's login: the tests' own fixture empties every room."""
    connections["owner"].settings_dict["TEST"]["MIRROR"] = "default"


def furnish(room: Municipality) -> None:
    """Register people and let everything happen to them that leaves something sealed, keyed or filed."""
    with scope.enter(room):
        clerk = make_actor("intake_clerk")
        where = programme(unit("BEDESTEM"), code="bedestem").id
        _people(clerk, where)
        _forgotten(clerk, where)
        _second_factors()
        _list_of_people(clerk)
        _case(clerk)
    with scope.enter(room):
        while audit.seal_pending(now=NOW):
            pass
    with scope.enter(room):
        # One event that no seal covers yet.
        register(make_actor("intake_clerk"), given_names="Sonradan")


def _case(clerk: Actor) -> None:
    """Open a case, hand in a form with special answers, begin another one, write a note."""
    case = opened(kitchen(), actor=clerk)
    submit_form(case.pk, "istek", WISH, actor=clerk, now=NOW)
    save_draft(case.pk, "ziyaret", {"gozlem": "Yarım"}, actor=clerk, version=0, now=NOW)
    write_note(case.pk, "Kapıda köpek var.", actor=clerk, now=NOW)


def _people(clerk: Actor, where: object) -> None:
    person = register(
        clerk, programme_id=where, identities=[IdentityDraft(kind="tckn", number=demo_number())],
        phones=[PhoneDraft(number="0532 123 45 67", is_preferred=True)], notes="bir\tsatır\nve \\N ters bölü",
        address=AddressDraft(province="Kayseri", district="Talas", line="Işık Sokak 3"),
        facts=[FactDraft(kind="education", code="primary")],
        sensitive=[SensitiveDraft(kind="target_group", code="poverty", rank="primary")],
    )  # fmt: skip
    other = register(
        clerk, given_names="Ayşe Nur", programme_id=where,
        identities=[IdentityDraft(kind="passport", number="U12345678", country="SY")],
        address=AddressDraft(province="Kayseri", district="Melikgazi"),
        sensitive=[SensitiveDraft(kind="disability_group", code="visual")],
    )  # fmt: skip
    confidentiality.set_confidential(
        other.id, actor=clerk, version=1, confidential=True, reason="Koruma kararı", now=NOW
    )
    stored = documents.store_file(
        FILE, name="rapor.pdf", kind=FileKind.MEDICAL_REPORT, media_type="application/pdf", actor=clerk, now=NOW,
        person_id=person.id, is_special=True,
    )  # fmt: skip
    assert stored.pk
    medical.record_report(person.id, adult(), actor=clerk, now=NOW)
    safe_contact.make_safe_contact_plan(
        person.id, safe_contact.PlanDraft(may_call=False, note="Yalnız kendisiyle"), actor=clerk, now=NOW, version=0
    )
    quick_contacts.record_contact(
        quick_contacts.ContactDraft(channel="phone", topic="travel_card", note="Kendisi aradı"),
        actor=clerk, now=NOW,
    )  # fmt: skip
    quick_contacts.give_urgent_notice(
        quick_contacts.UrgentDraft(authority="sonim", what="Şiddet tehlikesi"), actor=clerk, now=NOW
    )


def _forgotten(clerk: Actor, where: object) -> None:
    """Somebody who has been disposed of: their part of the history cannot be read by anybody any more."""
    gone = register(clerk, given_names=FORGOTTEN, programme_id=where)
    crypto.destroy_person_key(gone.id, now=NOW)


def _second_factors() -> None:
    user = make_user(role="unit_manager")
    totp.TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)


def _list_of_people(clerk: Actor) -> None:
    target = io.BytesIO()
    headings = ["Adı Soyadı", "Doğum Tarihi"]
    rows = [["Işık Çağlayan", "21.11.1980"], ["Çağrı", "olmayan gün"]]
    write_csv(target, columns=[OutColumn(one) for one in headings], rows=rows)
    job = imports.start_import(target.getvalue(), file_name="liste.csv", kind="people", actor=clerk, now=NOW)
    imports.request_check(job.pk, actor=clerk, now=NOW, in_tray=False)
    imports.work_through(job.pk, run=False, step=nullcontext, clock=lambda: NOW, actor=clerk)


def request(path: Path, **values: object) -> restoring.Request:
    """Return a request to restore by an operator."""
    return restoring.Request(path=path, now=NOW + dt.timedelta(hours=1), actor=OPERATOR, **values)  # type: ignore[arg-type]


def merge(room: Municipality) -> None:
    """Merge two records of which one is confidential, so that the journal holds sealed addresses."""
    with scope.enter(room):
        clerk = make_actor("intake_clerk")
        first = register(clerk, address=AddressDraft(province="Kayseri", district="Talas"))
        second = register(clerk, given_names="Ayşe N.")
        confidentiality.set_confidential(
            second.id, actor=clerk, version=1, confidential=True, reason="Koruma kararı", now=NOW
        )
        merge_people(
            first.id, second.id, actor=clerk, version=1, absorbed_version=2, choices={}, reason="Aynı kişi", now=NOW
        )


def tokens(room: Municipality) -> set[str]:
    """Return the tokens of the municipality's special-category facts."""
    with scope.enter(room):
        return set(SensitiveFact.objects.values_list("token", flat=True))
