"""The application's addresses, and two that only ask the database."""

from django.http import HttpRequest, JsonResponse
from django.urls import path

from apps.people.models import Person, SensitiveFact
from benchmarks.measuring.rooms import PAST_YEAR
from omuz.urls import handler400, handler404, handler500
from omuz.urls import urlpatterns as _ours

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]


def queries(request: HttpRequest, count: int) -> JsonResponse:
    """Answer after `count` statements, one in five of them on a table behind the second wall."""
    found = 0
    for index in range(count):
        if index % 5 == 4:
            found += SensitiveFact.objects.filter(kind="target_group").count()
        else:
            found += len(Person.objects.filter(file_number=f"{PAST_YEAR}{index + 1:05d}").values_list("id", "surname"))
    return JsonResponse({"found": found})


urlpatterns = [path("api/bench/<int:count>/", queries), *_ours]
