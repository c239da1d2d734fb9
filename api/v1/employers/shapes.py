"""What is read of services to employers, and what is sent for them."""

from typing import Any

from rest_framework import serializers

from api.v1.retention.shapes import KeptSerializer
from apps.employers.enums import RequestChannel, ServiceKind, Subject


class EmployerLinkSerializer(serializers.Serializer[Any]):
    """A record that this one points to."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class EmployerCodeSerializer(serializers.Serializer[Any]):
    """A code with its words."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class EmployerActivitySerializer(EmployerCodeSerializer):
    """An activity of the programme, with its letter."""

    letter = serializers.CharField(allow_blank=True)


class EmployerSerializer(serializers.Serializer[Any]):
    """An employer: by its card in the directory, or by its name alone."""

    provider = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()


class EmployerServiceRowSerializer(serializers.Serializer[Any]):
    """A service in the list."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    programme = EmployerLinkSerializer()
    employer = EmployerSerializer()
    kind = EmployerCodeSerializer()
    activity = EmployerActivitySerializer(allow_null=True)
    subject = EmployerCodeSerializer(allow_null=True)
    topics = EmployerCodeSerializer(many=True)
    channel = EmployerCodeSerializer(allow_null=True)
    requested_on = serializers.DateField(allow_null=True)
    given_on = serializers.DateField()
    minutes = serializers.IntegerField()
    participants = serializers.IntegerField(allow_null=True)
    staff = EmployerLinkSerializer()


class EmployerServiceSerializer(EmployerServiceRowSerializer):
    """A service's page. The employee's name is opened apart, and that is written down."""

    unit = EmployerLinkSerializer()
    recorded_at = serializers.DateTimeField()
    recorded_by = serializers.CharField(allow_blank=True)
    requested_by = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    names_employee = serializers.BooleanField()
    employee_consent_on = serializers.DateField(allow_null=True)
    kept = KeptSerializer(allow_null=True)
    may_write = serializers.BooleanField()


class EmployerServiceFieldsSerializer(serializers.Serializer[Any]):
    """A service as it is recorded."""

    kind = serializers.ChoiceField(choices=ServiceKind.choices)
    activity = serializers.CharField(max_length=48, allow_blank=True, default="")
    provider = serializers.UUIDField(allow_null=True, default=None)
    employer_name = serializers.CharField(max_length=1000, allow_blank=True, default="")
    channel = serializers.ChoiceField(choices=RequestChannel.choices, allow_blank=True, default="")
    requested_on = serializers.DateField(allow_null=True, default=None)
    requested_by = serializers.CharField(max_length=1000, allow_blank=True, default="")
    subject = serializers.ChoiceField(choices=Subject.choices, allow_blank=True, default="")
    topics = serializers.ListField(child=serializers.CharField(max_length=40), default=list, max_length=20)
    given_on = serializers.DateField()
    minutes = serializers.IntegerField(min_value=0, max_value=10_000)
    participants = serializers.IntegerField(min_value=0, max_value=32_000, allow_null=True, default=None)
    staff = serializers.UUIDField(allow_null=True, default=None)
    employee = serializers.CharField(max_length=1000, allow_blank=True, default="")
    employee_consent_on = serializers.DateField(allow_null=True, default=None)
    note = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class EmployerServiceWriteSerializer(EmployerServiceFieldsSerializer):
    """A service to be recorded, in which programme."""

    programme = serializers.UUIDField()


class EmployerServiceEditSerializer(EmployerServiceFieldsSerializer):
    """A recorded service as it should stand. `keeps_employee`: the name that was recorded stays, unseen."""

    keeps_employee = serializers.BooleanField(default=False)


class EmployeeSerializer(serializers.Serializer[Any]):
    """The employee whom a service was about."""

    employee = serializers.CharField()


class EmployerRefusalSerializer(serializers.Serializer[Any]):
    """What an article of the programme says about a service as it stands."""

    guard = serializers.CharField()
    field = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    article = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


class EmployerPreviewSerializer(serializers.Serializer[Any]):
    """What would stop a service from being recorded; nothing is written."""

    refusals = EmployerRefusalSerializer(many=True)


class EmployerKindSerializer(EmployerCodeSerializer):
    """A kind of service with what its article asks for, and the activity that it usually is."""

    needs_request = serializers.BooleanField()
    needs_subject = serializers.BooleanField()
    topics = EmployerCodeSerializer(many=True)
    activity = serializers.CharField(allow_blank=True)


class EmployerProgrammeSerializer(EmployerLinkSerializer):
    """A programme in which services are recorded."""

    activities = EmployerActivitySerializer(many=True)
    kinds = EmployerKindSerializer(many=True)
    articles = serializers.ListField(child=serializers.DictField(child=serializers.CharField(allow_blank=True)))


class EmployerChoicesSerializer(serializers.Serializer[Any]):
    """What a service may be."""

    programmes = EmployerProgrammeSerializer(many=True)
    kinds = EmployerCodeSerializer(many=True)
    channels = EmployerCodeSerializer(many=True)
    subjects = EmployerCodeSerializer(many=True)


class EmployerKindCountSerializer(EmployerCodeSerializer):
    """How many services of a kind, and their minutes."""

    services = serializers.IntegerField()
    minutes = serializers.IntegerField()


class EmployerNumbersSerializer(serializers.Serializer[Any]):
    """Figures of the services that the list would show: services are events, employers are counted once."""

    services = serializers.IntegerField()
    minutes = serializers.IntegerField()
    employers = serializers.IntegerField()
    participants = serializers.IntegerField()
    by_kind = EmployerKindCountSerializer(many=True)
