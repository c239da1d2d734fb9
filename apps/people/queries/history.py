"""A person's history in words: who did what, when and from where. Values stay closed until someone opens an entry."""

import dataclasses
import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.db.models import QuerySet

from apps.accounts.rights import Right
from apps.people.models import Person
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent

#: What may be seen beside an event: by who supervises readings and answers requests of the persons concerned.
OPENING: Final = (Right.ACCESS_LOG_READ, Right.AUDIT_READ)

ACTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "person.registered": "Kayıt açıldı",
        "person.imported": "Listeden aktarıldı",
        "person.completed_by_import": "Listeden tamamlandı",
        "person.changed": "Kimlik bilgileri değişti",
        "person.identity_recorded": "Kimlik numarası kaydedildi",
        "person.identity_opened": "Kimlik numarası açıldı",
        "person.phone_added": "Telefon eklendi",
        "person.phone_changed": "Telefon değişti",
        "person.phone_ended": "Telefon kaldırıldı",
        "person.address_changed": "Adres değişti",
        "person.fact_changed": "Durum bilgisi değişti",
        "person.fact_corrected": "Durum bilgisi düzeltildi",
        "person.sensitive_recorded": "Özel nitelikli bilgi kaydedildi",
        "person.sensitive_repeated": "Kayıtlı bir özel nitelikli bilgi yeniden yazılmak istendi",
        "person.sensitive_ended": "Özel nitelikli bilgi sona erdi",
        "person.sensitive_corrected": "Özel nitelikli bilgi düzeltildi",
        "person.report_recorded": "Rapor kaydedildi",
        "person.report_corrected": "Rapor düzeltildi",
        "person.report_withdrawn": "Rapor kaydı geri alındı",
        "person.missing_explained": "Eksik bilginin nedeni yazıldı",
        "person.made_confidential": "Kayıt gizliliğe alındı",
        "person.confidentiality_ended": "Gizlilik kaldırıldı",
        "person.staff_named": "Yetkili görevli eklendi",
        "person.staff_unnamed": "Yetkili görevli kaldırıldı",
        "person.handed_over": "Görevlisi değişti",
        "person.safe_contact_planned": "Güvenli iletişim planı yapıldı",
        "person.safe_contact_read": "Güvenli iletişim planı açıldı",
        "person.representative_added": "Temsilci ya da yakını eklendi",
        "person.representative_changed": "Temsilci bilgisi değişti",
        "person.representation_ended": "Temsil yetkisi sona erdi",
        "person.notices_confirmed": "Temsilcinin yazı alabileceği onaylandı",
        "person.notices_confirmation_ended": "Temsilcinin yazı alma onayı kalktı",
        "person.notice_given": "Aydınlatma yapıldı",
        "person.duplicate_decided": "Mükerrer kayıt kararı verildi",
        "person.merged": "Kayıt birleştirildi",
        "person.merge_undone": "Birleştirme geri alındı",
        "person.history_opened": "Geçmişteki değerler açıldı",
        "contact.recorded": "Bilgi talebi kaydedildi",
        "contact.registered": "Bilgi talebinden kayıt açıldı",
        "contact.linked": "Bilgi talebi kişiye bağlandı",
        "contact.called_back": "Geri arandı",
        "contact.note_read": "Bilgi talebinin notu açıldı",
        "urgent_notice.given": "Acil bildirim yapıldı",
        "urgent_notice.read": "Acil bildirim açıldı",
        "document.added": "Belge eklendi",
        "document.downloaded": "Belge indirildi",
        "document.removed": "Belge kaldırıldı",
        "household.member_changed": "Hanedeki rolü değişti",
        "household.left": "Haneden ayrıldı",
        "household.moved": "Başka haneye geçti",
        "case.opened": "Dosya açıldı",
        "case.refused": "Dosya açılamadı: uygun değil",
        "case.stage": "Dosyanın aşaması değişti",
        "case.submission": "Dosyada form kaydedildi",
        "case.correction": "Dosyada form düzeltildi",
        "case.assigned": "Dosyanın sorumlusu değişti",
        "case.moved": "Dosya yeni sürüme taşındı",
        "case.closed": "Dosya kapatıldı",
        "case.reopened": "Dosya yeniden açıldı",
        "case.note": "Dosyaya not yazıldı",
        "case.note_read": "Dosyanın notu açıldı",
        "privacy.basis_recorded": "Programlar arası erişim dayanağı kaydedildi",
        "privacy.basis_revoked": "Erişim dayanağı kaldırıldı",
    }
)
FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "given_names": "Ad", "surname": "Soyadı", "other_names": "Diğer adları", "working_label": "Geçici ad",
        "birth_date": "Doğum tarihi", "birth_precision": "Doğum tarihinin kesinliği", "sex": "Cinsiyet",
        "email": "E-posta", "channel": "Kanal", "notes": "Notlar", "interviewer_id": "Görüşmeyi yapan",
        "unit_id": "Birim", "programme_id": "Program", "number": "Numara", "kind": "Tür", "code": "Değer",
        "rank": "Öncelik", "valid_from": "Başlangıç", "valid_to": "Bitiş", "withdrawn": "Geri alındı",
        "education": "Eğitim durumu", "employment": "Çalışma durumu", "marital": "Medeni durum",
        "household_situation": "Hane durumu", "income": "Gelir durumu", "social_security": "Sosyal güvence",
        "field": "Alan", "reason": "Neden", "expires_on": "Bitiş tarihi", "full_name": "Adı", "scope": "Kapsam",
        "document_ref": "Belge", "starts_on": "Başlangıç", "ends_on": "Bitiş", "verified_on": "Belgenin görüldüğü gün",
        "receives_notices": "Tebligat alır", "may_call": "Aranabilir", "may_message": "Mesaj gönderilebilir",
        "may_leave_message": "Sesli mesaj bırakılabilir", "may_email": "E-posta gönderilebilir",
        "may_send_letters": "Adrese yazı gönderilebilir", "may_print": "Basılı listede yer alabilir",
        "hours": "Saatler", "review_on": "Gözden geçirme", "role": "Rol", "is_contact": "İlk aranacak kişi",
        "variant": "Biçim", "registered_on": "Kayıt tarihi", "is_confidential": "Gizli kayıt", "phones": "Telefonlar",
        "identities": "Kimlik numaraları", "address": "Adres", "facts": "Durum bilgileri",
        "sensitive": "Özel nitelikli bilgiler", "file_number": "Dosya numarası",
    }
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One changed field with its name in words."""

    field: str
    field_label: str
    before: Any = None
    after: Any = None


def list_history(person: Person) -> QuerySet[AuditEvent]:
    """Return what was done to the person's record and to those merged into it, unsorted."""
    absorbed = Person.objects.filter(merged_into=person).values_list("pk", flat=True)
    return AuditEvent.objects.filter(person_id__in=[person.id, *absorbed])


