"""Stored values of staff accounts."""

from django.db import models


class Role(models.TextChoices):
    """Roles after dossier part G; what each may do stands in `rights.py`."""

    TENANT_ADMIN = "tenant_admin", "Sistem yöneticisi"
    UNIT_MANAGER = "unit_manager", "Birim yöneticisi"
    INTAKE_CLERK = "intake_clerk", "Başvuru görevlisi"
    ASSESSOR = "assessor", "Değerlendirme uzmanı"
    JOB_COACH = "job_coach", "İş koçu"
    TRAINER = "trainer", "Eğitmen"
    EMPLOYER_ADVISER = "employer_adviser", "İşveren danışmanı"
    SOCIAL_AID_OFFICER = "social_aid_officer", "Sosyal yardım görevlisi"
    DISTRICT_LIAISON = "district_liaison", "İlçe irtibat görevlisi"
    VOLUNTEER_COORDINATOR = "volunteer_coordinator", "Gönüllü koordinatörü"
    KVKK_CONTACT = "kvkk_contact", "KVKK irtibat kişisi"
    AUDITOR = "auditor", "Denetçi"
    COORDINATOR = "coordinator", "Ulusal koordinatör"
    PLATFORM_OPERATOR = "platform_operator", "Platform işletmecisi"


class AssignmentKind(models.TextChoices):
    PERMANENT = "permanent", "Asıl görev"
    ACTING = "acting", "Vekâlet"
    LEAVE_COVER = "leave_cover", "İzin süresince görevlendirme"


class Language(models.TextChoices):
    TURKISH = "tr", "Türkçe"
    ENGLISH = "en", "English"


class Theme(models.TextChoices):
    SYSTEM = "system", "Cihaza göre"
    LIGHT = "light", "Açık"
    DARK = "dark", "Koyu"
