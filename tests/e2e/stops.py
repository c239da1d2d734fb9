"""Where the crawl stops, and who looks: every route of the built application, and records at every stage beside."""

import dataclasses
import datetime as dt
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from playwright.sync_api import Page

from omuz.kernel.clock import local_date, now
from tests.e2e.answers import hand_in
from tests.e2e.crawl import Looker, Stop
from tests.e2e.desk import ask
from tests.e2e.examples import EXAMPLES

MANAGER, CLERK, COACH, ASSESSOR = (Looker(role) for role in ("unit_manager", "intake_clerk", "job_coach", "assessor"))
ADMIN, AUDITOR = Looker("tenant_admin"), Looker("auditor")
#: Kayseri has printed figures; in Torbalı nothing of most lists has happened yet.
KAYSERI, TORBALI = Looker("unit_manager", "kayseri"), Looker("unit_manager", "torbali")
ADVISER = Looker("employer_adviser")
COORDINATOR, OPERATOR = Looker("coordinator", ""), Looker("platform_operator", "")
#: Who may open what, tried in this order.
_HOUSE: Final = (MANAGER, CLERK, ADMIN, AUDITOR, COORDINATOR)
#: Who looks first at what begins like this; the longest beginning counts.
_FIRST: Final[Mapping[str, tuple[Looker, ...]]] = {
    "": _HOUSE,
    "/ayarlar": (ADMIN, *_HOUSE),
    "/ayarlar/sure-durdurma": (MANAGER,),
    "/belediyeler": (OPERATOR, COORDINATOR),
    "/dosyalar/$caseId/plan": (COACH,),
    "/isveren-hizmetleri": (ADVISER,),
    "/raporlar": (KAYSERI,),
    "/ziyaretler": (COACH,),
}
PUBLIC: Final = {"giris", "parola", "davet", "randevu", "yazi-dogrulama"}
#: Seen by a test of its own, in the municipality that has what it shows.
ELSEWHERE: Final = {"/ayarlar/yetkiler/$grantId"}
#: Whose page finds the example; a parameter that is not named here is found by who looks first.
_FOUND_BY: Final = {"municipalityId": OPERATOR, "fleetJobId": OPERATOR}
#: Screens that have something to say where there is nothing yet.
EMPTY: Final = (
    "/isler", "/kararlar", "/yazilar/toplu", "/randevular/bekleme", "/bilgi-talepleri", "/acil-bildirimler",
    "/ice-aktarma", "/ayarlar/sure-durdurma",
)  # fmt: skip
_PARAMETER: Final = re.compile(r"\$(\w+)")
Desks = Mapping[Looker, Page]


@dataclasses.dataclass(frozen=True, slots=True)
class Chosen:
    """A record that is chosen for what its screen shows."""

    name: str
    lookers: tuple[Looker, ...]
    path: Callable[[Page], str]
    shows: str = ""


def is_public(route: str) -> bool:
    """Return whether a route is for everybody, signed in or not."""
    return route.split("/")[1] in PUBLIC


def stops(routes: Sequence[str], desks: Desks) -> tuple[list[Stop], list[str]]:
    """Return where to look, and the routes that nobody can fill in, each with what is missing."""
    chosen = {one.name for one in CHOSEN}
    found, wrong = [], []
    for route in routes:
        if is_public(route) or route in ELSEWHERE or route in chosen:
            continue
        lookers = _lookers(route)
        unknown = [name for name in _PARAMETER.findall(route) if name not in EXAMPLES]
        if unknown:
            wrong.append(f"{route}: no example of {', '.join(unknown)} in tests/e2e/examples.py")
        else:
            found.append(Stop(route, _filled(route, desks, lookers[0]), lookers))
    for one in CHOSEN:
        try:
            found.append(Stop(one.name, one.path(desks[one.lookers[0]]), one.lookers, one.shows))
        except AssertionError as error:
            wrong.append(f"{one.name}: {error}")
    found += [Stop(f"{path} of a municipality that has none", path, (TORBALI,)) for path in EMPTY]
    return found, wrong


def _lookers(route: str) -> tuple[Looker, ...]:
    return _FIRST[max((start for start in _FIRST if route.startswith(start)), key=len)]


def _filled(route: str, desks: Desks, first: Looker) -> str:
    return _PARAMETER.sub(lambda found: EXAMPLES[found[1]](desks[_FOUND_BY.get(found[1], first)]), route)


def case_at(page: Page, stage: str) -> Any:
    """Return a case of İzmir's regulation that stands at a stage."""
    rows = ask(page, "/api/v1/cases/").body["results"]
    return next(one for one in rows if one["stage"]["key"] == stage and one["state"] == "open")


