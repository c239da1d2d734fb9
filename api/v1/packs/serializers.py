"""Shapes of packs and of their upgrades."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rest_framework import serializers

from api.v1.programmes.serializers import FindingSerializer, VersionMarkSerializer
from api.v1.programmes.views.comparing import DifferenceSerializer
from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.definition.merging import Choice
from apps.programmes.models import Programme, ProgrammeVersion
from apps.programmes.packs import Pack
from apps.programmes.packs.wording import Sentences
from apps.programmes.queries.packs import Upgrade

#: What a pack holds, by the parts that a reader counts.
_COUNTED: Final = (
    "target_groups", "forms", "rules", "stages", "outcomes", "grounds", "letters", "indicators", "code_lists",
)  # fmt: skip
#: Of a difference and of a conflict.
_SHOWN: Final = ("place", "section", "path", "label", "kind", "before", "after", "base", "mine", "theirs")


class WordsSerializer(serializers.Serializer[Any]):
    """A wording in both languages; without an English one the Turkish one is shown."""

    tr = serializers.CharField()
    en = serializers.CharField()


class PackSourceSerializer(serializers.Serializer[Any]):
    """A document that the pack was written from."""

    title = serializers.CharField()
    reference = serializers.CharField()
    note = serializers.CharField()


class PackBasisSerializer(serializers.Serializer[Any]):
    """A text that the pack's programme rests on."""

    title = serializers.CharField()
    organ = serializers.CharField()
    number = serializers.CharField()
    decided_on = serializers.DateField(allow_null=True)
    to_be_verified = serializers.BooleanField()


class PackUnitSerializer(serializers.Serializer[Any]):
    """The unit that usually runs such a programme."""

    name = serializers.CharField()
    short = serializers.CharField()


class PackModuleSerializer(serializers.Serializer[Any]):
    """A module that the pack's programme uses or keeps closed."""

    key = serializers.CharField()
    label = WordsSerializer()  # type: ignore[assignment]
    needs_grant = serializers.BooleanField()
    comes_later = serializers.BooleanField()
    refused = serializers.BooleanField()


class PackUseSerializer(serializers.Serializer[Any]):
    """A programme of the municipality that runs the pack, and which version it has taken over."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    upstream_version = serializers.CharField()
    is_current = serializers.BooleanField()


class PackSerializer(serializers.Serializer[Any]):
    """A shipped pack: what it is for, where it comes from, what it holds, who runs it here."""

    code = serializers.CharField()
    version = serializers.CharField()
    status = serializers.ChoiceField(choices=["complete", "preview", "archival"])
    name = WordsSerializer()
    purpose = WordsSerializer()
    pending = WordsSerializer(many=True)
    unit = PackUnitSerializer(allow_null=True)
    sources = PackSourceSerializer(many=True)
    holds = serializers.DictField(child=serializers.IntegerField())
    programmes = PackUseSerializer(many=True)


class PackDetailSerializer(PackSerializer):
    """A pack with the texts it rests on and its modules."""

    legal_basis = PackBasisSerializer(many=True)
    modules = PackModuleSerializer(many=True)


class ConflictSerializer(serializers.Serializer[Any]):
    """A place that was changed here and in the pack; `place` is the name under which a choice is given.

    Conditions come as sentences too, "" for every other value.
    """

    place = serializers.CharField()
    section = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    base = serializers.JSONField(allow_null=True)
    mine = serializers.JSONField(allow_null=True)
    theirs = serializers.JSONField(allow_null=True)
    base_sentence = serializers.CharField()
    mine_sentence = serializers.CharField()
    theirs_sentence = serializers.CharField()


class UpgradeChangeSerializer(DifferenceSerializer):
    """A difference; conditions as sentences too, "" for every other value."""

    before_sentence = serializers.CharField()
    after_sentence = serializers.CharField()


class UpgradeSerializer(serializers.Serializer[Any]):
    """What a pack's version would change in a programme, what stays, what is to be decided."""

    programme = serializers.UUIDField()
    programme_name = serializers.CharField()
    pack = serializers.CharField()
    pack_name = WordsSerializer()
    taken = serializers.CharField()
    offered = serializers.CharField()
    is_current = serializers.BooleanField()
    is_older = serializers.BooleanField()
    start = VersionMarkSerializer()
    changes = UpgradeChangeSerializer(many=True)
    local_changes = UpgradeChangeSerializer(many=True)
    conflicts = ConflictSerializer(many=True)
    findings = FindingSerializer(many=True)


