"""What services to employers offer from `ready`: their guards, what shows that they hold, how long they are kept."""

from apps.employers.queries import kept
from apps.employers.queries.guarded import CAPACITY_TOPICS, EMPLOYER_REQUEST
from apps.employers.queries.services import activity_evidence, capacity_evidence, request_evidence
from apps.programmes import registry
from apps.programmes.registry.activities import ACTIVITY_CODE
from omuz.conditions import Text

__all__ = ["offer_guards", "offer_retention"]


def offer_guards() -> None:
    """Register what services to employers are held to, and their evidence."""
    registry.register_guard(
        registry.Guard(
            key=EMPLOYER_REQUEST,
            label=Text("İşverenin talebi üzerine", "On the employer's request"),
            description=Text(
                "Mevcut çalışanlara ve iş yeri süreçlerine ilişkin danışmanlık, işverenin kayıtlı talebi üzerine ve "
                "dört başlıkta verilir; talep yazı, e-posta, telefon ya da yüz yüze olabilir. İŞKUR projesine "
                "hazırlıkta yalnız talep aranır. Personel temini bir başlık değildir; adaylarla bağ kurulmaz.",
                "Advice about existing employees and processes stands on the employer's recorded request, by any "
                "channel, in four topics; preparing an İŞKUR project needs a request only. Filling posts is no topic "
                "and nothing links to candidates.",
            ),
            function="apps.employers.rules.service.employer_asked",
            enforced=(registry.Enforcement.OPERATION, registry.Enforcement.CONSTRAINT, registry.Enforcement.ABSENT),
        )
    )
    registry.register_guard(
        registry.Guard(
            key=CAPACITY_TOPICS,
            label=Text("Kapasite geliştirmenin konuları", "Topics of capacity building"),
            description=Text(
                "Kapasite geliştirme faaliyetleri maddedeki beş konudan biriyle kaydedilir; talep aranmaz.",
                "Capacity building is recorded with one of the article's five topics; it needs no request.",
            ),
            function="apps.employers.rules.service.capacity_in_topics",
            enforced=(registry.Enforcement.OPERATION,),
        )
    )
    registry.register_evidence(EMPLOYER_REQUEST, request_evidence)
    registry.register_evidence(CAPACITY_TOPICS, capacity_evidence)
    registry.register_evidence(ACTIVITY_CODE, activity_evidence)


def offer_retention() -> None:
    """Register services to employers as records that are kept for a time."""
    registry.register_retention(kept.SOURCE)
