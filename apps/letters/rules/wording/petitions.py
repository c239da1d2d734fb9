"""Letters that answer what somebody wrote."""

from collections.abc import Mapping
from typing import Final

from apps.letters.rules.wording.remedies import with_remedy
from apps.letters.rules.wording.shape import OwnText

PETITIONS: Final[Mapping[str, OwnText]] = {
    "petition_receipt": OwnText(
        "Başvurunuzun kaydedildiği",
        "Sayın {ad_soyad},\n\n"
        "Başvurunuz {basvuru_no} sayı ile kaydedilmiştir.\n\n"
        "?Başvurunuzun sonucu en geç {son_gun} tarihine kadar size yazılı olarak bildirilecektir.\n\n"
        "Bilgi almak için bu sayı ile birimimize başvurabilirsiniz.",
        "Başvurunuzu aldık. Numarası: {basvuru_no}\n\n"
        "?Size en geç şu gün cevap vereceğiz: {son_gun}\n\n"
        "Bu numarayı saklayın. Sormak için bu numarayı söyleyin.",
    ),
    "petition_answer": with_remedy(
        subject="Başvurunuza cevap",
        body="Sayın {ad_soyad},\n\n{basvuru_no} sayılı başvurunuz incelenmiştir.\n\n{sonuc}\n\n?Gerekçe: {gerekce}",
        plain="{basvuru_no} numaralı başvurunuza baktık. Cevabımız:\n\n{sonuc}\n\n?Neden: {gerekce}",
    ),
}
