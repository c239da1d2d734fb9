"""The national catalogue of code lists and the stored choices that screens offer, in the reader's language."""

from typing import Any, ClassVar

from django.db.models import TextChoices
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.language import reader_language
from api.permissions import SIGNED_IN
from api.v1.catalogue.programmes import programme_lists
from apps.directory import enums as directory
from apps.documents import enums as documents
from apps.people import enums as people
from apps.privacy import enums as privacy
from apps.programmes.catalogue import CODE_LISTS, Code

#: Choices that are stored values of an app rather than codes of the national catalogue.
CHOICES: dict[str, type[TextChoices]] = {
    "birth_precision": people.BirthPrecision,
    "identity_kind": people.IdentityKind,
    "phone_kind": people.PhoneKind,
    "source": people.Source,
    "missing_reason": people.MissingReasonCode,
    "missing_field": people.MissingField,
    "report_kind": people.ReportKind,
    "permanence": people.Permanence,
    "household_role": people.HouseholdRole,
    "representative_kind": people.RepresentativeKind,
    "contact_outcome": people.ContactOutcome,
    "urgent_authority": people.UrgentAuthority,
    "legal_basis": privacy.LegalBasis,
    "purpose": privacy.Purpose,
    "document_kind": documents.FileKind,
    "notice_variant": privacy.NoticeVariant,
    "provider_kind": directory.ProviderKind,
    "service_topic": directory.ServiceTopic,
    "freshness": directory.Freshness,
}


class CodeSerializer(serializers.Serializer[Any]):
    """One entry of a list."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    special = serializers.BooleanField()
    hint = serializers.CharField(allow_blank=True)


class CodeListSerializer(serializers.Serializer[Any]):
    """One list."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    special = serializers.BooleanField()
    codes = CodeSerializer(many=True)


class CatalogueView(OmuzView):
    """Every list at once: they are small, the same for everyone, and a screen needs several."""

    required_rights: ClassVar = {"GET": SIGNED_IN}

    @extend_schema(operation_id="catalogue_list", responses=CodeListSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return all code lists with labels in the language of the request."""
        is_english = reader_language() == "en"
        lists = [
            {
                "key": entry.key,
                "label": entry.en if is_english else entry.tr,
                "special": entry.special,
                "codes": [_code(code, is_english) for code in entry.codes],
            }
            for entry in CODE_LISTS.values()
        ]
        lists += [
            {
                "key": key,
                "label": key,
                "special": False,
                "codes": [{"key": v, "label": label, "special": False, "hint": ""} for v, label in choices.choices],
            }
            for key, choices in CHOICES.items()
        ]
        lists += programme_lists(is_english=is_english)
        response = Response(lists)
        response["Cache-Control"] = "private, max-age=300"
        return response


def _code(code: Code, is_english: bool) -> dict[str, Any]:
    return {
        "key": code.key,
        "label": code.en if is_english else code.tr,
        "special": code.special,
        "hint": code.hint_en if is_english else code.hint_tr,
    }
