"""What letters are for, in words."""

from collections.abc import Mapping
from typing import Final

#: By the value of a LetterUse; empty is a letter that somebody wrote freely.
USE_LABELS: Final[Mapping[str, str]] = {
    "": "Serbest yazı",
    "receipt": "Alındı belgesi",
    "missing_documents": "Eksik bilgi ve belgeler",
    "assessment_result": "Değerlendirme sonucu",
    "support_plan": "Bireysel destek planı",
    "undertaking": "Taahhütname",
    "statement_request": "Açıklama isteme",
    "interim_stop": "Tedbiren durdurma",
    "interim_stop_lifted": "Tedbiren durdurmanın kaldırılması",
    "suspension": "Askıya alma",
    "termination": "Sonlandırma",
    "resumption": "Yeniden başlatma",
    "petition_receipt": "Başvurunun kaydı",
    "petition_answer": "Başvuruya cevap",
    "appointment": "Randevu",
}
#: What only the operation behind them writes: a hand-written notice of termination would decide nothing.
BY_OPERATION_ONLY: Final = frozenset({
    "statement_request", "interim_stop", "interim_stop_lifted", "suspension", "termination", "resumption",
    "petition_receipt", "petition_answer",
})  # fmt: skip
