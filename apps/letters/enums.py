"""Stored values of letters."""

from django.db import models


class LetterState(models.TextChoices):
    """Where a letter ("yazı") stands. It is signed outside, by hand or in the municipality's own system."""

    DRAFT = "draft", "Taslak"
    APPROVED = "approved", "İmza bekliyor"
    SIGNED = "signed", "Tebliğ bekliyor"
    SERVED = "served", "Tebliğ edildi"
    UNDELIVERABLE = "undeliverable", "Tebliğ edilemedi"
    CANCELLED = "cancelled", "İptal edildi"


#: Where somebody still has something to do about it.
IN_HAND = (LetterState.DRAFT, LetterState.APPROVED, LetterState.SIGNED, LetterState.UNDELIVERABLE)


class LetterQueue(models.TextChoices):
    """What waits for somebody, as the work queue is divided."""

    DRAFT = "draft", "Taslak"
    APPROVAL = "approval", "Onay bekleyen"
    SIGNING = "signing", "İmza bekleyen"
    SERVICE = "service", "Tebliğ bekleyen"
    UNDELIVERABLE = "undeliverable", "Tebliğ edilemeyen"


class LetterEventKind(models.TextChoices):
    """What may happen to a letter."""

    DRAFTED = "drafted", "Yazı hazırlandı"
    EDITED = "edited", "Metni değiştirildi"
    SUBMITTED = "submitted", "Onaya sunuldu"
    RETURNED = "returned", "Düzeltilmek üzere geri verildi"
    APPROVED = "approved", "Onaylandı"
    OFFICIAL = "official", "EBYS sayısı kaydedildi"
    SIGNED = "signed", "İmzalandı"
    SENT = "sent", "Tebliğe çıkarıldı"
    SERVED = "served", "Tebliğ edildi"
    FAILED = "failed", "Tebliğ edilemedi"
    COPY_GIVEN = "copy_given", "Erişilebilir kopya verildi"
    CANCELLED = "cancelled", "İptal edildi"
    REPLACED = "replaced", "Temsilci değişti, yeniden yazıldı"


class AddresseeKind(models.TextChoices):
    """To whom a letter is written (readings 12)."""

    PERSON = "person", "Kişinin kendisi"
    REPRESENTATIVE = "representative", "Yasal temsilci"
    SENDER = "sender", "Kayıtlı olmayan gönderen"


class ServiceChannel(models.TextChoices):
    """How a letter is served (Tebligat Kanunu no. 7201). SMS and e-mail are a courtesy and never service."""

    HAND = "hand", "Elden, imza karşılığı"
    PTT = "ptt", "PTT ile tebligat"
    ETEBLIGAT = "etebligat", "E-tebligat"
    KEP = "kep", "KEP"
    PUBLICATION = "publication", "İlanen (7201 m. 28)"


class ServiceState(models.TextChoices):
    """Where one attempt at serving a letter stands."""

    UNDER_WAY = "under_way", "Yolda"
    SERVED = "served", "Tebliğ edildi"
    FAILED = "failed", "Tebliğ edilemedi"


class Receiver(models.TextChoices):
    """Who took the letter (7201 m. 11, 14-18, 21)."""

    ADDRESSEE = "addressee", "Muhatabın kendisi"
    HOUSEHOLD = "household", "Aynı konutta oturan (m. 16)"
    WORKPLACE = "workplace", "İşyerinde çalışan (m. 17)"
    INSTITUTION = "institution", "Kurum yetkilisi (m. 18)"
    NEIGHBOURHOOD = "neighbourhood", "Muhtar, kapıya yapıştırma (m. 21)"


class FailureReason(models.TextChoices):
    """Why a letter could not be served."""

    MOVED = "moved", "Adresten ayrılmış"
    UNKNOWN_AT_ADDRESS = "unknown_at_address", "Adreste tanınmıyor"
    ADDRESS_INCOMPLETE = "address_incomplete", "Adres eksik ya da yanlış"
    NOT_FOUND = "not_found", "Bulunamadı"
    NO_ADDRESS = "no_address", "Bilinen adresi yok"
    NO_E_ADDRESS = "no_e_address", "Elektronik tebligat adresi yok"
    DIED = "died", "Vefat etmiş"
    OTHER = "other", "Diğer"


class NextStep(models.TextChoices):
    """What is done next about a letter that could not be served."""

    OTHER_CHANNEL = "other_channel", "Başka yolla tebliğ edilecek"
    ADDRESS_CHECK = "address_check", "Adres araştırılacak"
    PUBLICATION = "publication", "İlanen tebliğ edilecek (7201 m. 28)"
    NONE = "none", "Yeniden denenmeyecek"


class CopyFormat(models.TextChoices):
    """In which form the person gets a copy that they can use."""

    EASY_READ = "easy_read", "Kolay okunur, büyük punto"
    LARGE_PRINT = "large_print", "Büyük punto"
    BRAILLE = "braille", "Kabartma yazı"
    AUDIO = "audio", "Ses kaydı"
    SIGN_LANGUAGE = "sign_language", "İşaret dili ile anlatım"
    READ_OUT = "read_out", "Yüz yüze okuyarak anlatım"


class BatchState(models.TextChoices):
    """Where a batch of letters stands."""

    RUNNING = "running", "Hazırlanıyor"
    DONE = "done", "Onay bekliyor"
    APPROVING = "approving", "Onaylanıyor"
    APPROVED = "approved", "Onaylandı"
    CANCELLED = "cancelled", "Durduruldu"