def _case(stage: str, rest: str = "") -> Callable[[Page], str]:
    return lambda page: f"/dosyalar/{case_at(page, stage)['id']}{rest}"


def _case_form(page: Page) -> str:
    """Return the assessment of a case, as it is filled in."""
    return f"/dosyalar/{case_at(page, 'assessment')['id']}/formlar/assessment"


def _submission(page: Page) -> str:
    """Return an assessment that was handed in."""
    case = case_at(page, "assessment")["id"]
    rows = ask(page, f"/api/v1/cases/{case}/submissions/?form=assessment").body["results"]
    handed = rows[0] if rows else hand_in(page, case, "assessment").body
    return f"/dosyalar/{case}/kayitlar/{handed['id']}"


def _undertaking(page: Page) -> str:
    """Return a case whose undertaking is printed and waits to be signed."""
    case = case_at(page, "application")["id"]
    _made(ask(page, f"/api/v1/cases/{case}/undertakings/", method="POST"))
    return f"/dosyalar/{case}"


def _made(answer: Any) -> Any:
    assert answer.status in {200, 201}, answer.text
    return answer.body


def _plan(state: str, rest: str = "") -> Callable[[Page], str]:
    """Return the plan of a case in monitoring: the one that is followed, or the draft that shall take its place."""

    def find(page: Page) -> str:
        case = case_at(page, "monitoring")["id"]
        path = f"/api/v1/cases/{case}/plans/"
        plans = ask(page, path).body["results"]
        plan = next((one for one in plans if one["state"] == state), None)
        if plan is None:
            body = {"goals": [{"words": "Otobüsle tek başıma gidip gelmek", "measure": "İki hafta üst üste"}],
                    "change": "less", "changed": "Haftada bir yerine iki haftada bir", "why": "Öğrendi."}  # fmt: skip
            plan = _made(ask(page, path, method="POST", body=body))
        return f"/dosyalar/{case}/plan/{plan['id']}{rest}"

    return find


def _visit(rest: str = "") -> Callable[[Page], str]:
    """Return a visit of today, which its coach may still mend."""

    def find(page: Page) -> str:
        today = local_date(now()).isoformat()
        rows = ask(page, "/api/v1/visits/").body["results"]
        visit = next((one for one in rows if one["visited_on"] == today), None)
        if visit is None:
            case = case_at(page, "monitoring")["id"]
            activity = ask(page, f"/api/v1/cases/{case}/coaching/").body["activities"][0]["key"]
            body = {"case": case, "client_key": str(uuid.uuid4()), "visited_on": today, "activity": activity,
                    "place": "office", "minutes": 30, "topics": ["travel"], "note": "Güzergâh konuşuldu."}  # fmt: skip
            visit = _made(ask(page, "/api/v1/visits/", method="POST", body=body))
        return f"/ziyaretler/{visit['id']}{rest}"

    return find


def _row(path: str, page_of: str, **wanted: Any) -> Callable[[Page], str]:
    """Return the page of a row of a list that is as wanted."""

    def find(page: Page) -> str:
        rows = ask(page, path).body["results"]
        row = next((one for one in rows if all(one[key] == value for key, value in wanted.items())), None)
        assert row is not None, f"The demo's {path} has nothing with {wanted}."
        return page_of.format(row["id"])

    return find


def _programme(rest: str) -> Callable[[Page], str]:
    return _row("/api/v1/programmes/", f"/ayarlar/programlar/{{}}{rest}", pack="izmir-destekli-istihdam")


def _waiting(page: Page) -> str:
    """Return the waiting list, with somebody on it."""
    if not ask(page, "/api/v1/waiting-list/").body["results"]:
        case = case_at(page, "monitoring")
        service = ask(page, "/api/v1/appointment-choices/").body["services"][0]
        body = {"person": case["person"]["id"], "programme": case["programme"]["id"], "service": service["key"]}
        _made(ask(page, "/api/v1/waiting-list/", method="POST", body=body))
    return "/randevular/bekleme"


def _pauses(page: Page) -> str:
    """Return the pauses of deadlines, one of them running."""
    if not ask(page, "/api/v1/deadline-pauses/").body["results"]:
        today = local_date(now())
        programmes = ask(page, "/api/v1/programmes/").body["results"]
        programme = next(one["id"] for one in programmes if one["pack"] == "izmir-destekli-istihdam")
        body = {
            "programme": programme, "starts_on": f"{today}", "ends_on": f"{today + dt.timedelta(days=10)}",
            "reason": "Yoğun kar yağışı", "basis": "Valilik duyurusu (deneme verisi)",
        }  # fmt: skip
        _made(ask(page, "/api/v1/deadline-pauses/", method="POST", body=body))
    return "/ayarlar/sure-durdurma"


