"""Units, programme and staff of a demo municipality."""

import datetime as dt

from apps.accounts.models import OrgUnit, User
from apps.accounts.operations import ensure_demo_staff
from apps.privacy.enums import NoticeVariant
from apps.privacy.models import PrivacyNotice
from apps.programmes.models import Programme
from omuz.demo.people.dates import NOTICE_SINCE
from omuz.demo.seeding.houses import House
from omuz.kernel.actors import system_actor

SEEDER = system_actor("Deneme verisi")
#: KVKK Art. 10: who, why, to whom, how and on what basis, which rights. Separate from any consent.
_NOTICE = (
    "Veri sorumlusu: {name}. Kişisel verileriniz sosyal destek ve rehberlik hizmetinin sunulması amacıyla, yüz yüze "
    "görüşmede, 5393 sayılı Kanun'un 14. maddesi ve 6698 sayılı Kanun'un 6. maddesinin 3. fıkrasının (f) bendi "
    "dayanağıyla alınır; size hizmet verecek kamu kurumları dışında kimseye aktarılmaz. Kanun'un 11. maddesindeki "
    "haklarınız için belediyemize başvurabilirsiniz. Bu metin deneme verisidir."
)


def ensure(house: House, *, now: dt.datetime) -> int:
    """Make what is missing; return how many members of staff there are now, 0 if nothing was missing."""
    is_new = not Programme.objects.filter(code=house.programme_code).exists()
    directorate, _ = OrgUnit.objects.get_or_create(name=house.directorate)
    unit, _ = OrgUnit.objects.get_or_create(
        name=house.unit, defaults={"short_name": house.unit_short, "parent": directorate}
    )
    Programme.objects.get_or_create(
        code=house.programme_code,
        defaults={
            "name": house.programme_name,
            "unit": unit,
            "starts_on": house.programme_from,
            "ends_on": house.programme_to,
            "target_groups": list(house.target_groups),
        },
    )
    PrivacyNotice.objects.get_or_create(
        programme=None,
        number=1,
        variant=NoticeVariant.STANDARD,
        language="tr",
        defaults={
            "title": "Sosyal destek hizmetleri aydınlatma metni (deneme)",
            "text": _NOTICE.format(name=house.name),
            "valid_from": NOTICE_SINCE,
            "published_at": now,
        },
    )
    staff = ensure_demo_staff(unit=unit, now=now)
    return len(staff) if is_new else 0


def programme_of(house: House) -> Programme:
    """Return the programme that the municipality's demo people are registered for."""
    return Programme.objects.select_related("unit").get(code=house.programme_code)


def notice() -> PrivacyNotice:
    """Return the privacy notice that people were given."""
    return PrivacyNotice.objects.get(programme=None, number=1, variant=NoticeVariant.STANDARD, language="tr")


def interviewers() -> list[User]:
    """Return the demo staff who met people face to face, always in the same order."""
    mailboxes = ("basvuru", "degerlendirme", "sosyalyardim")
    users = {user.email.split("@")[0]: user for user in User.objects.filter(is_demo=True)}
    return [users[mailbox] for mailbox in mailboxes]
