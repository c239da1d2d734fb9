"""What keeps it from being corrected who came to a meeting: a decision that names it as evidence (Art. 22)."""

from apps.programmes.registry import ALLOWED, Verdict, refused


def standing_evidence(*, is_written: bool, is_standing: bool) -> Verdict:
    """Return whether it may still be corrected who came to a meeting that decisions name (Art. 22: with evidence).

    `is_written`: one that nobody has taken yet, `is_standing`: one that was taken and neither withdrawn nor ended. What
    a decision rests on does not change under it: whoever decided hears of the mistake first.
    """
    if is_standing:
        return refused(
            "decision_rests_on_it",
            "Bu randevu, verilmiş bir kararın dayanağı; gelme bilgisi kararın altından değiştirilemez.",
            "Yanlışlığı kararı verene bildirin; karar geri alınınca ya da hizmet yeniden başlatılınca düzeltin.",
        )
    if is_written:
        return refused(
            "decision_rests_on_it",
            "Bu randevu, karar bekleyen bir öneride dayanak gösterilmiş.",
            "Önce öneriden bu dayanağı çıkarın ya da öneriyi geri alın; sonra gelme bilgisini düzeltin.",
        )
    return ALLOWED