_LETTERS, _PETITIONS = "/api/v1/letters/", "/api/v1/petitions/?state=all"
_DECISIONS, _APPOINTMENTS = "/api/v1/decisions/?list=all", "/api/v1/appointments/"
#: Where a route's name stands here, this is its example; the others are looked at beside it.
CHOSEN: Final = (
    Chosen("/dosyalar/$caseId", (MANAGER,), _case("monitoring"), "Dosyanın geçmişi"),
    Chosen("a case before its application", (CLERK,), _case("pre_application"), "Ön başvuru"),
    Chosen("a case with an undertaking to sign", (CLERK,), _undertaking, "Taahhütname"),
    Chosen("a case of the assessor", (ASSESSOR,), _case("assessment"), "Değerlendirme sonuçları"),
    Chosen("a case that is stopped for now", (MANAGER,), _case("support_plan"), "Tedbir"),
    Chosen("a suspended case", (COACH,), _case("suspended"), "Askıda"),
    Chosen("/dosyalar/$caseId/basvuru", (CLERK,), _case("pre_application", "/basvuru"), "m. 9"),
    Chosen("/dosyalar/$caseId/sonuclar", (ASSESSOR,), _case("assessment", "/sonuclar"), "Verilecek sonuçlar"),
    Chosen("/dosyalar/$caseId/formlar/$caseForm", (ASSESSOR,), _case_form),
    Chosen("/dosyalar/$caseId/kayitlar/$submissionId", (ASSESSOR,), _submission),
    Chosen("/dosyalar/$caseId/kararlar/yeni", (MANAGER,), _case("application", "/kararlar/yeni?tur=suspend"), "m. 22"),
    Chosen("a termination", (MANAGER,), _case("application", "/kararlar/yeni?tur=terminate"), "m. 22"),
    Chosen("/dosyalar/$caseId/plan/$planId", (COACH,), _plan("agreed")),
    Chosen("a plan that is being written", (COACH,), _plan("draft"), "Taslak"),
    Chosen("/dosyalar/$caseId/plan/$planId/duzenle", (COACH,), _plan("draft", "/duzenle"), "Taslağı kaydet"),
    Chosen("/dosyalar/$caseId/plan/yeni", (COACH,), _case("support_plan", "/plan/yeni")),
    Chosen("/ziyaretler/$visitId", (COACH,), _visit()),
    Chosen("/ziyaretler/$visitId/duzenle", (COACH,), _visit("/duzenle"), "Güzergâh konuşuldu."),
    Chosen(
        "/kararlar/$decisionId", (MANAGER,), _row(_DECISIONS, "/kararlar/{}", state="proposed"), "Kararın gerekçesi"
    ),
    Chosen("a decision in effect", (MANAGER,), _row(_DECISIONS, "/kararlar/{}", state="in_effect")),
    Chosen("/yazilar/$letterId", (MANAGER,), _row(_LETTERS, "/yazilar/{}", state="draft")),
    Chosen("an approved letter", (MANAGER,), _row(_LETTERS, "/yazilar/{}", state="approved")),
    Chosen("a served letter", (MANAGER,), _row(_LETTERS, "/yazilar/{}", state="served"), "tebliğ edildi"),
    Chosen("/basvurular/$petitionId", (MANAGER,), _row(_PETITIONS, "/basvurular/{}", state="registered")),
    Chosen("a petition whose answer waits", (MANAGER,), _row(_PETITIONS, "/basvurular/{}", state="drafted")),
    Chosen("/randevular/$appointmentId", (MANAGER,), _row(_APPOINTMENTS, "/randevular/{}", is_public=True)),
    Chosen("an attended appointment", (MANAGER,), _row(_APPOINTMENTS, "/randevular/{}", state="attended")),
    Chosen("a missed appointment", (MANAGER,), _row(_APPOINTMENTS, "/randevular/{}", state="missed")),
    Chosen("/randevular/bekleme", (MANAGER,), _waiting),
    Chosen("/ayarlar/sure-durdurma", (MANAGER,), _pauses, "Yoğun kar yağışı"),
    Chosen("/ayarlar/programlar/$programmeId/maddeler", (ADMIN,), _programme("/maddeler"), "Madde 8"),
)
_LOOKING = (*_FIRST.values(), *(one.lookers for one in CHOSEN), (TORBALI,))
LOOKERS: Final = tuple(dict.fromkeys(looker for lookers in _LOOKING for looker in lookers))
