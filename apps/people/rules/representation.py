"""Who may sign for a person, see the file and be notified (readings 12; TMK: Turkish Civil Code no. 4721).

Anyone may book for and accompany a capable adult. Beyond that counts a document that staff have seen, for what it
covers, while it lasts. A relative or a caregiver has no authority, however close.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from apps.people.enums import RepresentativeKind
from apps.people.rules.medical import ADULT_AGE, NOTICE_DAYS, Birth, birthday
from omuz.kernel.errors import FieldProblem


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """One representative, as far as authority depends on it. `document_seen_on` is when staff saw the document."""

    kind: RepresentativeKind
    document_ref: str = ""
    scope: str = ""
    document_seen_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What a representative may do on a day. `reason` says why not more; booking and accompanying is always open."""

    may_sign: bool = False
    #: The person signs, and this representative with them.
    signs_together: bool = False
    may_see: bool = False
    is_notified: bool = False
    article: str = ""
    reason: str = ""
    #: What it covers, in words; empty where it covers everything.
    limited_to: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class _Power:
    article: str
    signs: bool = False
    together: bool = False
    sees: bool = False
    notified: bool = False
    scoped: bool = False
    needs_document: bool = True


_POWERS: Final[Mapping[RepresentativeKind, _Power]] = {
    RepresentativeKind.PARENT: _Power(
        "TMK m. 335, 342", signs=True, sees=True, notified=True, needs_document=False
    ),
    RepresentativeKind.EXTENDED_CUSTODY: _Power("TMK m. 419/3", signs=True, sees=True, notified=True),
    RepresentativeKind.GUARDIAN: _Power("TMK m. 403, 448", signs=True, sees=True, notified=True),
    RepresentativeKind.TRUSTEE: _Power("TMK m. 403, 426", signs=True, sees=True, notified=True, scoped=True),
    # The person acts; the adviser's consent is added for what the decision lists.
    RepresentativeKind.LEGAL_ADVISER: _Power("TMK m. 429", together=True, sees=True, scoped=True),
    RepresentativeKind.ATTORNEY: _Power(
        "TBK m. 504; Tebligat K. m. 11", signs=True, sees=True, notified=True, scoped=True
    ),
}  # fmt: skip
#: For whom these act, notice to the person alone is none (7201 m. 11; TMK m. 335, 403, 419): it waits.
_IN_THEIR_PLACE: Final = frozenset({
    RepresentativeKind.PARENT, RepresentativeKind.EXTENDED_CUSTODY, RepresentativeKind.GUARDIAN,
    RepresentativeKind.TRUSTEE,
})  # fmt: skip
_NO_AUTHORITY: Final = "Yakını ve bakım verenin temsil yetkisi yoktur; refakat edebilir, randevu alabilir."


def authority_of(rep: Representation, *, birth: Birth, on: dt.date) -> Authority:
    """Return what the representative may do on the day, with the article it rests on (readings 12)."""
    power = _POWERS.get(rep.kind)
    if power is None:
        return Authority(article="TMK m. 335, 403, 429", reason=_NO_AUTHORITY)
    why_not = _why_not(rep, power, birth, on)
    if why_not:
        return Authority(article=power.article, reason=why_not)
    return Authority(
        may_sign=power.signs, signs_together=power.together, may_see=power.sees, is_notified=power.notified,
        article=power.article, limited_to=rep.scope if power.scoped else "",
    )  # fmt: skip


def _why_not(rep: Representation, power: _Power, birth: Birth, on: dt.date) -> str:
    if rep.starts_on is not None and on < rep.starts_on:
        return "Yetki henüz başlamadı."
    if rep.ends_on is not None and on > rep.ends_on:
        return "Yetkinin süresi doldu."
    if power.needs_document and not rep.document_ref:
        return "Yetkiyi gösteren belge yazılmamış."
    if rep.document_seen_on is None:
        return "Yetkiyi gösteren belge görülmedi." if power.needs_document else "Velayet nüfus kaydından görülmedi."
    if power.scoped and not rep.scope:
        return "Belgenin neyi kapsadığı yazılmamış."
    return _not_a_minor(birth, on) if rep.kind == RepresentativeKind.PARENT else ""