def action_label(action: str) -> str:
    """Return the action in words."""
    return ACTIONS.get(action, "Diğer işlem")


def changed_fields(events: list[AuditEvent]) -> dict[uuid.UUID, list[str]]:
    """Return the Turkish names of the fields that each event changed; the values themselves stay closed."""
    details = audit.open_details(events)
    return {key: [change.field_label for change in _changes(detail)] for key, detail in details.items()}


def open_event(person: Person, event_id: uuid.UUID, *, actor: Actor) -> tuple[AuditEvent, list[Change], bool]:
    """Return an event, what stood in its fields before and after, and whether those were destroyed with the key.

    The caller tells the history that it was opened.

    Raises:
        NotAllowed: without `access_log.read` or `audit.read`.
        NotFound: no such event of this person.
    """
    if actor.kind != "system" and not actor.can_any(*OPENING):
        raise NotAllowed
    event = list_history(person).filter(pk=event_id).first()
    if event is None:
        raise NotFound
    detail = audit.open_details([event]).get(event.id)
    if detail is None:
        return event, [], False
    return event, _changes(detail), detail.is_destroyed


def _changes(detail: audit.Detail) -> list[Change]:
    before, after = detail.before or {}, detail.after or {}
    return [
        Change(name, FIELDS.get(name, "Diğer bilgi"), before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]
