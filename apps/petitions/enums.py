"""Stored values of petitions, with the words that people read."""

from django.db import models


class PetitionKind(models.TextChoices):
    """What somebody puts in writing. An objection stands only against a decision."""

    REQUEST = "request", "Talep"
    COMPLAINT = "complaint", "Şikâyet"
    OBJECTION = "objection", "İtiraz"
    DATA_SUBJECT = "data_subject", "İlgili kişi başvurusu"


class PetitionChannel(models.TextChoices):
    """How it came."""

    BY_HAND = "by_hand", "Elden"
    POST = "post", "Posta"
    EMAIL = "email", "Kayıtlı e-posta"
    KEP = "kep", "KEP"
    ORAL = "oral", "Sözlü, tutanağa geçirildi"


class SenderKind(models.TextChoices):
    """From whom it is. Whoever brings a letter is no sender and needs no authority."""

    PERSON = "person", "Kişinin kendisi"
    REPRESENTATIVE = "representative", "Yasal temsilcisi"
    OUTSIDER = "outsider", "Kayıtlı olmayan biri"


class PetitionState(models.TextChoices):
    """Where a petition stands."""

    REGISTERED = "registered", "Kaydedildi"
    ASSIGNED = "assigned", "Görevlendirildi"
    DRAFTED = "drafted", "Cevap onay bekliyor"
    APPROVED = "approved", "Cevap onaylandı, tebliğ bekliyor"
    ANSWERED = "answered", "Cevap tebliğ edildi"
    FORWARDED = "forwarded", "Yetkili makama gönderildi"
    WITHDRAWN = "withdrawn", "Geri alındı"


#: Those whose clock still runs.
OPEN_STATES = (PetitionState.REGISTERED, PetitionState.ASSIGNED, PetitionState.DRAFTED, PetitionState.APPROVED)


class AnswerOutcome(models.TextChoices):
    """What the answer says."""

    ACCEPTED = "accepted", "Kabul edildi"
    PARTLY = "partly", "Kısmen kabul edildi"
    REFUSED = "refused", "Reddedildi"
    INFORMED = "informed", "Bilgi verildi"


class ExclusionReason(models.TextChoices):
    """Why somebody may not deal with a petition."""

    DECIDED = "decided", "İtiraz edilen ya da şikâyete konu kararı hazırladı veya verdi"
    COMPLAINED_OF = "complained_of", "Şikâyet bu kişi hakkında"


class PetitionEventKind(models.TextChoices):
    """What may happen to a petition."""

    REGISTERED = "registered", "Kaydedildi"
    ASSIGNED = "assigned", "Görevlendirildi"
    INFORMED = "informed", "Ara bilgi verildi"
    DRAFTED = "drafted", "Cevap onaya sunuldu"
    RETURNED = "returned", "Cevap geri çevrildi"
    APPROVED = "approved", "Cevap onaylandı"
    ANSWERED = "answered", "Cevap tebliğ edildi"
    FORWARDED = "forwarded", "Yetkili makama gönderildi"
    WITHDRAWN = "withdrawn", "Geri alındı"
    ESCALATED = "escalated", "Süresi yaklaşıyor"
