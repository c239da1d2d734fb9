"""Duties of candidates and families: İzmir's articles 24 and 25, wherever a programme adopts them. Never a wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from apps.programmes.registry import ALLOWED, Verdict, refused

#: What the software proposes after missed appointments and people decide.
SANCTIONS: Final = frozenset({"suspend", "terminate"})


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signed an undertaking, and what the person's representatives may do that day (readings 12).

    `representative_signs` is None where no representative signed; `adviser_needed` and `guarded` say that a legal
    adviser has to sign with the person, or that a parent or guardian signs for them.
    """

    by_person: bool
    representative_signs: bool | None = None
    adviser_needed: bool = False
    adviser_signs: bool = False
    guarded: bool = False


def acknowledgement(signed: Signatures) -> Verdict:
    """Return whether an undertaking counts as signed (Art. 25): by the person, or by who is competent to sign.

    Nothing but the signature is judged: that nobody signs is kept as such, and the service goes on.
    """
    if signed.representative_signs is False:
        return refused(
            "signer_not_competent",
            "İmzalayanın temsil yetkisi yok ya da bugün geçerli değil.",
            "Yetkili temsilciyi seçin, belgesini kaydedin ya da “İmzalanmadı” olarak kaydedin; hizmet sürer.",
        )
    if not signed.by_person and not signed.representative_signs and not signed.adviser_signs:
        return refused("nobody_signed", "Kimin imzaladığı seçilmemiş.", "Kişiyi ya da yetkili temsilcisini seçin.")
    if signed.guarded and not signed.representative_signs:
        return refused(
            "representative_has_to_sign",
            "Kişinin velisi ya da vasisi var; taahhütnameyi onun imzalaması gerekir.",
            "Temsilcinin imzasını alın ya da “İmzalanmadı” olarak kaydedin; hizmet sürer.",
        )
    if signed.adviser_signs and not signed.by_person:
        return refused(
            "person_signs_with_adviser",
            "Yasal danışman kişinin yerine imzalamaz; kişiyle birlikte imzalar.",
            "Kişinin de imzasını alın.",
        )
    if signed.adviser_needed and not signed.adviser_signs:
        return refused(
            "adviser_has_to_sign",
            "Kişinin yasal danışmanı var; taahhütnameyi kişiyle birlikte imzalaması gerekir.",
            "Danışmanın imzasını da alın ya da “İmzalanmadı” olarak kaydedin; hizmet sürer.",
        )
    return ALLOWED


def duties_propose_only(act: str, *, by_person_of_staff: bool) -> Verdict:
    """Return whether an act may follow from duties that were not kept (Art. 24): a proposal yes, a sanction never.

    Missed appointments, an unsigned undertaking and late documents are counted and proposed as a ground (Art. 22); a
    sanction is decided by somebody, never by the software itself.
    """
    if act in SANCTIONS and not by_person_of_staff:
        return refused(
            "never_by_itself",
            "Yükümlülüklere uyulmaması yalnızca öneri doğurur; askıya alma ve sonlandırma kendiliğinden yapılamaz.",
            "Öneriyi bir yetkili değerlendirip kararı kendisi versin.",
        )
    return ALLOWED
