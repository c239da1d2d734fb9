"""What keeps it from being corrected who came to a meeting: an application number that was given on it (Art. 8)."""

from apps.programmes.registry import ALLOWED, Verdict, refused


def standing_attendance(*, carries_number: bool) -> Verdict:
    """Return whether it may still be corrected who came to a meeting (Art. 8): not under an application number.

    The number stands on the candidate's own presence at this very meeting; taken away, nothing would carry it.
    """
    if not carries_number:
        return ALLOWED
    return refused(
        "application_rests_on_it",
        "Bu görüşmeye dayanarak başvuru numarası verilmiş; gelme bilgisi artık değiştirilemez.",
        "Aday gerçekte gelmediyse birim yöneticinizle dosyayı kapatın; aday geldiğinde yeni dosyada başvurusunu alın.",
    )
