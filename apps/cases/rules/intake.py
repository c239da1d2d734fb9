"""What an application number waits for: the guards of İzmir's articles 8 and 9, wherever a programme adopts them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from apps.programmes.registry import ALLOWED, Verdict, refused

#: The guards of an application (İzmir Art. 8, 9).
APPOINTMENT: Final = "attended_appointment"
FILE: Final = "complete_file"
#: What a person's record has to say before an application is recorded; a reason why it is not there settles it
#: (readings 11). What else a programme needs it asks for by its forms and rules.
REQUIRED_INFORMATION: Final = ("name", "identity", "birth_date", "contact")


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment for an application to which somebody came."""

    on: dt.date
    candidate_present: bool


def attended_appointment(meetings: Sequence[Meeting], *, is_excepted: bool = False) -> Verdict:
    """Return whether an application may be recorded (Art. 8): in person, by an appointment that the candidate attended.

    "In person" is not "on our premises": wherever the meeting was, it counts (readings 9). A reasoned exception
    replaces the appointment; that it never replaces the candidate's own will is for `exception_of` to hold.
    """
    if is_excepted or any(one.candidate_present for one in meetings):
        return ALLOWED
    if meetings:
        return refused(
            "candidate_absent",
            "Başvuru randevusuna aday gelmemiş. Başvuruyu aday bizzat ya da ailesi veya yasal temsilcisiyle yapar.",
            "Adayın da katılacağı bir randevu verin; evde, hastanede ya da kurumda görüşülebilir.",
        )
    return refused(
        "no_attended_appointment",
        "Adayın geldiği bir başvuru randevusu yok.",
        "Randevu verin ya da aday buradaysa “Randevusuz gelen” ile bugünkü görüşmeyi kaydedin.",
    )


def complete_file(
    *, information: Collection[str], documents: Collection[str], undecided: Collection[str] = ()
) -> Verdict:
    """Return whether an application may be recorded (Art. 9): information and documents are complete.

    The arguments name what is missing, in words. A substitute that the programme admits counts as the document;
    without a number there is still a receipt, and the place in the queue is kept (readings 10).
    """
    if information or documents:
        missing = ", ".join([*information, *documents])
        return refused(
            "file_incomplete",
            f"Gerekli bilgi ve belgeler tamam değil. Eksik: {missing}.",
            "Eksikleri tamamlayın ya da yerine geçen belgeyi ekleyin. Bu arada alındı belgesi verin; sıra korunur.",
        )
    if undecided:
        return refused(
            "file_undecided",
            f"Şu belgelerin istenip istenmeyeceği belli değil: {', '.join(undecided)}.",
            "Kuralın sorduğu bilgiyi kişinin kaydına ya da forma girin.",
        )
    return ALLOWED
