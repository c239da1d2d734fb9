"""Turkish names of columns for the data dictionary of an export; a column that is not here keeps its English name."""

from collections.abc import Mapping
from typing import Final

_LABELS: Final[Mapping[str, str]] = {
    "id": "Kayıt anahtarı", "created_at": "Oluşturulma zamanı", "updated_at": "Güncellenme zamanı",
    "version": "Sürüm", "file_number": "Dosya numarası", "given_names": "Ad", "surname": "Soyadı",
    "other_names": "Diğer adlar", "working_label": "Çalışma adı", "birth_date": "Doğum tarihi",
    "birth_precision": "Doğum tarihinin kesinliği", "sex": "Cinsiyet", "email": "E-posta", "channel": "Başvuru kanalı",
    "registered_on": "Kayıt günü", "registered_by_id": "Kaydeden", "interviewer_id": "Görüşen", "unit_id": "Birim",
    "programme_id": "Program", "is_confidential": "Gizli kayıt", "notes": "Notlar", "note": "Not", "state": "Durum",
    "person_id": "Kişi", "kind": "Tür", "code": "Kod", "number": "Numara", "digits": "Rakamlar",
    "province": "İl", "district": "İlçe", "neighbourhood": "Mahalle", "line": "Açık adres",
    "postal_code": "Posta kodu", "is_hidden": "Gizli adres", "valid_from": "Başlangıç", "valid_to": "Bitiş",
    "recorded_at": "Kayıt zamanı", "recorded_by_id": "Kaydeden", "superseded_at": "Yerine yenisi geldiği zaman",
    "corrects_id": "Düzelttiği kayıt", "is_correction": "Düzeltme", "legal_basis": "İşleme şartı",
    "statute": "Mevzuat dayanağı", "source": "Kaynak", "rank": "Sıra", "sealed": "Mühürlü değer",
    "sealed_name": "Dosya adı", "sealed_note": "Görüşme notu", "sealed_undo": "Birleştirmeyi geri alma bilgisi",
    "sealed_layout": "Dosyanın biçimi", "sealed_problems": "Satırdaki sorunlar", "media_type": "Dosya türü",
    "size": "Boyut", "uploaded_at": "Yüklenme zamanı", "uploaded_by_id": "Yükleyen", "expires_at": "Son gün",
    "removed_at": "Silinme zamanı", "country": "Ülke", "owner_name": "Kimin", "is_preferred": "Tercih edilen",
    "ended_on": "Bitiş günü", "started_on": "Başlangıç günü", "full_name": "Ad soyad", "title": "Unvan",
    "name": "Ad", "short_name": "Kısa ad", "parent_id": "Üst kayıt", "is_active": "Etkin", "role": "Rol",
    "starts_on": "Başlangıç günü", "ends_on": "Bitiş günü", "user_id": "Personel", "reason": "Gerekçe",
    "action": "İşlem", "at": "Zaman", "actor_id": "İşlemi yapan", "subject_type": "Kaydın türü",
    "subject_id": "Kayıt", "purpose": "Amaç", "fields": "Okunan bilgiler", "authority": "Makam", "topic": "Konu",
    "outcome": "Sonuç", "issued_on": "Veriliş günü", "expires_on": "Geçerlilik sonu", "permanence": "Süreklilik",
    "document_id": "Belge", "household_id": "Hane", "relation": "Yakınlık", "phone": "Telefon",
    "merged_at": "Birleştirme zamanı", "survivor_id": "Kalan kayıt", "absorbed_id": "Birleşen kayıt",
    "may_call": "Aranabilir", "may_message": "Mesaj gönderilebilir", "may_print": "Yazdırılabilir",
    "taken_at": "Görüşme zamanı", "taken_by_id": "Görüşen", "given_at": "Bildirim zamanı", "text": "Metin",
}  # fmt: skip


def label_of(column: str) -> str:
    """Return the column's Turkish name, or "" where there is none."""
    return _LABELS.get(column, "")
