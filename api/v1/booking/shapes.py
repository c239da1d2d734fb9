"""What citizens read and send when they book."""

from typing import Any

from rest_framework import serializers

from api.v1.appointments.shapes import AppointmentChoiceSerializer
from apps.appointments.enums import AppointmentState
from apps.appointments.rules.limits import MOST_NAME


class OfficeSerializer(serializers.Serializer[Any]):
    """A unit that citizens come to."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    address = serializers.CharField()


class PublicServiceSerializer(AppointmentChoiceSerializer):
    """A service that citizens book themselves."""

    programme = serializers.UUIDField()
    description = serializers.CharField()
    minutes = serializers.IntegerField()
    places = AppointmentChoiceSerializer(many=True)
    units = serializers.ListField(child=serializers.UUIDField())


class PublicDeskSerializer(serializers.Serializer[Any]):
    """What the page offers."""

    municipality = serializers.CharField()
    units = OfficeSerializer(many=True)
    services = PublicServiceSerializer(many=True)
    needs = AppointmentChoiceSerializer(many=True)
    relations = AppointmentChoiceSerializer(many=True)
    privacy_notice = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)
    sign_language_video = serializers.CharField(allow_blank=True)
    easy_read = serializers.CharField(allow_blank=True)


class PublicSlotSerializer(serializers.Serializer[Any]):
    """A free time."""

    id = serializers.UUIDField()
    starts_at = serializers.DateTimeField()


class PublicDaySerializer(serializers.Serializer[Any]):
    """The free times of a day."""

    date = serializers.DateField()
    slots = PublicSlotSerializer(many=True)


class BookingRequestSerializer(serializers.Serializer[Any]):
    """A booking as it is sent. No person sees `website`: what fills it in is a machine."""

    slot = serializers.UUIDField()
    programme = serializers.UUIDField()
    service = serializers.CharField(max_length=48)
    candidate_name = serializers.CharField(max_length=MOST_NAME)
    booker = serializers.ChoiceField(choices=["self", "other"], required=False, default="self")
    booker_name = serializers.CharField(max_length=MOST_NAME, required=False, default="", allow_blank=True)
    relation = serializers.CharField(max_length=24, required=False, default="", allow_blank=True)
    phone = serializers.CharField(max_length=32, required=False, default="", allow_blank=True)
    email = serializers.CharField(max_length=254, required=False, default="", allow_blank=True)
    needs = serializers.ListField(
        child=serializers.CharField(max_length=24), max_length=20, required=False, default=list
    )
    coming_along = serializers.BooleanField(required=False, default=False)
    website = serializers.CharField(max_length=240, required=False, default="", allow_blank=True)


class BookingCodeSerializer(serializers.Serializer[Any]):
    """The code of a booking. It is sent in the body: addresses are written down on the way."""

    code = serializers.CharField(max_length=80)


class OtherDaysSerializer(BookingCodeSerializer):
    """From which day on other times are looked for."""

    first = serializers.DateField(required=False, allow_null=True, default=None)


class BookingChangeSerializer(BookingCodeSerializer):
    """Another time."""

    slot = serializers.UUIDField()


class PublicAppointmentSerializer(serializers.Serializer[Any]):
    """An appointment as its code shows it: no name, no programme (readings 12)."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    place = serializers.CharField()
    place_label = serializers.CharField()
    unit = OfficeSerializer()
    state = serializers.ChoiceField(choices=AppointmentState.choices)
    state_label = serializers.CharField()
    may_change = serializers.BooleanField()


class FoundSerializer(serializers.Serializer[Any]):
    """What a code finds."""

    appointment = PublicAppointmentSerializer()


class BookedSerializer(FoundSerializer):
    """A new booking with its code, shown once."""

    code = serializers.CharField()
