"""The letter that brings a person their agreed plan, in plain words (readings 12; İzmir Art. 13)."""

import datetime as dt
import uuid
from typing import Final

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.coaching.enums import PlanState
from apps.coaching.models import SupportPlan
from apps.coaching.operations.printing import plain_lines
from apps.coaching.queries.plans import find_plan, plan_view
from apps.coaching.queries.reach import COACHING, writable_case
from apps.letters.operations.drafting import draft_letter
from apps.letters.queries.about import letters_about
from apps.programmes.definition.flow import LetterUse
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict
from omuz.kernel.numbers import format_date

__all__ = ["ABOUT", "draft_plan_letter"]

#: What the letter says that it is about.
ABOUT: Final = "plan"


@transaction.atomic
def draft_plan_letter(plan_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> uuid.UUID:
    """Draft the letter with an agreed plan in it, and return its key; approved, signed and served like every letter.

    It says in plain words what the person wants, who does what and when the plan is looked at again. Who acts for the
    person is addressed; the person gets the easy-read copy.

    Raises:
        NotAllowed, NotFound: without `coaching.write.own`, out of reach, or the programme has no coaching.
        Conflict: the plan is not in use, or its letter has been drafted already.
        Invalid: the programme's own text asks for what a plan does not know.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    plan = find_plan(plan_id, actor=actor)
    case = writable_case(plan.case_id, actor=actor, capability=COACHING, on=local_date(now))
    # Two clicks at once: the second waits here and finds the letter of the first.
    plan = SupportPlan.objects.select_for_update().get(pk=plan_id)
    if plan.state != PlanState.AGREED:
        raise Conflict("plan_not_agreed", "Yalnız kabul edilmiş ve süren plan yazıyla verilir.",
                       remedy="Önce planın kabulünü kaydedin.")  # fmt: skip
    if any(one.state != "cancelled" for one in letters_about(ABOUT, [plan.pk])[plan.pk]):
        raise Conflict("letter_exists", "Bu planın yazısı hazırlanmış.", remedy="Planın sayfasındaki yazıyı açın.")
    view = plan_view(plan, today=local_date(now))
    due_on = next((one.row.due_on for one in view.reviews if one.row.held_on is None), None)
    letter = draft_letter(
        use=LetterUse.SUPPORT_PLAN, programme_id=case.programme_id, programme_version_id=plan.programme_version_id,
        person_id=case.person_id, case_id=case.pk, about=(ABOUT, plan.pk), actor=actor, now=now,
        values={
            "dosya_no": case.number, "sonuc": plain_lines(view),
            "son_gun": format_date(due_on) if due_on is not None else "",
        },
    )  # fmt: skip
    audit.record(actor=actor, action="plan.letter_drafted", subject=plan, person_id=case.person_id, now=now)
    return letter.pk
