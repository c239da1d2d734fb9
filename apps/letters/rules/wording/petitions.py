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

#: In every letter to somebody who is not registered, so that it says nothing of whether somebody else is (KVKK m. 12).
_NOTHING_OF_OTHERS: Final = (
    "Başvurunuz başka bir kişiyi ilgilendiriyorsa, kişisel verilerin korunması nedeniyle o kişiye ilişkin bilgi "
    "verilemez. Bu, o kişinin belediyemizden hizmet aldığı ya da almadığı anlamına gelmez (6698 sayılı Kişisel "
    "Verilerin Korunması Kanunu m. 12)."
)
_NOTHING_IN_PLAIN: Final = (
    "Başka bir kişi için yazdıysanız, o kişi hakkında bilgi veremeyiz. Bu, o kişi bizden hizmet alıyor ya da almıyor "
    "demek değildir."
)
#: To senders who are not registered: nothing of unit, programme or file.
TO_SENDERS: Final[Mapping[str, OwnText]] = {
    "petition_receipt": OwnText(
        "Başvurunuzun kaydedildiği",
        "Sayın {ad_soyad},\n\n"
        "Belediyemize yaptığınız başvuru {basvuru_no} sayı ile kaydedilmiştir.\n\n"
        "?Başvurunuzun sonucu en geç {son_gun} tarihine kadar size yazılı olarak bildirilecektir.\n\n"
        f"{_NOTHING_OF_OTHERS}\n\n"
        "Bilgi almak için bu sayı ile belediyemize başvurabilirsiniz.",
        "Başvurunuzu aldık. Numarası: {basvuru_no}\n\n"
        "?Size en geç şu gün cevap vereceğiz: {son_gun}\n\n"
        f"{_NOTHING_IN_PLAIN}\n\n"
        "Bu numarayı saklayın. Sormak için bu numarayı söyleyin.",
    ),
    "petition_answer": with_remedy(
        subject="Başvurunuza cevap",
        body="Sayın {ad_soyad},\n\n{basvuru_no} sayılı başvurunuz incelenmiştir.\n\n{sonuc}\n\n?Gerekçe: {gerekce}\n\n"
        f"{_NOTHING_OF_OTHERS}",
        plain="{basvuru_no} numaralı başvurunuza baktık. Cevabımız:\n\n{sonuc}\n\n?Neden: {gerekce}\n\n"
        f"{_NOTHING_IN_PLAIN}",
    ),
}
