"""Stored values of privacy: why special-category data are read, and on what basis they are recorded."""

from django.db import models


class LegalBasis(models.TextChoices):
    """The eight conditions of KVKK Art. 6/3 (as amended by 7499, in force 01.06.2024), by their letters."""

    EXPLICIT_CONSENT = "explicit_consent", "Açık rıza (KVKK m. 6/3-a)"
    LAW = "law", "Kanunlarda açıkça öngörülme (KVKK m. 6/3-b)"
    VITAL_INTEREST = "vital_interest", "Hayatın veya beden bütünlüğünün korunması (KVKK m. 6/3-c)"
    MADE_PUBLIC = "made_public", "İlgili kişinin alenileştirmesi (KVKK m. 6/3-ç)"
    LEGAL_CLAIM = "legal_claim", "Bir hakkın tesisi, kullanılması veya korunması (KVKK m. 6/3-d)"
    HEALTH_SECRECY = "health_secrecy", "Sır saklama yükümlülüğü altındaki sağlık hizmeti (KVKK m. 6/3-e)"
    SOCIAL_SERVICES = (
        "social_services",
        "İstihdam, iş sağlığı ve güvenliği, sosyal güvenlik, sosyal hizmet ve sosyal yardım (KVKK m. 6/3-f)",
    )
    ASSOCIATION = "association", "Vakıf, dernek ve benzeri kuruluşların üyeleri (KVKK m. 6/3-g)"


class Purpose(models.TextChoices):
    """Why special-category data are read. It follows from the open task and is asked only where there is none."""

    REGISTRATION = "registration", "Kayıt ve güncelleme"
    INTERVIEW = "interview", "Görüşme"
    PERSON_REQUEST = "person_request", "Kişinin talebi"
    SERVICE_PLANNING = "service_planning", "Hizmetin planlanması"
    REFERRAL = "referral", "Kuruma yönlendirme"
    URGENT_NOTICE = "urgent_notice", "Acil bildirim"
    DUPLICATE_CHECK = "duplicate_check", "Mükerrer kayıt incelemesi"
    REPORTING = "reporting", "İstatistik ve rapor"
    EXPORT = "export", "Dışa aktarma"
    IMPORT = "import", "İçe aktarma"
    DATA_SUBJECT_REQUEST = "data_subject_request", "İlgili kişi başvurusu"
    SUPERVISION = "supervision", "Denetim ve gözetim"
    COMPLAINT = "complaint", "Şikâyet ve itiraz incelemesi"


#: A reader with an open task never chooses its purpose (readings 3); the screen sends the task, not the purpose.
PURPOSE_OF_TASK: dict[str, Purpose] = {
    "registration": Purpose.REGISTRATION,
    "edit": Purpose.REGISTRATION,
    "interview": Purpose.INTERVIEW,
    "request": Purpose.PERSON_REQUEST,
    "referral": Purpose.REFERRAL,
    "urgent_notice": Purpose.URGENT_NOTICE,
    "merge": Purpose.DUPLICATE_CHECK,
    "report": Purpose.REPORTING,
    "export": Purpose.EXPORT,
    "import": Purpose.IMPORT,
}


class NoticeVariant(models.TextChoices):
    STANDARD = "standard", "Tam metin"
    EASY_READ = "easy_read", "Kolay okunur"
    SIGN_VIDEO = "sign_video", "İşaret dili videosu"
    AUDIO = "audio", "Sesli"
    OTHER_LANGUAGE = "other_language", "Başka dilde"
