"""Stored values of the directory."""

from django.db import models


class ProviderKind(models.TextChoices):
    """Who offers the services: Kayseri's directory held public bodies and civil society organisations."""

    PUBLIC_BODY = "public_body", "Kamu kurumu"
    MUNICIPAL_UNIT = "municipal_unit", "Belediye birimi"
    NGO = "ngo", "Sivil toplum kuruluşu"
    PROFESSIONAL_BODY = "professional_body", "Meslek kuruluşu"
    UNIVERSITY = "university", "Üniversite"
    COMPANY = "company", "Özel kuruluş"
    OTHER = "other", "Diğer"


class ServiceTopic(models.TextChoices):
    """What a service is about: what staff look for when they refer someone."""

    EMPLOYMENT = "employment", "İstihdam"
    VOCATIONAL_TRAINING = "vocational_training", "Meslek eğitimi"
    EDUCATION = "education", "Eğitim"
    HEALTH = "health", "Sağlık"
    MEDICAL_REPORT = "medical_report", "Sağlık kurulu raporu"
    REHABILITATION = "rehabilitation", "Rehabilitasyon"
    PSYCHOSOCIAL = "psychosocial", "Psikososyal destek"
    SOCIAL_ASSISTANCE = "social_assistance", "Sosyal yardım"
    CARE = "care", "Bakım"
    ASSISTIVE_DEVICE = "assistive_device", "Yardımcı araç"
    LEGAL = "legal", "Hukuki destek"
    SHELTER = "shelter", "Barınma"
    PROTECTION = "protection", "Koruma"
    TRANSPORT = "transport", "Ulaşım"
    LEISURE = "leisure", "Kültür, spor ve sosyal katılım"
    OTHER = "other", "Diğer"


class Freshness(models.TextChoices):
    """How old the last confirmation is; see `rules.freshness`."""

    FRESH = "fresh", "Güncel"
    DUE = "due", "Teyit zamanı geldi"
    STALE = "stale", "Bilgi eskimiş olabilir"
    NEVER = "never", "Hiç teyit edilmemiş"
