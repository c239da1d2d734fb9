"""Stored values of advice to employers."""

from django.db import models


class ServiceKind(models.TextChoices):
    """What is done for an employer: three activities of İzmir Art. 5 by their letters, and capacity building.

    Filling a post is none of them and cannot be recorded (Art. 6, 15).
    """

    AWARENESS = "awareness", "Bilgilendirme ve farkındalık"  # Art. 5-e
    EXISTING_EMPLOYEES = "existing_employees", "Mevcut çalışanlar için danışmanlık"  # Art. 5-ğ, 15
    ISKUR_PROJECT = "iskur_project", "İŞKUR projesine hazırlık"  # Art. 5-h
    CAPACITY = "capacity", "Kapasite geliştirme"  # Art. 16


class RequestChannel(models.TextChoices):
    """How an employer asked: any channel does, as long as it is recorded (readings 5)."""

    LETTER = "letter", "Yazı"
    EMAIL = "email", "E-posta"
    PHONE = "phone", "Telefon"
    IN_PERSON = "in_person", "Yüz yüze"


class Subject(models.TextChoices):
    """What advice is about (İzmir Art. 15): whom the employer employs already, or how work is done there."""

    EXISTING_EMPLOYEE = "existing_employee", "Mevcut çalışan"
    WORKPLACE_PROCESS = "workplace_process", "İş yeri süreci"


class AdviceTopic(models.TextChoices):
    """The four topics of İzmir Art. 15."""

    JOB_ANALYSIS = "job_analysis", "İş analizi ve görev yapılandırma"
    ACCESSIBILITY = "accessibility", "İş ortamının erişilebilirliği"
    COMMUNICATION = "communication", "İş yeri iletişim süreçleri"
    INCLUSIVE_PRACTICE = "inclusive_practice", "Kapsayıcı iş yeri uygulamaları"


class CapacityTopic(models.TextChoices):
    """The five topics of İzmir Art. 16."""

    MODEL = "model", "Destekli istihdam modeli"
    COACHING = "coaching", "İş koçluğu uygulamaları"
    JOB_ANALYSIS = "job_analysis", "İş analizi ve görev yapılandırma"
    ADAPTATION = "adaptation", "İşe uyum süreçleri"
    WORKING_TOGETHER = "working_together", "Engelli bireylerle çalışma becerileri"
