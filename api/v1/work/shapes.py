"""Shapes of work queues."""

from typing import Any

from rest_framework import serializers


class QueueSerializer(serializers.Serializer[Any]):
    """A queue with how many wait in it. `is_more` says that there are more than `count`."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    hint = serializers.CharField(allow_blank=True)
    link = serializers.CharField(allow_blank=True)
    count = serializers.IntegerField()
    is_more = serializers.BooleanField()


class WorkBucketSerializer(serializers.Serializer[Any]):
    """What is to be done today, what is late, what waits for somebody else."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    queues = QueueSerializer(many=True)


class WorkSerializer(serializers.Serializer[Any]):
    """The reader's queues. Those in which nothing waits are among them."""

    date = serializers.DateField()
    may_see_load = serializers.BooleanField()
    buckets = WorkBucketSerializer(many=True)


class WorkItemSerializer(serializers.Serializer[Any]):
    """One line of a queue. `link` is an address of the screens."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    hint = serializers.CharField(allow_blank=True)
    link = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    since = serializers.DateTimeField(allow_null=True)
    with_whom = serializers.CharField(allow_blank=True)


class LoadSerializer(serializers.Serializer[Any]):
    """How much one member of staff carries. Without `user`: what nobody is responsible for."""

    user = serializers.UUIDField(source="user_id", allow_null=True)
    name = serializers.CharField(allow_blank=True)
    open = serializers.IntegerField()
    overdue = serializers.IntegerField()
    due_soon = serializers.IntegerField()
    units = serializers.IntegerField()


class CaseloadSerializer(serializers.Serializer[Any]):
    """Everybody's load within the reader's reach."""

    results = LoadSerializer(many=True)
