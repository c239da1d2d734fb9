"""The guards that this app keeps: over activities, and over what a version of a programme may say at all."""

from typing import Final

from apps.programmes.registry import Enforcement, Guard, register_guard
from apps.programmes.registry.activities import ACTIVITY_CODE
from omuz.conditions import Text

GUARDS: Final = (
    Guard(
        ACTIVITY_CODE,
        Text("Her hizmetin faaliyet kodu vardır", "Every service carries its activity"),
        Text("Ziyaret, plandaki hizmet ve işverene verilen hizmet, programın faaliyetlerinden birini göstermeden "
             "kaydedilmez.", "No visit, planned service or advice to an employer is recorded without its activity."),
        "apps.programmes.registry.activities.activity_named",
        (Enforcement.OPERATION, Enforcement.CONSTRAINT),
    ),
    Guard(
        "no_brokerage",
        Text("Aracılık yapılmaz", "No brokerage of work"),
        Text("Açık iş, eşleştirme, yerleştirme ve özgeçmiş paylaşımı bu programda yoktur: adresi, ekranı ve tablosu "
             "açılamaz, yetkisi istenemez.", "Vacancies, matching, placement and CV sharing do not exist here."),
        "apps.programmes.rules.articles.brokerage_excluded",
        (Enforcement.ABSENT, Enforcement.OPERATION),
    ),
    Guard(
        "staff_role",
        Text("Personelin görevi destekle sınırlıdır", "Staff advise, guide, train and support"),
        Text("Program danışmanlık, rehberlik, eğitim, beceri geliştirme ve destek dışında bir modül tutamaz; yapılan "
             "hizmetler kanıt olarak sayılır.", "The programme holds no other module; services are counted."),
        "apps.programmes.rules.articles.bounded_staff_role",
        (Enforcement.OPERATION, Enforcement.RECORD),
    ),
    Guard(
        "versioned_change",
        Text("Değişiklik yetkili organın kararıyla olur", "Changed by the competent organ"),
        Text("Sürüm, kararın günü ve sayısı yazılmadan onaya sunulamaz; hazırlayan yayımlayamaz, yayımlanan metin "
             "değiştirilemez.", "No version without day and number of the decision; what was published stays."),
        "apps.programmes.rules.articles.change_decided",
        (Enforcement.OPERATION, Enforcement.CONSTRAINT),
    ),
    Guard(
        "effective_date",
        Text("Yürürlük günü girilir", "The effective day is entered"),
        Text("Metindeki boş yürürlük günü girilmeden sürüm yayımlanamaz.", "No version without its effective day."),
        "apps.programmes.rules.articles.effective_day_entered",
        (Enforcement.OPERATION,),
    ),
)  # fmt: skip


def register() -> None:
    """Offer them; called once when the app is ready."""
    for guard in GUARDS:
        register_guard(guard)
