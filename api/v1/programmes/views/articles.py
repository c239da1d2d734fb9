"""The articles of a programme's text, and how they are kept."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.language import reader_language
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.programmes.queries.articles import KeptArticle, KeptGuard, articles_of, last_refusals
from apps.programmes.queries.versions import READING
from apps.programmes.registry import Enforcement
from omuz.conditions import Language


class GuardEvidenceSerializer(serializers.Serializer[Any]):
    """Something that was counted."""

    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField()
    latest = serializers.DateTimeField(allow_null=True)


class KeptGuardSerializer(serializers.Serializer[Any]):
    """A guard: what it holds, where it stands, since when, and what shows it."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    description = serializers.CharField()
    enforced = serializers.ListField(child=serializers.ChoiceField(choices=[one.value for one in Enforcement]))
    since = serializers.DateTimeField(allow_null=True)
    refusals = serializers.IntegerField()
    last_refusal = serializers.DateTimeField(allow_null=True)
    evidence = GuardEvidenceSerializer(many=True)


class KeptArticleSerializer(serializers.Serializer[Any]):
    """An article with its guards."""

    key = serializers.CharField()
    number = serializers.CharField()
    cited = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    guards = KeptGuardSerializer(many=True)


class ChecklistSerializer(serializers.Serializer[Any]):
    """The whole text as a checklist."""

    programme = serializers.CharField()
    version = serializers.IntegerField()
    version_id = serializers.UUIDField()
    in_force = serializers.BooleanField()
    articles = KeptArticleSerializer(many=True)


class RefusalSerializer(serializers.Serializer[Any]):
    """That a guard said no: when, and to whom of the staff; of whom it was asked is not kept."""

    at = serializers.DateTimeField()
    code = serializers.CharField()
    by = serializers.CharField(allow_blank=True)


class ProgrammeArticlesView(OmuzView):
    """The articles of one programme."""

    required_rights: ClassVar = {"GET": READING}

    @extend_schema(operation_id="programmes_articles", responses=ChecklistSerializer)
    def get(self, request: Request, programme_id: uuid.UUID) -> Response:
        """Return every article of the version in force with its guards and what shows that they are kept."""
        found = articles_of(programme_id, actor=self.actor)
        language = reader_language()
        body = {
            "programme": found.programme.name,
            "version": found.version.number,
            "version_id": found.version.pk,
            "in_force": found.in_force,
            "articles": [_article(one, language) for one in found.articles],
        }
        return Response(ChecklistSerializer(body).data)


class GuardRefusalsView(OmuzView):
    """The last times that a guard said no."""

    required_rights: ClassVar = {"GET": READING}

    @extend_schema(operation_id="programmes_guard_refusals", responses=results_of("GuardRefusals", RefusalSerializer))
    def get(self, request: Request, programme_id: uuid.UUID, guard: str) -> Response:
        """Return the last five refusals of a guard in a programme."""
        rows = last_refusals(programme_id, guard, actor=self.actor)
        names = names_of({row.by_id for row in rows})
        results = [{"at": row.at, "code": row.code, "by": names.get(row.by_id, "")} for row in rows]
        return Response({"results": RefusalSerializer(results, many=True).data})


def _article(one: KeptArticle, language: Language) -> dict[str, Any]:
    article = one.article
    return {
        "key": article.key,
        "number": article.basis.article,
        "cited": one.cited,
        "title": article.title.in_language(language),
        "text": article.text.in_language(language) if article.text is not None else "",
        "note": article.note.in_language(language) if article.note is not None else "",
        "guards": [_guard(guard, language) for guard in one.guards],
    }


def _guard(one: KeptGuard, language: Language) -> dict[str, Any]:
    return {
        "key": one.guard.key,
        "label": one.guard.label.in_language(language),
        "description": one.guard.description.in_language(language),
        "enforced": [place.value for place in one.guard.enforced],
        "since": one.since,
        "refusals": one.refusals.count,
        "last_refusal": one.refusals.latest,
        "evidence": [
            {"label": found.label.in_language(language), "count": found.count,
             "latest": found.latest}
            for found in one.evidence
        ],
    }  # fmt: skip
