"""Letters about stopping, suspending, ending and going on."""

from collections.abc import Mapping
from typing import Final

from apps.letters.rules.wording.remedies import with_remedy
from apps.letters.rules.wording.shape import OwnText

DECISIONS: Final[Mapping[str, OwnText]] = {
    "statement_request": OwnText(
        "Açıklamanızın istenmesi",
        "Sayın {ad_soyad},\n\n"
        "{madde} uyarınca, size sunulan hizmetin askıya alınması ya da sonlandırılması değerlendirilmektedir.\n\n"
        "?Değerlendirmeye konu olan husus: {gerekce}\n\n"
        "Karar verilmeden önce açıklamanızı {son_gun} tarihine kadar yazılı ya da sözlü olarak iletebilirsiniz. "
        "Açıklama vermek zorunlu değildir; vermemeniz tek başına aleyhinize yorumlanmaz. Açıklamanız için destek, "
        "tercüman ya da işaret dili çevirisi isteyebilirsiniz.",
        "Hizmetinizi durdurmayı ya da bitirmeyi düşünüyoruz. Henüz karar vermedik.\n\n"
        "?Nedeni: {gerekce}\n\n"
        "Önce sizi dinlemek istiyoruz. Şu güne kadar anlatabilirsiniz: {son_gun}\n\n"
        "Yazabilirsiniz ya da gelip konuşabilirsiniz. Anlatmak zorunda değilsiniz. Yardım ya da tercüman "
        "isteyebilirsiniz.",
    ),
    "interim_stop": with_remedy(
        subject="Hizmetin tedbiren durdurulması",
        body="Sayın {ad_soyad},\n\n"
        "{madde} uyarınca, ciddi risk bulunduğu değerlendirildiğinden, size sunulan hizmet {yururluk} tarihinden "
        "başlayarak tedbiren durdurulmuştur.\n\n"
        "Gerekçe: {gerekce}\n\n"
        "Tedbiren durdurma bir yaptırım değildir ve geçicidir. {son_gun} tarihine kadar birim yöneticisi tarafından "
        "onaylanmazsa kendiliğinden kalkar.",
        plain="Hizmetinizi bir süre için durdurduk. Başlangıç günü: {yururluk}\n\n"
        "Nedeni: {gerekce}\n\n"
        "Bu bir ceza değildir. En geç şu gün yeniden bakılacak: {son_gun}",
    ),
    "interim_stop_lifted": OwnText(
        "Tedbiren durdurmanın kaldırılması",
        "Sayın {ad_soyad},\n\n"
        "Hakkınızda uygulanan tedbiren durdurma {yururluk} tarihinden geçerli olarak kaldırılmıştır. Hizmetiniz "
        "kaldığı yerden sürdürülecektir.\n\n"
        "?Gerekçe: {gerekce}",
        "Hizmetiniz yeniden başlıyor. Başlangıç günü: {yururluk}\n\n"
        "Bizimle konuşmak isterseniz gelebilir ya da arayabilirsiniz.",
    ),
    "suspension": with_remedy(
        subject="Hizmetin askıya alınması",
        body="Sayın {ad_soyad},\n\n"
        "Size sunulan hizmet, {madde} uyarınca askıya alınmıştır. Karar {yururluk} tarihinde hüküm doğurur.\n\n"
        "Gerekçe: {gerekce}\n\n"
        "Askıya almayı gerektiren neden ortadan kalktığında hizmet yeniden başlatılır; bunun için birimimize "
        "başvurabilirsiniz.",
        plain="Hizmetinizi bir süre için durdurduk. Başlangıç günü: {yururluk}\n\n"
        "Nedeni: {gerekce}\n\n"
        "Bu neden ortadan kalkınca hizmetiniz yeniden başlar. Bunun için bize gelin.",
    ),
    "termination": with_remedy(
        subject="Hizmetin sonlandırılması",
        body="Sayın {ad_soyad},\n\n"
        "Size sunulan hizmet, {madde} uyarınca sonlandırılmıştır. Karar {yururluk} tarihinde hüküm doğurur.\n\n"
        "Gerekçe: {gerekce}\n\n"
        "Belediyemizin diğer hizmetlerine ve ilgili kurumlara yönlendirilmek üzere birimimizden bilgi "
        "alabilirsiniz.",
        plain="Hizmetinizi bitirdik. Bitiş günü: {yururluk}\n\n"
        "Nedeni: {gerekce}\n\n"
        "Başka hizmetler için size yine bilgi veririz. Bize gelebilir ya da arayabilirsiniz.",
    ),
    "resumption": OwnText(
        "Hizmetin yeniden başlatılması",
        "Sayın {ad_soyad},\n\n"
        "Askıya alınmış olan hizmetiniz {yururluk} tarihinden başlayarak yeniden sunulacaktır.\n\n"
        "?Gerekçe: {gerekce}\n\n"
        "Bundan sonra yapılacaklar için birimimizle görüşmenizi rica ederiz.",
        "Hizmetiniz yeniden başlıyor. Başlangıç günü: {yururluk}\n\nNe yapacağımızı konuşmak için bize gelin.",
    ),
}
