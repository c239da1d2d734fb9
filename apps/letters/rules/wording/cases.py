"""Letters on the way from the first meeting to the plan."""

from collections.abc import Mapping
from typing import Final

from apps.letters.rules.wording.remedies import with_remedy
from apps.letters.rules.wording.shape import OwnText

CASES: Final[Mapping[str, OwnText]] = {
    "receipt": OwnText(
        "Ön başvurunuzun alındığı (alındı belgesi)",
        "Sayın {ad_soyad},\n\n"
        "{tarih} tarihinde birimimize yaptığınız ön başvuru ile sunduğunuz bilgi ve belgeler alınmıştır. Bu belge "
        "alındı belgesi yerine geçer; sıranız korunmaktadır.\n\n"
        "?Alınanlar:\n{alinanlar}\n\n"
        "?Tamamlanması gerekenler:\n{eksikler}\n\n"
        "?Eksiklerin {son_gun} tarihine kadar tamamlanması beklenmektedir.\n\n"
        "Elinizde olmayan bir nedenle sunamadığınız belge varsa yerine geçen bir belge sunabilir ya da birimimizden "
        "yardım isteyebilirsiniz. Bilgi ve belgeler tamamlandığında başvurunuz kaydedilir.",
        "Belgelerinizi aldık. Bu kâğıt bunu gösterir. Lütfen saklayın.\n\n"
        "Sıranız sizindir, başkasına geçmez.\n\n"
        "?Aldığımız belgeler:\n{alinanlar}\n\n"
        "?Şunlar eksik:\n{eksikler}\n\n"
        "?Eksikleri şu güne kadar getirin: {son_gun}\n\n"
        "Bir belgeyi bulamıyorsanız bize söyleyin. Size yardım ederiz.",
    ),
    "missing_documents": OwnText(
        "Başvurunuzdaki eksik bilgi ve belgeler",
        "Sayın {ad_soyad},\n\n"
        "Ön başvurunuzun başvuru olarak kaydedilebilmesi için aşağıdaki bilgi ve belgelerin tamamlanması "
        "gerekmektedir:\n\n"
        "{eksikler}\n\n"
        "?Bunların {son_gun} tarihine kadar birimimize ulaştırılmasını rica ederiz.\n\n"
        "Elinizde olmayan bir nedenle sunamadığınız belge varsa yerine geçen bir belge sunabilir ya da birimimizden "
        "yardım isteyebilirsiniz. Ön başvurunuz ve sıranız korunmaktadır.",
        "Başvurunuz için bazı belgeler eksik.\n\n"
        "Eksik olanlar:\n{eksikler}\n\n"
        "?Bunları şu güne kadar getirin: {son_gun}\n\n"
        "Bir belgeyi bulamıyorsanız bize söyleyin. Size yardım ederiz. Sıranız sizindir, başkasına geçmez.",
    ),
    "assessment_result": with_remedy(
        subject="Değerlendirme sonucunuz",
        body="Sayın {ad_soyad},\n\n"
        "Sizinle yapılan değerlendirmenin sonucu aşağıda bilgilerinize sunulmuştur:\n\n"
        "{sonuc}\n\n"
        "?Gerekçe: {gerekce}\n\n"
        "Sonuca göre yapılacaklar sizinle birlikte planlanacaktır. Sonuçla ilgili sorularınız için birimimize "
        "başvurabilirsiniz.",
        plain="Sizinle konuştuk ve sizi tanıdık. Sonuç şudur:\n\n"
        "{sonuc}\n\n"
        "?Neden böyle karar verdik: {gerekce}\n\n"
        "Bundan sonra ne yapacağımızı sizinle birlikte planlayacağız.",
    ),
    "support_plan": OwnText(
        "Bireysel destek planınız",
        "Sayın {ad_soyad},\n\n"
        "Sizinle birlikte hazırlanan bireysel destek planı aşağıdadır:\n\n"
        "{sonuc}\n\n"
        "?Plan {son_gun} tarihinde sizinle birlikte gözden geçirilecektir.\n\n"
        "Planda değiştirilmesini istediğiniz bir husus varsa her zaman birimimize bildirebilirsiniz.",
        "Bu sizin planınız. Birlikte hazırladık.\n\n"
        "{sonuc}\n\n"
        "?Planı şu gün yeniden konuşacağız: {son_gun}\n\n"
        "Bir şeyi değiştirmek istiyorsanız bize söyleyin.",
    ),
    "undertaking": OwnText(
        "Taahhütname",
        "Programın kuralları, hakları ve yükümlülükleri tarafıma okundu, anladığım dilde ve biçimde anlatıldı.\n\n"
        "{sonuc}\n\n"
        "Yukarıdaki hususlara uyacağımı kabul ve taahhüt ederim. Yasal haklarım saklıdır.",
        "Programın kurallarını bana anlattılar. Anladım.\n\n{sonuc}\n\nBu kurallara uyacağım. Haklarım bende kalır.",
    ),
    "appointment": OwnText(
        "Randevunuz",
        "Sayın {ad_soyad},\n\n"
        "{randevu} için randevunuz bulunmaktadır.\n\n"
        "?Yer: {yer}\n\n"
        "Gelemeyecekseniz ya da refakatçi, tercüman, erişilebilir ulaşım gibi bir ihtiyacınız varsa önceden "
        "bildirmenizi rica ederiz; size uygun başka bir gün verilir.",
        "Randevunuz var.\n\n"
        "Ne zaman: {randevu}\n\n"
        "?Nerede: {yer}\n\n"
        "Gelemezseniz bize haber verin. Başka bir gün buluruz. Yanınızda birini getirebilirsiniz.",
    ),
}
