"""İzmir Art. 27: force majeure stops the programme's own clocks, visibly; statutory clocks run on (readings 7)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from apps.appointments.models import ClosedDay
from apps.appointments.queries.workdays import work_calendar
from apps.cases.models import Case, DeadlinePause
from apps.cases.operations.pausing import declare_pause, effect_of, end_pause
from apps.cases.queries.deadlines import standstills
from apps.cases.rules.deadlines import Pause, counted, internal_pause, last_day
from apps.decisions.operations.hearing import ask_statement
from apps.decisions.operations.stopping import start_stop
from apps.programmes.definition.flow import Deadline, PetitionKind
from apps.programmes.models import GuardRefusal
from apps.programmes.operations.guarding import GuardRefusedError
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from tests.articles.support import definition_of, programme
from tests.cases.support import kitchen, opened
from tests.decisions.support import case_in, later, of, proposed, taken
from tests.people.support import in_unit
from tests.support.staff import NOW, TODAY, make_actor, signed_in

IZMIR = "izmir-destekli-istihdam"
DAY = dt.timedelta(days=1)


def deadline(amount, unit="days", kind="internal", **more):
    label = {"tr": "Süre"}
    return Deadline.model_validate(
        {"key": "sure", "label": label, "amount": amount, "unit": unit, "starts": "stage_entered", "kind": kind} | more
    )


def declare(version, actor, *, starts=TODAY, days=5, **more):
    how = {"reason": "Deprem", "basis": "Yönetmelik m. 27"} | more
    return declare_pause(
        version.programme_id, starts_on=starts, ends_on=starts + (days - 1) * DAY, actor=actor, now=NOW, **how
    )


def test_art_27_days_that_stood_still_are_no_days_of_a_period(kayseri):
    calendar, pause = work_calendar(), Pause(TODAY + DAY, TODAY + 3 * DAY)
    assert counted(deadline(10), TODAY, calendar=calendar) == TODAY + 10 * DAY
    assert counted(deadline(10), TODAY, calendar=calendar, pauses=[pause]) == TODAY + 13 * DAY
    assert counted(deadline(10), TODAY, calendar=calendar, pauses=[pause, pause]) == TODAY + 13 * DAY
    # What stands still only because it was extended counts as well: the period meets a second pause on its way.
    second = Pause(TODAY + 12 * DAY, TODAY + 13 * DAY)
    assert counted(deadline(10), TODAY, calendar=calendar, pauses=[pause, second]) == TODAY + 15 * DAY
    assert counted(deadline(1, "months"), TODAY, calendar=calendar, pauses=[pause]) == dt.date(2026, 12, 24)


def test_art_27_working_days_leave_out_holidays_decreed_days_and_what_stood_still(kayseri):
    friday = dt.date(2026, 11, 20)
    assert counted(deadline(2, "working_days"), friday, calendar=work_calendar()) == dt.date(2026, 11, 24)
    ClosedDay.objects.create(on=dt.date(2026, 11, 23), part="whole", reason="İdari izin")
    assert counted(deadline(2, "working_days"), friday, calendar=work_calendar()) == dt.date(2026, 11, 25)
    pause = Pause(dt.date(2026, 11, 24), dt.date(2026, 11, 24))
    assert counted(deadline(2, "working_days"), friday, calendar=work_calendar(), pauses=[pause]) == dt.date(
        2026, 11, 26
    )
    republic = dt.date(2026, 10, 28)
    assert counted(deadline(1, "working_days"), republic, calendar=work_calendar()) == dt.date(2026, 10, 30)


def test_art_27_statutory_clocks_run_on(kayseri):
    assert internal_pause(deadline(30)).allowed
    for one in (deadline(30, kind="statutory"), deadline(30, petitions=(PetitionKind.COMPLAINT,))):
        assert internal_pause(one).code == "statutory_clock_runs_on"
    version = kitchen(deadlines=[{"key": "iki_hafta", "label": {"tr": "İki hafta"}, "amount": 14, "unit": "days",
                                  "starts": "stage_entered", "kind": "statutory", "ceiling": 14}])  # fmt: skip
    case = opened(version)
    declare(version, make_actor())
    case.refresh_from_db()
    assert case.due_on == TODAY + 14 * DAY
    assert not standstills([case], today=TODAY)


def test_art_27_open_cases_get_their_later_day_and_both_days_are_shown(kayseri):
    version, other = kitchen(), kitchen(code="komsu-mutfagi-2")
    case, elsewhere = opened(version), opened(other)
    manager = make_actor()
    seen = effect_of(version.programme_id, starts_on=TODAY + DAY, ends_on=TODAY + 5 * DAY, actor=manager)
    assert (seen.cases, seen.stopping) == (1, ("İki hafta",))
    assert declare(version, manager, starts=TODAY + DAY).cases_extended == 1
    for one in (case, elsewhere):
        one.refresh_from_db()
    assert (case.due_on, elsewhere.due_on) == (TODAY + 19 * DAY, TODAY + 14 * DAY)
    found = standstills([case, elsewhere], today=TODAY + 2 * DAY)
    assert set(found) == {case.pk}
    shown = found[case.pk]
    assert (shown.due_before, shown.days, shown.reasons, shown.is_running) == (TODAY + 14 * DAY, 5, ("Deprem",), True)
    assert not standstills([case], today=TODAY + 10 * DAY)[case.pk].is_running


def test_art_27_a_pause_that_ends_early_gives_back_the_days(kayseri):
    version, manager = kitchen(), make_actor()
    case = opened(version)
    pause = declare(version, manager, starts=TODAY + DAY, days=10)
    with pytest.raises(Invalid):
        end_pause(pause.pk, last_day=TODAY + 10 * DAY, reason="Bitti", actor=manager, now=NOW)
    end_pause(pause.pk, last_day=TODAY + 3 * DAY, reason="Bina açıldı", actor=manager, now=NOW)
    case.refresh_from_db()
    assert case.due_on == TODAY + 17 * DAY
    with pytest.raises(Conflict):
        end_pause(pause.pk, last_day=TODAY + 2 * DAY, reason="Bina açıldı", actor=manager, now=NOW)


def test_art_27_the_same_days_are_declared_once(kayseri):
    version, manager = kitchen(), make_actor()
    declare(version, manager)
    with pytest.raises(Conflict):
        declare(version, manager)
    row = DeadlinePause.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlinePause.objects.create(
            programme=version.programme, starts_on=row.starts_on, ends_on=row.ends_on, reason="x", basis="y",
            declared_at=NOW, declared_by_id=manager.id,
        )  # fmt: skip


def test_art_27_the_whole_municipality_stops_only_by_somebody_of_all_of_it(kayseri):
    version = kitchen()
    case = opened(version)
    with pytest.raises(NotAllowed):
        declare_pause(None, starts_on=TODAY, ends_on=TODAY, reason="Deprem", basis="Karar",
                      actor=in_unit("unit_manager", version.programme.unit), now=NOW)  # fmt: skip
    with pytest.raises(NotAllowed):
        declare(version, make_actor("intake_clerk"))
    declare_pause(None, starts_on=TODAY + DAY, ends_on=TODAY + 2 * DAY, reason="Deprem", basis="Valilik kararı",
                  actor=make_actor(), now=NOW)  # fmt: skip
    case.refresh_from_db()
    assert case.due_on == TODAY + 16 * DAY


def test_art_27_wrong_input_is_named_field_by_field(kayseri):
    version, manager = kitchen(), make_actor()
    with pytest.raises(Invalid) as wrong:
        declare(version, manager, days=0, reason=" ", basis="")
    assert [one.field for one in wrong.value.problems] == ["ends_on", "reason", "basis"]


def test_art_27_binds_izmirs_programme_and_says_its_article_where_nothing_may_stop(izmir):
    only_statutory = [one.model_dump(mode="json", exclude_none=True)
                      for one in definition_of(IZMIR).deadlines if not internal_pause(one).allowed]  # fmt: skip
    assert only_statutory, "the pack has the thirty days of petitions"
    stages = [stage.model_dump(mode="json", exclude_none=True) | {"deadline": None}
              for stage in definition_of(IZMIR).stages]  # fmt: skip
    stages = [{key: value for key, value in one.items() if value is not None} for one in stages]
    version = programme(IZMIR, deadlines=only_statutory, stages=stages)
    with pytest.raises(GuardRefusedError) as refused:
        declare(version, make_actor())
    assert refused.value.article.endswith("m. 27")
    assert refused.value.guard == "internal_pause"


def test_art_27_does_not_bind_a_programme_without_that_article(kayseri):
    ends = {"key": "bitti", "label": {"tr": "Bitti"}, "kind": "end"}
    step = {"key": "vazgec", "label": {"tr": "Vazgeçildi"}, "sources": ["istek"], "target": "bitti"}
    stages = [{"key": "istek", "label": {"tr": "İstek"}, "kind": "start"}, ends]
    version = kitchen(deadlines=[], stages=stages, transitions=[step])
    assert declare(version, make_actor()).cases_extended == 0
    assert not GuardRefusal.objects.exists()


def test_art_27_a_new_stage_counts_what_stands_still(kayseri):
    version, manager = kitchen(), make_actor()
    declare(version, manager, starts=TODAY + DAY, days=3)
    case = opened(version)
    assert case.due_on == TODAY + 17 * DAY
    definition = definition_of(IZMIR)
    assert last_day(definition, "no_such_stage", opened=TODAY, entered=TODAY, calendar=work_calendar()) is None
    assert Case.objects.get().due_on == case.due_on


def test_art_27_over_http_it_is_previewed_declared_once_and_ended(kayseri):
    version = kitchen()
    case = opened(version)
    client = signed_in(kayseri, role="unit_manager")
    body = {"programme": str(version.programme_id), "starts_on": "2026-11-23", "ends_on": "2027-01-31",
            "reason": "Sel", "basis": "Karar 2026/14"}  # fmt: skip
    where = f"programme={body['programme']}&starts_on=2026-11-23&ends_on=2027-01-31"
    assert client.get(f"/api/v1/deadline-pauses/preview/?{where}").json()["cases"] == 1
    for _ in range(2):
        made = client.post("/api/v1/deadline-pauses/", body, format="json", HTTP_IDEMPOTENCY_KEY="p-1")
        assert made.status_code == 201, made.content
    [row] = client.get("/api/v1/deadline-pauses/").json()["results"]
    assert (row["cases_extended"], row["may_end"]) == (1, True)
    clock = client.get(f"/api/v1/cases/{case.pk}/deadline/").json()
    assert (clock["due_before"], clock["days"], clock["reasons"]) == ("2026-12-05", 70, ["Sel"])
    ended = client.post(f"/api/v1/deadline-pauses/{row['id']}/ending/",
                        {"last_day": "2026-11-24", "reason": "Su çekildi"}, format="json")  # fmt: skip
    assert ended.json()["ended_on"] == "2026-11-24"
    assert client.get(f"/api/v1/cases/{case.pk}/deadline/").json()["days"] == 2


def asked_to_explain(version, *, until=None):
    decision = proposed(case_in(version))
    decision = ask_statement(
        decision.pk, answer_until=until, actor=make_actor("unit_manager"), version=decision.version, now=NOW
    )
    return of(decision.pk)


def declared(version, actor, *, starts, days, now):
    ends = starts + (days - 1) * DAY
    return declare_pause(
        version.programme_id, starts_on=starts, ends_on=ends, reason="Deprem", basis="m. 27", actor=actor, now=now
    )


def test_art_27_days_for_a_statement_stand_still_and_the_decision_waits_for_them(kayseri):
    version, manager = programme(), make_actor("unit_manager")
    decision = asked_to_explain(version, until=TODAY + 7 * DAY)
    before = effect_of(version.programme_id, starts_on=TODAY + DAY, ends_on=TODAY + 3 * DAY, actor=manager)
    assert "Açıklama için tanınan süre (1 kişi)" in before.stopping
    declared(version, manager, starts=TODAY + DAY, days=3, now=later(1))
    moved = of(decision.pk)
    assert (moved.answer_given, moved.answer_until) == (TODAY + 7 * DAY, TODAY + 10 * DAY)
    with pytest.raises(GuardRefusedError, match="süre"):
        taken(moved, now=later(8), effective_on=TODAY + 8 * DAY)
    assert taken(of(decision.pk), now=later(11), effective_on=TODAY + 11 * DAY).state == "in_effect"


def test_art_27_a_day_for_a_statement_never_falls_before_the_one_in_the_letter(kayseri):
    version, manager = programme(), make_actor("unit_manager")
    decision = asked_to_explain(version, until=TODAY + 7 * DAY)
    pause = declared(version, manager, starts=TODAY + 2 * DAY, days=4, now=later(1))
    assert of(decision.pk).answer_until == TODAY + 11 * DAY
    end_pause(pause.pk, last_day=TODAY + 2 * DAY, reason="Yol açıldı.", actor=manager, now=later(2))
    assert of(decision.pk).answer_until == TODAY + 8 * DAY
    second = declared(version, manager, starts=TODAY + 5 * DAY, days=2, now=later(2))
    end_pause(second.pk, last_day=TODAY + 4 * DAY, reason="Gerek kalmadı.", actor=manager, now=later(2))
    assert of(decision.pk).answer_until == TODAY + 8 * DAY


def test_art_27_who_gives_a_day_while_time_stands_knows_of_it(kayseri):
    version, manager = programme(), make_actor("unit_manager")
    declared(version, manager, starts=TODAY, days=4, now=later(-1))
    days = definition_of(IZMIR).due_process.statement_days
    # The programme's own period leaves the days out; a day that was chosen stays as the letter says it.
    assert asked_to_explain(version).answer_until == TODAY + (days + 3) * DAY
    chosen = asked_to_explain(version, until=TODAY + 9 * DAY)
    assert (chosen.answer_given, chosen.answer_until) == (TODAY + 9 * DAY, TODAY + 9 * DAY)
    with pytest.raises(Invalid) as refused:
        asked_to_explain(version, until=TODAY + 2 * DAY)
    assert [one.code for one in refused.value.problems] == ["stands_still"]


def test_art_27_an_interim_stop_never_grows_longer(kayseri):
    version, manager = programme(), make_actor("unit_manager")
    stop = start_stop(
        case_in(version).pk, risk="Makinede gözlüksüz çalıştı.", ends_on=TODAY + 3 * DAY, actor=make_actor("assessor"),
        now=NOW,
    )  # fmt: skip
    seen = effect_of(version.programme_id, starts_on=TODAY, ends_on=TODAY + 5 * DAY, actor=manager)
    assert "Tedbiren durdurma" in dict(seen.running)
    declared(version, manager, starts=TODAY, days=5, now=NOW)
    stop.refresh_from_db()
    assert stop.ends_on == TODAY + 3 * DAY
