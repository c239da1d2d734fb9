"""Stored values of decisions and interim stops."""

from django.db import models


class DecisionKind(models.TextChoices):
    """What is decided about a case; the values are those of the acts that steps of a programme name."""

    SUSPEND = "suspend", "Askıya alma"
    TERMINATE = "terminate", "Sonlandırma"
    RESUME = "resume", "Yeniden başlatma"


class DecisionState(models.TextChoices):
    """Where a decision stands on its way from a proposal to its effect."""

    PROPOSED = "proposed", "Önerildi"
    HEARING = "hearing", "Açıklama bekleniyor"
    TAKEN = "taken", "Karar verildi"
    IN_EFFECT = "in_effect", "Uygulanıyor"
    ENDED = "ended", "Sona erdi"
    WITHDRAWN = "withdrawn", "Geri alındı"


class EvidenceKind(models.TextChoices):
    """What a decision rests on."""

    DOCUMENT = "document", "Belge"
    SUBMISSION = "submission", "Doldurulmuş form"
    APPOINTMENT = "appointment", "Randevu"
    VISIT = "visit", "Ziyaret kaydı"
    INTERIM_STOP = "interim_stop", "Tedbiren durdurma"
    OBSERVATION = "observation", "Gözlem"


class StatementForm(models.TextChoices):
    """How a person explained themselves; empty while they have not been asked or time still runs."""

    WRITTEN = "written", "Yazılı"
    ORAL = "oral", "Sözlü"
    NONE = "none", "Açıklama gelmedi"


class StatementBy(models.TextChoices):
    """Who explained."""

    PERSON = "person", "Kendisi"
    REPRESENTATIVE = "representative", "Yasal temsilcisi"


class StopState(models.TextChoices):
    """Where an interim stop (tedbiren durdurma) stands. It is no sanction."""

    RUNNING = "running", "Sürüyor"
    CONFIRMED = "confirmed", "Askıya alma kararına bağlandı"
    LIFTED = "lifted", "Kaldırıldı"
    LAPSED = "lapsed", "Süresi doldu"


#: A decision of one kind that is still on its way; a case has one at a time.
OPEN_STATES = (DecisionState.PROPOSED, DecisionState.HEARING, DecisionState.TAKEN)
#: Before it has been taken, a decision may still be changed.
WRITTEN_STATES = (DecisionState.PROPOSED, DecisionState.HEARING)
