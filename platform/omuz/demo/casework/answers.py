"""What was filled into forms for the demo's people. Nothing here was said by anybody."""

from collections.abc import Mapping
from typing import Any, Final

#: Stands for the day on which a form is filled in.
THAT_DAY: Final = "{that_day}"
#: Answers by pack and form.
ANSWERS: Final[Mapping[str, Mapping[str, Mapping[str, Any]]]] = {
    "izmir-destekli-istihdam": {
        "pre_application": {
            "applied_with": "family", "companion": "anne", "scope_explained": True, "notice_given": True,
            "language_plain": True,
        },
        "application": {
            "own_words": "Market rafı düzenlemeyi seviyorum. Kendi paramı kazanmak istiyorum.",
            "service_wishes": ["is_in", "skills"], "worked_before": False, "travel": "known_routes",
            "weekly_hours": 20, "rules_explained": True,
        },
        "assessment": {
            "strengths": "Düzeni sever, aynı işi sabırla tekrarlar, saatlere uyar.",
            "wishes": "Sakin bir yerde, görevleri yazılı bir iş.", "interests": ["retail", "storage"],
            "near_goal": "Otobüsle tek başına gidip gelmek", "far_goal": "Haftada üç gün çalışmak",
            "readiness": "preparation", "training_need": True, "training_topic": "İş yerinde iletişim",
            "social_need": False, "summary": "Hazırlık desteğinden yararlanır; yazılı iş adımları yardımcı olur.",
            "shared_with_candidate": True,
        },
    },
    "bedestem": {
        "intake": {
            "met_on": THAT_DAY, "place": "office", "own_words": "Oğlumun engelli kimlik kartını yenilemek istiyoruz.",
            "topics": ["medical_report"], "urgent_need": False, "safe_to_call": True, "notice_given": True,
            "informed": True,
        },
    },
    "ilce-kariyer-merkezi": {
        "application": {
            "own_words": "Özgeçmişimi yazmakta yardım istiyorum.", "services": ["cv"], "worked_before": True,
            "iskur_registered": True, "needs_support": False,
        },
    },
}  # fmt: skip
