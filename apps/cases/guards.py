"""The guards of a case's way in: İzmir's articles 8, 9, 20, 24 and 25, wherever a programme adopts them."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Count, Max, Q

from apps.cases.models import Application, CaseReceipt, Undertaking
from apps.programmes.registry import Enforcement, Evidence, Guard, register_evidence, register_guard
from omuz.conditions import Text

__all__ = ["register"]


def _applications(programme_id: uuid.UUID) -> Iterable[Evidence]:
    rows = Application.objects.filter(case__programme=programme_id)
    met, excepted = Q(ground="appointment"), Q(ground="exception")
    found: dict[str, Any] = rows.aggregate(
        met=Count("pk", filter=met), met_at=Max("recorded_at", filter=met), excepted=Count("pk", filter=excepted),
        excepted_at=Max("recorded_at", filter=excepted),
    )  # fmt: skip
    return (
        Evidence(Text("Adayın geldiği randevuya dayanan başvuru", "Applications on an attended appointment"),
                 found["met"], found["met_at"]),
        Evidence(Text("Makul düzenlemeyle alınan başvuru", "Applications by reasonable accommodation"),
                 found["excepted"], found["excepted_at"]),
    )  # fmt: skip


def _files(programme_id: uuid.UUID) -> Iterable[Evidence]:
    numbers: dict[str, Any] = Application.objects.filter(case__programme=programme_id).aggregate(
        count=Count("pk"), latest=Max("recorded_at")
    )
    receipts: dict[str, Any] = CaseReceipt.objects.filter(case__programme=programme_id).aggregate(
        count=Count("pk"), latest=Max("issued_at")
    )
    return (
        Evidence(Text("Numarası verilen başvuru", "Applications with a number"), numbers["count"], numbers["latest"]),
        Evidence(Text("Verilen alındı belgesi", "Receipts given"), receipts["count"], receipts["latest"]),
    )


def _undertakings(programme_id: uuid.UUID) -> Iterable[Evidence]:
    rows = Undertaking.objects.filter(case__programme=programme_id)
    found: dict[str, Any] = rows.aggregate(
        signed=Count("pk", filter=Q(state="signed")), signed_at=Max("recorded_at", filter=Q(state="signed")),
        refused=Count("pk", filter=Q(state="refused")), refused_at=Max("recorded_at", filter=Q(state="refused")),
    )  # fmt: skip
    signed_at: dt.datetime | None = found["signed_at"]
    return (
        Evidence(Text("İmzalanan taahhütname", "Undertakings signed"), found["signed"], signed_at),
        Evidence(Text("İmzalanmayan; hizmet sürdü", "Not signed; served all the same"), found["refused"],
                 found["refused_at"]),
    )  # fmt: skip


GUARDS: Final = (
    Guard(
        "attended_appointment",
        Text("Başvuru adayın geldiği randevuyla alınır", "Applied for in person, by appointment"),
        Text("Adayın kendisinin katıldığı bir başvuru görüşmesi olmadan başvuru numarası verilmez; evde, hastanede, "
             "kurumda yapılan görüşme de sayılır. Gerekçeli makul düzenleme yalnızca randevunun yerine geçer.",
             "No application number without a meeting that the candidate attended, wherever it was."),
        "apps.cases.rules.intake.attended_appointment",
        (Enforcement.OPERATION, Enforcement.CONSTRAINT),
    ),
    Guard(
        "complete_file",
        Text("Eksik dosyaya başvuru numarası verilmez", "No number for an incomplete file"),
        Text("Gerekli bilgi ve belgeler (ya da yerine geçenler) tamamlanmadan başvuru kaydı oluşmaz; alındı belgesi "
             "verilir, sıra korunur.", "A receipt keeps the place until information and documents are complete."),
        "apps.cases.rules.intake.complete_file",
        (Enforcement.OPERATION,),
    ),
    Guard(
        "retention_cap",
        Text("Saklama süresi beş yılı aşamaz", "Kept for five years at most"),
        Text("Saklama sınıfı altmış aydan uzun ya da süresiz olamaz; kanunun öngördüğü süreler saklıdır.",
             "No retention class is longer than sixty months; statutory periods are reserved."),
        "apps.programmes.definition.retaining.retention_cap",
        (Enforcement.OPERATION,),
    ),
    Guard(
        "duties_propose_only",
        Text("Yükümlülükler yalnızca öneri doğurur", "Duties only ever propose"),
        Text("Gelinmeyen randevular ve sunulmayan belgeler sayılır ve önerilir; askıya alma ve sonlandırma "
             "kendiliğinden yapılmaz.", "Missed appointments are counted and proposed; nothing follows by itself."),
        "apps.cases.rules.undertakings.duties_propose_only",
        (Enforcement.OPERATION,),
    ),
    Guard(
        "acknowledgement",
        Text("Kurallar okunur, imzayı yetkili atar", "Rules are acknowledged by who may sign"),
        Text("Taahhütname kişinin kendisine ya da yetkili temsilcisine imzalatılır; imzalanmaması kaydedilir, hizmeti "
             "durdurmaz.", "Signed by the person or who is competent; not signing is kept and stops nothing."),
        "apps.cases.rules.undertakings.acknowledgement",
        (Enforcement.OPERATION, Enforcement.RECORD),
    ),
)  # fmt: skip


def register() -> None:
    """Offer them; called once when the app is ready."""
    for guard in GUARDS:
        register_guard(guard)
    register_evidence("attended_appointment", _applications)
    register_evidence("complete_file", _files)
    register_evidence("acknowledgement", _undertakings)
