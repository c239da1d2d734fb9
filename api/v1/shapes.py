"""Shapes that the descriptions of several addresses share."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers


def results_of(name: str, row: type[serializers.BaseSerializer[Any]]) -> serializers.Serializer[Any]:
    """Return the shape {"results": [row]} of a list that has no pages."""
    shape: serializers.Serializer[Any] = inline_serializer(name=name, fields={"results": row(many=True)})
    return shape
