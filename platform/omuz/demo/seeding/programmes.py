"""The programmes that the demo municipalities run, each as a published version of a shipped pack."""

import datetime as dt
from typing import Any

from apps.accounts.models import OrgUnit
from apps.programmes.definition import digest
from apps.programmes.models import Programme, ProgrammeVersion
from apps.programmes.operations import shipped_pack
from apps.programmes.operations.versions import approve_version, submit_version
from apps.programmes.packs import Pack
from omuz.demo.seeding.frame import SEEDER
from omuz.demo.seeding.houses import House, RunPack
from omuz.kernel import audit
from omuz.kernel.actors import system_actor

#: Nothing is published by whoever drafted it, in the demo neither.
_APPROVER = system_actor("Deneme verisi (ikinci kişi)")
_NOTE = "Deneme verisi"


def ensure(house: House, *, now: dt.datetime) -> int:
    """Publish what is not there yet and return how many programmes that were.

    A programme that an earlier seeding made keeps its code and its people; it only gets its first version.
    """
    return sum(_ensure(house, run, now=now) for run in house.packs)


def _ensure(house: House, run: RunPack, *, now: dt.datetime) -> bool:
    pack = shipped_pack(run.pack)
    programme = _programme(house, run, pack)
    if ProgrammeVersion.objects.filter(programme=programme).exists():
        return False
    document = _document(house, run, pack, code=programme.code)
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        document=document,
        note=_NOTE,
        # The pack as it was taken over, under the programme's own code: what was entered here is a local change.
        upstream=pack.definition.document() | {"code": programme.code},
        upstream_version=pack.version,
        effective_from=run.since,
        drafted_by_id=SEEDER.id,
    )
    after = {"number": 1, "digest": digest(document)}
    audit.record(actor=SEEDER, action="programme.drafted", subject=version, after=after, now=now)
    submit_version(version.pk, note=_NOTE, actor=SEEDER, now=now)
    approve_version(version.pk, actor=_APPROVER, now=now)
    return True


def _programme(house: House, run: RunPack, pack: Pack) -> Programme:
    code = house.programme_code if run.is_main else pack.code
    unit, _ = OrgUnit.objects.get_or_create(name=run.unit or house.unit)
    programme, _ = Programme.objects.get_or_create(
        code=code,
        defaults={"name": pack.definition.name.tr, "unit": unit, "starts_on": run.since, "pack": pack.code},
    )
    if not programme.pack:
        programme.pack = pack.code
        programme.save(update_fields=["pack", "updated_at"])
    return programme


def _document(house: House, run: RunPack, pack: Pack, *, code: str) -> dict[str, Any]:
    document = pack.definition.document()
    effective = document.get("effective", {}) | {
        "starts_on": run.since.isoformat(),
        "note": {"tr": "Deneme verisi: gerçek yürürlük günü değildir.", "en": "Demo data: not the real day."},
    }
    groups = document["target_groups"] | ({"chosen": list(run.chosen)} if run.chosen else {})
    note = document.get("standards_note", {}) | {"first_place": _place(house)}
    return document | {"code": code, "effective": effective, "target_groups": groups, "standards_note": note}


def _place(house: House) -> dict[str, str]:
    """Return where the office is and how it is reached, as it stands at the foot of letters: nobody's, by its look."""
    return {
        "address": f"Örnek Mahallesi, Deneme Sokak No: 1, {house.district or house.province}",
        "phone": "0000 000 00 00",
        "email": f"{house.slug}@example.org",
    }
