"""Guards over a programme's own definition: what its text excludes, and what has to be decided before it holds.

Pure; asked when a section is saved, when a version is submitted and when it is published. Article numbers are those of
İzmir's regulation; which programmes they bind stands in `definition.articles`.
"""

from __future__ import annotations

from typing import Final

from apps.programmes.definition.flow import Act
from apps.programmes.definition.programme import Definition
from apps.programmes.definition.ways import behind
from apps.programmes.registry.guards import ALLOWED, Verdict, refused

BROKERAGE: Final = "job_brokerage"
#: What counsellors, trainers and coaches do (İzmir Art. 11): advising, guiding, teaching, supporting, and the desk work
#: around it.
SUPPORTING: Final = frozenset({
    "information_referral", "individual_guidance", "group_guidance", "case_management", "employment_follow_up",
    "appointments", "public_booking", "job_coaching", "employer_advice", "courses", "outreach",
})  # fmt: skip
#: Texts by which a competent organ changes a programme.
_DECIDING: Final = frozenset({"council_decision", "regulation", "directive", "protocol", "project_contract"})


def brokerage_excluded(definition: Definition) -> Verdict:
    """Return whether the version excludes brokerage of work altogether (İzmir Art. 6; 4904 Art. 17).

    It is refused by name, so that no grant can open it, and not held.
    """
    if any(held.key == BROKERAGE for held in definition.capabilities.held):
        return refused("brokerage_held", "Programın metni iş ve işçi bulmaya aracılığı dışlıyor; bu modül tutulamaz.",
                       "Aracılık yetkisini programın modüllerinden çıkarın.")  # fmt: skip
    if all(one.key != BROKERAGE for one in definition.capabilities.refused):
        return refused("brokerage_not_refused", "Aracılık yetkisi kapalı tutulan modüller arasında yazılı değil.",
                       "Aracılık yetkisini, maddesiyle birlikte kapalı tutulan modüllere ekleyin.")  # fmt: skip
    return ALLOWED


def bounded_staff_role(definition: Definition) -> Verdict:
    """Return whether the programme holds nothing beyond advice, guidance, training and support (İzmir Art. 11)."""
    if all(held.key in SUPPORTING for held in definition.capabilities.held):
        return ALLOWED
    return refused(
        "beyond_staff_role", "Program personelinin görevi danışmanlık, rehberlik, eğitim ve destekle sınırlı.",
        "Bunların dışındaki modülleri başka bir programa taşıyın.",
    )  # fmt: skip


def change_decided(definition: Definition) -> Verdict:
    """Return whether a competent organ's decision stands behind the version, with day and number (İzmir Art. 29)."""
    texts = [one for one in definition.legal_basis if one.kind in _DECIDING]
    if any(one.decided_on is not None and one.number for one in texts):
        return ALLOWED
    return refused("change_not_decided", "Metni onaylayan yetkili organın kararı (günü ve sayısı) yazılmamış.",
                   "Yasal dayanaklara kararın gününü ve sayısını girin.")  # fmt: skip


def effective_day_entered(definition: Definition) -> Verdict:
    """Return whether the day on which the text comes into force has been entered (İzmir Art. 30 leaves it blank)."""
    if definition.effective.starts_on is not None:
        return ALLOWED
    return refused("no_effective_day", "Yürürlük tarihi girilmemiş; bu tarih girilmeden sürüm yayımlanamaz.",
                   "Kararın yayımlandığı ya da yürürlüğe girdiği günü yazın.")  # fmt: skip


def application_by_its_act(definition: Definition) -> Verdict:
    """Return whether no way leads past the recording of the application (İzmir Art. 8, 9).

    A plain step into a stage that presupposes the number would be a way around meeting and complete file.
    """
    targets = {one.target for one in definition.transitions if one.act == Act.RECORD_APPLICATION}
    if not targets:
        return refused("no_application_step", "Başvuruyu kaydeden bir adım yok; randevu ve belge koşulu hiç sorulmaz.",
                       "Bir adımın işlemini “Başvuruyu kaydet” yapın.")  # fmt: skip
    return _no_way_round(definition, targets, Act.RECORD_APPLICATION, code="way_round_application",
                         what="başvuru kaydedilmeden")  # fmt: skip


def sanctions_by_decision(definition: Definition) -> Verdict:
    """Return whether a service is suspended, resumed and terminated by decisions alone (İzmir Art. 22, 23)."""
    suspended = {one.target for one in definition.transitions if one.act == Act.SUSPEND}
    round_it = _no_way_round(definition, suspended, Act.SUSPEND, code="way_round_suspension",
                             what="askıya alma kararı olmadan")  # fmt: skip
    if not round_it.allowed:
        return round_it
    ends = {one.key for one in definition.stages if one.kind == "end"}
    for step in definition.transitions:
        if step.act is None and suspended & set(step.sources) and step.target not in suspended | ends:
            return refused("way_out_of_suspension",
                           f"“{step.label.tr}” adımıyla, karar verilmeden askıdan çıkılabiliyor.",
                           "Adımın işlemini “Yeniden başlat” yapın.")  # fmt: skip
    terminates = any(one.act == Act.TERMINATE for one in definition.transitions)
    if terminates and definition.closures and definition.due_process.termination_closure is None:
        return refused("termination_closure_open", "Sonlandırmanın kapanışı belirlenmemiş; onu herkes seçebilir.",
                       "Kapanışlardan yalnızca sonlandırma kararının vereceğini seçin.")  # fmt: skip
    return ALLOWED


def _no_way_round(definition: Definition, targets: set[str], act: Act, *, code: str, what: str) -> Verdict:
    only_so = behind(definition, act)
    for stage in definition.stages:
        if stage.key in targets and stage.kind != "end" and stage.key not in only_so:
            return refused(code, f"“{stage.label.tr}” aşamasına {what} de geçilebiliyor.",
                           "Bu aşamaya götüren öbür adımları kaldırın ya da işlemlerini düzeltin.")  # fmt: skip
    return ALLOWED
