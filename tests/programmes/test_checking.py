"""What is refused at save, what keeps a draft from review, and what the lists in the checks are held against."""

import pytest

from apps.accounts.enums import Role
from apps.accounts.rights import MFA_RIGHTS, MUNICIPAL_ROLES, Right
from apps.privacy.enums import LegalBasis
from apps.programmes.definition import Weight, read
from apps.programmes.definition.checking import check
from apps.programmes.definition.checking.groups import LEGAL_BASES
from apps.programmes.definition.checking.references import GIVEABLE_RIGHTS, ROLES
from tests.programmes.support import made_up


def _found(**parts):
    return {(one.place, one.code): one for one in check(read(made_up(**parts)))}


def test_lists_that_stand_below_their_owners_say_what_the_owners_say():
    assert {role.value for role in MUNICIPAL_ROLES} == ROLES
    assert set(LegalBasis.values) == LEGAL_BASES
    assert {right.value for right in Right} >= GIVEABLE_RIGHTS
    assert not GIVEABLE_RIGHTS & {right.value for right in MFA_RIGHTS}
    assert Role.PLATFORM_OPERATOR.value not in ROLES


def test_the_made_up_programme_can_be_published():
    assert not [one for one in check(read(made_up())) if one.weight is not Weight.ADVICE]


@pytest.mark.parametrize(
    ("parts", "place", "code"),
    [
        ({"stages": made_up()["stages"] + [{"key": "son", "label": {"tr": "Y"}}]}, "stages.3.key", "named_twice"),
        ({"letters": [{"key": "y", "label": {"tr": "Y"}, "subject": "{tckn}", "body": "x"}]},
         "letters.0.subject", "unknown_placeholder"),
        ({"letters": [{"key": "y", "label": {"tr": "Y"}, "subject": "Planınız", "body": "Planınız hazır.",
                       "use": "support_plan"}]}, "letters.0.body", "plan_not_in_letter"),
        ({"deadlines": [{"key": "s", "label": {"tr": "S"}, "amount": 31, "unit": "days", "starts": "petition_received",
                         "kind": "statutory", "ceiling": 30}]}, "deadlines.0.amount", "above_ceiling"),
        ({"deadlines": [{"key": "s", "label": {"tr": "S"}, "amount": 3, "unit": "days", "starts": "petition_received",
                         "kind": "statutory"}]}, "deadlines.0.ceiling", "no_ceiling"),
        ({"capabilities": {"held": [{"key": "courses"}], "refused": [
            {"key": "courses", "basis": {"source": "karar"}, "reason": {"tr": "Yok"}}]}},
         "capabilities.refused.0.key", "held_and_refused"),
        ({"capabilities": {"held": [{"key": "sihir"}]}}, "capabilities.held.0.key", "unknown_reference"),
        ({"activities": [{"key": "a", "label": {"tr": "A"}, "capability": "job_brokerage"}]},
         "activities.0.capability", "capability_not_held"),
        ({"activities": [{"key": "a", "label": {"tr": "A"}, "basis": {"source": "yok"}}]},
         "activities.0.basis.source", "unknown_reference"),
        ({"retention": [{"key": "a", "label": {"tr": "A"}, "months": 6, "method": "archive"}]},
         "retention.0.months", "archive_has_no_end"),
        ({"effective": {"starts_on": "2026-02-01", "ends_on": "2026-01-01"}}, "effective.ends_on", "ends_before_start"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_an_error_at_its_place(parts, place, code):
    found = _found(**parts)[place, code]
    assert found.weight is Weight.ERROR
    assert found.message
    assert found.remedy


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"legal_basis": [], "target_groups": {"offered": ["poverty"], "chosen": ["poverty"]}}, "no_basis"),
        ({"effective": {}}, "no_effective_day"),
        ({"retention": []}, "no_retention"),
        ({"target_groups": {"offered": ["poverty"]}}, "groups_not_chosen"),
        ({"stages": made_up()["stages"] + [{"key": "ada", "label": {"tr": "Ada"}}]}, "unreachable"),
        ({"transitions": made_up()["transitions"][:1]}, "dead_end"),
    ],
)
def test_what_is_missing_is_saved_and_keeps_the_draft_from_review(parts, code):
    found = [one for (_, name), one in _found(**parts).items() if name == code]
    assert found
    assert {one.weight for one in found} == {Weight.BLOCKER}


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (["disabled", "poverty"], "Tam 3 hedef grup seçilmeli; 2 seçilmiş."),
        (["disabled", "poverty", "roma", "ex_offender"], "Tam 3 hedef grup seçilmeli; 4 seçilmiş."),
        (["poverty", "roma", "ex_offender"], "Zorunlu hedef grup seçilmemiş: Engelli birey."),
    ],
)
def test_iskep_has_exactly_three_groups_and_the_disabled_among_them(chosen, message):
    groups = {
        "offered": ["poverty", "disabled", "roma", "ex_offender"], "chosen": chosen,
        "selection": {"exactly": 3, "mandatory": ["disabled"], "basis": {"source": "karar", "article": "4"}},
    }  # fmt: skip
    found = _found(target_groups=groups)["target_groups.chosen", "selection_broken"]
    assert (found.message, found.article) == (message, "Meclis kararı m. 4")
    groups["chosen"] = ["poverty", "disabled", "roma"]
    assert not _found(target_groups=groups)