class ChoicesSerializer(serializers.Serializer[Any]):
    """For each conflict, by its place, which value is taken."""

    choices = serializers.DictField(child=serializers.ChoiceField(choices=[choice.value for choice in Choice]))


def present_pack(
    pack: Pack, *, programmes: Iterable[Programme], versions: Mapping[Any, ProgrammeVersion], detailed: bool
) -> Mapping[str, Any]:
    """Return a pack as PackSerializer shows it; `versions` holds by programme the one that counts."""
    definition = pack.definition
    counts = {name: getattr(definition, name) for name in _COUNTED if name != "target_groups"}
    shown = {
        "code": pack.code,
        "version": pack.version,
        "status": definition.status,
        "name": definition.name,
        "purpose": definition.purpose,
        "pending": definition.pending,
        "unit": definition.unit,
        "sources": definition.sources,
        "holds": {"target_groups": len(definition.target_groups.offered)}
        | {name: len(entries) for name, entries in counts.items()},
        "programmes": [
            {
                "id": programme.pk,
                "name": programme.name,
                "upstream_version": versions[programme.pk].upstream_version,
                "is_current": versions[programme.pk].upstream_version == pack.version,
            }
            for programme in programmes
            if programme.pk in versions
        ],
    }
    if not detailed:
        return PackSerializer(shown).data
    return PackDetailSerializer(shown | {"legal_basis": definition.legal_basis, "modules": _modules(pack)}).data


def _modules(pack: Pack) -> list[dict[str, Any]]:
    held = [(one.key, False) for one in pack.definition.capabilities.held]
    refused = [(one.key, True) for one in pack.definition.capabilities.refused]
    return [
        {
            "key": key,
            "label": CAPABILITIES[key].label,
            "needs_grant": CAPABILITIES[key].needs_grant,
            "comes_later": CAPABILITIES[key].comes_later,
            "refused": is_refused,
        }
        for key, is_refused in held + refused
        if key in CAPABILITIES
    ]


def present_upgrade(upgrade: Upgrade) -> Mapping[str, Any]:
    """Return an upgrade as UpgradeSerializer shows it."""
    start = upgrade.start
    sentences = Sentences(upgrade.merge.definition, upgrade.pack.definition)

    def worded(entries: Iterable[Any], *sides: str) -> list[dict[str, Any]]:
        return [
            {name: getattr(entry, name) for name in _SHOWN if hasattr(entry, name)}
            | {f"{side}_sentence": sentences.of(getattr(entry, side)) for side in sides}
            for entry in entries
        ]

    return UpgradeSerializer(
        {
            "programme": start.programme_id,
            "programme_name": start.programme.name,
            "pack": upgrade.pack.code,
            "pack_name": upgrade.pack.definition.name,
            "taken": start.upstream_version,
            "offered": upgrade.pack.version,
            "is_current": upgrade.is_current,
            "is_older": upgrade.is_older,
            "start": {"id": start.pk, "number": start.number, "state": start.state},
            "changes": worded(upgrade.changes(), "before", "after"),
            "local_changes": worded(upgrade.local_changes(), "before", "after"),
            "conflicts": worded(upgrade.merge.conflicts, "base", "mine", "theirs"),
            "findings": upgrade.findings(),
        }
    ).data