def _not_a_minor(birth: Birth, on: dt.date) -> str:
    grown = birthday(birth, ADULT_AGE)
    if grown is None:
        return "Kişinin doğum tarihi bilinmediği için velayetin sürdüğü söylenemez."
    if on >= grown:
        return "Kişi 18 yaşını doldurdu; velayet sona erdi."
    return ""


def may_be_notified(
    authority: Authority, *, receives_notices: bool, is_protected: bool, is_confirmed: bool
) -> bool:  # fmt: skip
    """Return whether notices about the person go to that representative (readings 4, 12).

    About a protected person nothing goes to anybody of whom nobody has said that they are no danger: a parent may be
    whom the child is protected from.
    """
    return authority.is_notified and receives_notices and (is_confirmed or not is_protected)


def holds_notices(
    kind: str, authority: Authority, *, receives_notices: bool, is_protected: bool, is_confirmed: bool
) -> bool:  # fmt: skip
    """Return whether notices wait for that representative's confirmation.

    Of who acts in the place of somebody who cannot be notified alone. A capable adult whose attorney nobody has
    confirmed is notified themselves.
    """
    return (
        is_protected
        and not is_confirmed
        and kind in _IN_THEIR_PLACE
        and authority.is_notified
        and receives_notices
    )  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class DueWarning:
    """Something about representation that falls due; `due_on` is the day, past ones included."""

    code: str
    message: str
    due_on: dt.date | None = None


def representation_warnings(rep: Representation, *, birth: Birth, on: dt.date) -> list[DueWarning]:
    """Return what falls due with a representative: the end, the 18th birthday, a document nobody has seen."""
    if rep.kind not in _POWERS:
        return []
    warnings = []
    end = rep.ends_on
    if end is not None and (end - on).days <= NOTICE_DAYS[1]:
        left = (end - on).days
        warnings.append(
            DueWarning("ended", "Temsil yetkisinin süresi doldu.", end) if left < 0
            else DueWarning("ends_soon", f"Temsil yetkisinin bitmesine {left} gün var.", end)
        )  # fmt: skip
    grown = birthday(birth, ADULT_AGE) if rep.kind == RepresentativeKind.PARENT else None
    if grown is not None and (grown - on).days <= NOTICE_DAYS[1]:
        warnings.append(
            DueWarning("came_of_age", "18 yaşını doldurdu; aydınlatma kişinin kendisine yapılmalı.", grown)
            if grown <= on
            else DueWarning("comes_of_age", "18 yaşını dolduruyor; velayet sona erecek.", grown)
        )
    if rep.document_seen_on is None:
        warnings.append(DueWarning("document_not_seen", "Yetkiyi gösteren belge görülmedi."))
    return warnings


def check_representation(
    rep: Representation, *, receives_notices: bool, birth: Birth, today: dt.date
) -> Iterable[FieldProblem]:
    """Yield what is wrong with a representative as typed. A missing document is no problem; it gives no authority."""
    power = _POWERS.get(rep.kind)
    if rep.starts_on is not None and rep.ends_on is not None and rep.ends_on < rep.starts_on:
        yield FieldProblem("ends_on", "ends_before_start", "Bitiş başlangıçtan önce.", "Tarihleri düzeltin.")
    if power is None and receives_notices:
        yield FieldProblem(
            "receives_notices", "no_authority", "Yakınına ya da bakım verene tebligat yapılamaz.",
            "Yetkili temsilciyi ekleyin ya da işareti kaldırın.",
        )  # fmt: skip
    if power is None and rep.document_seen_on is not None:
        yield FieldProblem(
            "document_seen", "no_authority", "Yakını ve bakım veren için yetki belgesi olmaz.",
            "Belge varsa türünü değiştirin (vasi, vekil ...).",
        )  # fmt: skip
    grown = birthday(birth, ADULT_AGE)
    if rep.kind == RepresentativeKind.PARENT and birth.precision == "day" and grown is not None and grown <= today:
        yield FieldProblem(
            "kind", "not_a_minor", "Kişi 18 yaşını doldurmuş; velisi olmaz.",
            "Mahkeme kararı varsa “Veli (uzatılmış velayet)” ya da “Vasi” seçin.",
        )  # fmt: skip
