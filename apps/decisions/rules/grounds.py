"""İzmir Art. 22: a service is suspended or ended only on a listed ground, with evidence."""

from __future__ import annotations

from apps.decisions.enums import DecisionKind
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act, Lettered, Transition
from apps.programmes.registry import ALLOWED, Verdict, refused


def listed_grounds(definition: Definition, *, kind: str, ground: str, evidence: int) -> Verdict:
    """Say whether a decision rests on one of the grounds that the text lists, with evidence (İzmir Art. 22, a-d).

    What rules propose (missed appointments, late documents) is no ground by itself: somebody chooses it and says what
    shows it. A resumption needs neither.
    """
    if kind == DecisionKind.RESUME:
        return ALLOWED
    if ground_of(definition, ground) is None:
        return refused(
            "ground_not_listed",
            "Hizmet yalnızca metinde sayılan hâllerde askıya alınabilir ya da sonlandırılabilir.",
            "Listelenen gerekçelerden birini seçin. Yaptırım olmayan kapanışlar için “Dosyayı kapat” kullanılır.",
        )
    if evidence < 1:
        return refused(
            "no_evidence",
            "Gerekçeyi gösteren bir dayanak eklenmemiş.",
            "Bir belge, form, randevu ya da ziyaret kaydı seçin; yoksa gördüğünüzü yazın.",
        )
    return ALLOWED


def ground_of(definition: Definition, key: str) -> Lettered | None:
    """Return a ground of the definition, or None."""
    return next((one for one in definition.grounds if one.key == key), None)


def steps_of_kind(definition: Definition, kind: str, *, stage: str) -> tuple[Transition, ...]:
    """Return the steps by which a decision of a kind moves a case out of a stage; none: it cannot be decided there."""
    act = Act(kind)
    return tuple(one for one in definition.transitions if one.act == act and stage in one.sources)


def still_decidable(definition: Definition, *, kind: str, transition: str, stage: str, is_open: bool) -> Verdict:
    """Say whether what was proposed can still be decided: the case is open and the step leaves its stage."""
    if not is_open:
        return refused("case_closed", "Bu dosya kapalı.", "Gerekiyorsa önce dosyayı yeniden açın.")
    steps = steps_of_kind(definition, kind, stage=stage)
    if not steps:
        return refused("no_such_act", "Dosya bu kararın verilebileceği bir aşamada değil.", "Öneriyi geri alın.")
    if transition and all(one.key != transition for one in steps):
        return refused("no_such_step", "Dosya artık önerinin yapıldığı aşamada değil.",
                       "Öneriyi değiştirip yeni adımı seçin ya da geri alın.")  # fmt: skip
    return ALLOWED


def article_of_decision(definition: Definition, *, ground: str, step: Transition | None) -> str:
    """Return what a letter names as the basis of a decision; never empty, since a decision that cites nothing is none.

    The ground's own article, else that of the step, else that of the programme's periods; where the programme's author
    gave none of them, the whole text on which the programme stands.
    """
    found = ground_of(definition, ground)
    given = (found and found.basis, step and step.basis, definition.due_process.basis)
    whole = (one.title for one in definition.legal_basis)
    return next((definition.cited(basis) for basis in given if basis), "") or next(whole, definition.name.tr)
