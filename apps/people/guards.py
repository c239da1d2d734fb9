"""The guards over personal data that a text may name (İzmir Art. 17 to 19), and what shows that they are kept."""

import uuid
from collections.abc import Iterable

from apps.privacy.queries import bases_of_programme, readings_in
from apps.programmes.registry import Enforcement, Evidence, Guard, register_evidence, register_guard
from omuz.conditions import Text


def _readings(programme_id: uuid.UUID) -> Iterable[Evidence]:
    count, latest = readings_in(programme_id)
    yield Evidence(Text("Amacıyla kaydedilmiş okuma", "Readings logged with their purpose"), count, latest)


def _bases(programme_id: uuid.UUID) -> Iterable[Evidence]:
    count, latest = bases_of_programme(programme_id)
    yield Evidence(
        Text("Başka programa açan kayıtlı dayanak", "Recorded bases that open data to another programme"), count, latest
    )


def register() -> None:
    """Offer them; called once when the app is ready."""
    register_guard(Guard(
        "controller_only",
        Text("Verileri yalnızca belediyenin personeli işler", "Only the municipality's staff process data"),
        Text("Koordinatör ve platform işletmecisi hiçbir kişiyi bulamaz; her belediyenin verisi kendi şemasında ve "
             "kendi anahtarıyla durur.", "Coordinator and operator find nobody; each schema has its own key."),
        "apps.people.rules.processing.acts_for_controller",
        (Enforcement.CONSTRAINT, Enforcement.OPERATION),
    ))  # fmt: skip
    register_guard(Guard(
        "purpose_bound_reading",
        Text("Özel nitelikli veri amacıyla açılır", "Special categories open for a purpose"),
        Text("Değerler şifreli ve kapalı durur; açan kişi, amacı ve açılan alanlar kaydedilir, başka programa ancak "
             "kayıtlı dayanakla açılır.", "Sealed and closed; every reading is logged with its purpose."),
        "apps.people.rules.special_reading.reaches_person",
        (Enforcement.OPERATION, Enforcement.RECORD),
    ))  # fmt: skip
    register_guard(Guard(
        "transfer_on_basis",
        Text("Dayanaksız aktarım yapılmaz", "No transfer without a basis"),
        Text("Üçüncü kişilere veri veren bir arayüz yoktur; liste gerekçeyle, gerektiğinde ikinci kişinin onayıyla "
             "dışarı verilir.", "No interface to third parties; lists leave with a reason and a second person."),
        "apps.people.rules.processing.may_leave",
        (Enforcement.ABSENT, Enforcement.OPERATION),
    ))  # fmt: skip
    register_evidence("purpose_bound_reading", _readings)
    register_evidence("transfer_on_basis", _bases)
