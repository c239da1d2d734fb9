"""The product's addresses and the made-up module's."""

import uuid
from typing import Any, ClassVar

from django.urls import include, path
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.capabilities import CapabilityView
from api.permissions import SIGNED_IN
from tests.programmes.brokerage.module import CAPABILITY, VACANCIES

_VACANCIES = inline_serializer("TestVacancies", {"results": serializers.ListField(child=serializers.CharField())})
_VACANCY = inline_serializer("TestVacancy", {"title": serializers.CharField()})


class VacanciesView(CapabilityView):
    """Vacancies of a programme."""

    required_rights: ClassVar = {"GET": SIGNED_IN, "POST": SIGNED_IN}
    required_capability = CAPABILITY

    @extend_schema(operation_id="test_vacancies", responses=_VACANCIES)
    def get(self, request: Request, programme_id: uuid.UUID) -> Response:
        return Response({"results": VACANCIES[programme_id]})

    @extend_schema(operation_id="test_vacancies_create", request=_VACANCY, responses={201: _VACANCY})
    def post(self, request: Request, programme_id: uuid.UUID) -> Response:
        sent: Any = request.data
        VACANCIES[programme_id].append(sent["title"])
        return Response({"title": sent["title"]}, status=201)


urlpatterns = [
    path("api/v1/programmes/<uuid:programme_id>/test-vacancies/", VacanciesView.as_view()),
    path("", include("omuz.urls")),
]
