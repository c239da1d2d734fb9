"""A real record for every parameter of an address; made through the API where the demo has none."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.e2e.answers import hand_in
from tests.e2e.desk import ask

#: Rows: one that gets in, one whose birth date must be mended.
MESSY_ROWS = "Adı;Soyadı;Doğum Tarihi\nİnci;Örnek;12.03.1980\nŞule;Yanlış;31.02.1990\n"
_SEND_FILE = """async ([path, name, text, kind]) => {
  const csrf = document.cookie.match(/omuz_csrf=([^;]+)/);
  const form = new FormData();
  form.append("file", new File([text], name, { type: "text/csv" }));
  form.append("kind", kind);
  const answer = await fetch(path, { method: "POST", body: form, headers: { "X-CSRFToken": csrf[1] } });
  return answer.text();
}"""


def _first(path: str, *, else_make: Callable[[Page], Any] | None = None) -> Callable[[Page], str]:
    def find(page: Page) -> str:
        rows = ask(page, path).body["results"]
        if not rows and else_make is not None:
            made = else_make(page)
            assert made.status in {200, 201}, made.text
            rows = [made.body]
        return str(rows[0]["id"])

    return find


def _contact(page: Page) -> Any:
    body = {"channel": "phone", "topic": "medical_report", "outcome": "answered", "note": "Rapor yenilemeyi sordu."}
    return ask(page, "/api/v1/contacts/", method="POST", body=body)


def _urgent_notice(page: Page) -> Any:
    body = {"authority": "emergency_112", "what": "Yardıma ihtiyacı olan biri var.", "where": "Örnek Parkı"}
    return ask(page, "/api/v1/urgent-notices/", method="POST", body=body)


def _import(page: Page) -> str:
    rows = ask(page, "/api/v1/imports/").body["results"]
    if rows:
        return str(rows[0]["id"])
    made = page.evaluate(_SEND_FILE, ["/api/v1/imports/", "liste.csv", MESSY_ROWS, "people"])
    return str(json.loads(made)["id"])


def _fleet_job(page: Page) -> str:
    rows = ask(page, "/api/v1/fleet/jobs/").body["results"]
    if rows:
        return str(rows[0]["id"])
    made = ask(page, "/api/v1/fleet/jobs/", method="POST", body={"kind": "measure"})
    assert made.status == 202, made.text
    return str(made.body["id"])


def _programme(page: Page) -> Any:
    """Return the first programme with a version in force."""
    return next(one for one in ask(page, "/api/v1/programmes/").body["results"] if one["published"])


def _form_key(page: Page) -> str:
    version = ask(page, f"/api/v1/programme-versions/{_programme(page)['published']['id']}/").body
    return str(version["document"]["forms"][0]["key"])


def _petition(page: Page) -> Any:
    case = _case(page)
    body = {
        "kind": "complaint", "channel": "by_hand", "sender_kind": "person", "received_on": str(case["opened_at"])[:10],
        "subject": "Randevu", "text": "Randevuya geldim, kimse beni içeri almadı.", "person": case["person"]["id"],
        "case": case["id"],
    }  # fmt: skip
    return ask(page, "/api/v1/petitions/", method="POST", body=body)


def _letter(page: Page) -> Any:
    """Return a letter: one that is there, else a free draft about a case."""
    found = ask(page, "/api/v1/letters/").body["results"]
    if found:
        return found[0]["id"]
    body = {"case": str(_case(page)["id"]), "subject": "Bilgilendirme", "body": "Randevunuz için bekliyoruz."}
    return ask(page, "/api/v1/letters/", method="POST", body=body).body["id"]


def _letter_batch(page: Page) -> Any:
    """Return a batch of letters: one that is there, else one about the open cases of a programme."""
    found = ask(page, "/api/v1/letter-batches/").body["results"]
    if found:
        return found[0]["id"]
    body = {"programme": _case(page)["programme"]["id"], "use": "receipt", "criteria": {}}
    return ask(page, "/api/v1/letter-batches/", method="POST", body=body).body["id"]


def _case(page: Page) -> Any:
    """Return an open case in the first programme that keeps any, of the first person whom its rules do not exclude."""
    found = ask(page, "/api/v1/cases/").body["results"]
    if found:
        return found[0]
    for person in ask(page, "/api/v1/people/").body["results"]:
        for offer in ask(page, f"/api/v1/cases/offers/?person={person['id']}").body["results"]:
            body = {"person": person["id"], "programme": offer["id"]}
            made = ask(page, "/api/v1/cases/", method="POST", body=body)
            if made.status == 201:
                return made.body
    raise AssertionError("No case can be opened for anybody of the demo.")


def _case_form(page: Page) -> str:
    """Return a form of the stage of that case."""
    forms = ask(page, f"/api/v1/cases/{_case(page)['id']}/").body["forms"]
    return str(forms[0]["key"])


def _submission(page: Page) -> str:
    """Return what was handed in for that case; its first form where nothing was."""
    case = _case(page)
    rows = ask(page, f"/api/v1/cases/{case['id']}/submissions/").body["results"]
    if rows:
        return str(rows[0]["id"])
    handed = hand_in(page, case["id"], _case_form(page))
    assert handed.status in {200, 201}, handed.text
    return str(handed.body["id"])


def _bookable(page: Page) -> Any:
    """Return a service for which appointments are given."""
    return ask(page, "/api/v1/appointment-choices/").body["services"][0]


def _appointment(page: Page) -> Any:
    """Write down that somebody came without an appointment."""
    service, person = _bookable(page), _first("/api/v1/people/")(page)
    body = {"person": person, "programme": service["programme"]["id"], "service": service["key"]}
    return ask(page, "/api/v1/appointments/walk-in/", method="POST", body=body)


def _calendar(page: Page) -> Any:
    """Set up a calendar of that service, without hours."""
    service = _bookable(page)
    served = [{"programme": service["programme"]["id"], "service": service["key"]}]
    body = {"name": "Görüşme masası", "unit": service["unit"]["id"], "services": served}
    return ask(page, "/api/v1/calendars/", method="POST", body=body)


def _decision(page: Page) -> str:
    """Return a decision: one that is there, else a proposal about the first case that can be suspended.

    Where no programme of the municipality knows such an act there is none: the page says that it was not found.
    """
    found = ask(page, "/api/v1/decisions/?list=all").body["results"]
    if found:
        return str(found[0]["id"])
    for case in ask(page, "/api/v1/cases/").body["results"]:
        form = ask(page, f"/api/v1/cases/{case['id']}/decisions/form/?kind=suspend").body
        if form["obstacle"]["allowed"]:
            seen = [{"kind": "observation", "text": "Üç görüşmeye gelmedi."}]
            body = {"kind": "suspend", "ground": form["grounds"][0]["key"], "evidence": seen}
            made = ask(page, f"/api/v1/cases/{case['id']}/decisions/", method="POST", body=body)
            return str(made.body["id"])
    return str(_case(page)["id"])


def _if_any(path: str) -> Callable[[Page], str]:
    """Return the key of a record that its own role writes; where there is none, the page says that it was not found."""

    def find(page: Page) -> str:
        rows = ask(page, path).body.get("results", [])
        return str(rows[0]["id"]) if rows else str(_case(page)["id"])

    return find


def _plan(page: Page) -> str:
    """Return the plan of the first case that has one; where there is none, the page says that it was not found."""
    for case in ask(page, "/api/v1/cases/").body["results"]:
        rows = ask(page, f"/api/v1/cases/{case['id']}/plans/").body.get("results", [])
        if rows:
            return str(rows[0]["id"])
    return str(_case(page)["id"])


#: By the parameter's name in the address.
EXAMPLES: dict[str, Callable[[Page], str]] = {
    "personId": _first("/api/v1/people/"),
    "providerId": _first("/api/v1/providers/"),
    "userId": _first("/api/v1/staff/"),
    "contactId": _first("/api/v1/contacts/", else_make=_contact),
    "noticeId": _first("/api/v1/urgent-notices/", else_make=_urgent_notice),
    "jobId": _import,
    "municipalityId": _first("/api/v1/fleet/municipalities/?q=kayseri"),
    "fleetJobId": _fleet_job,
    "reportKey": lambda _page: "mdis",
    "programmeId": lambda page: str(_programme(page)["id"]),
    "versionId": lambda page: str(_programme(page)["published"]["id"]),
    "formKey": _form_key,
    "section": lambda _page: "asamalar",
    "packCode": lambda _page: "bedestem",
    "caseId": lambda page: str(_case(page)["id"]),
    "caseForm": _case_form,
    "submissionId": _submission,
    "appointmentId": _first("/api/v1/appointments/", else_make=_appointment),
    "calendarId": _first("/api/v1/calendars/", else_make=_calendar),
    "workQueue": lambda _page: "cases_overdue",
    "letterId": lambda page: str(_letter(page)),
    "petitionId": _first("/api/v1/petitions/?state=all", else_make=_petition),
    "batchId": lambda page: str(_letter_batch(page)),
    "decisionId": _decision,
    "visitId": _if_any("/api/v1/visits/"),
    "planId": _plan,
    "employerServiceId": _if_any("/api/v1/employer-services/"),
}
