"""Where somebody can turn, and until when: on every letter that says no (Anayasa m. 40)."""

from typing import Final

from apps.letters.rules.wording.shape import OwnText

#: Letters that go against somebody; without the remedies they may not leave.
ADVERSE: Final = frozenset({"interim_stop", "suspension", "termination", "petition_answer", "assessment_result"})

REMEDY: Final = (
    "Bu işleme karşı, yazının size tebliğ edildiği günü izleyen günden başlayarak 60 gün içinde yetkili idare "
    "mahkemesinde dava açabilirsiniz (2577 sayılı İdari Yargılama Usulü Kanunu m. 7). Dava açmadan önce, aynı süre "
    "içinde belediyemize başvurarak işlemin kaldırılmasını, geri alınmasını, değiştirilmesini ya da yeni bir işlem "
    "yapılmasını da isteyebilirsiniz; bu başvuru işlemekte olan dava süresini durdurur. Başvurunuza otuz gün içinde "
    "cevap verilmezse istek reddedilmiş sayılır ve kalan süre yeniden işler (aynı Kanun m. 11).\n\n"
    "Talep ve şikâyetlerinizi belediyemize yazılı olarak da iletebilirsiniz; sonucu en geç otuz gün içinde size "
    "gerekçesiyle bildirilir (3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun m. 7). Bu bilgilendirme, "
    "Anayasa’nın 40’ıncı maddesi uyarınca yapılmıştır."
)
_PETITION: Final = (
    "Bu cevaba karşı, yazının size tebliğ edildiği günü izleyen günden başlayarak 60 gün içinde yetkili idare "
    "mahkemesinde dava açabilirsiniz (2577 sayılı İdari Yargılama Usulü Kanunu m. 7, 10). Aynı süre içinde "
    "belediyemizden işlemin yeniden değerlendirilmesini isteyebilirsiniz; bu başvuru işlemekte olan dava süresini "
    "durdurur, otuz gün içinde cevap verilmezse istek reddedilmiş sayılır (aynı Kanun m. 11). Bu bilgilendirme, "
    "Anayasa’nın 40’ıncı maddesi ile 3071 sayılı Kanun’un 7’nci maddesi uyarınca yapılmıştır."
)
PLAIN_REMEDY: Final = (
    "Bu karara katılmıyorsanız:\n"
    "- Belediyeye yazı yazıp kararın değiştirilmesini isteyebilirsiniz. Belediye 30 gün içinde cevap verir.\n"
    "- 60 gün içinde mahkemeye gidebilirsiniz. Günler, bu yazıyı aldığınız günün ertesi günü başlar.\n"
    "- Avukatınız yoksa baronun adli yardım bürosundan ücretsiz avukat isteyebilirsiniz."
)


def remedy_for(use: str) -> str:
    """Return what stands for {basvuru_yolu} in a letter of that use, where nobody wrote anything else."""
    return _PETITION if use == "petition_answer" else REMEDY


def with_remedy(*, subject: str, body: str, plain: str) -> OwnText:
    """Return a text that ends with the remedies, in both wordings."""
    return OwnText(subject, f"{body}\n\n{{basvuru_yolu}}", f"{plain}\n\n{PLAIN_REMEDY}")
