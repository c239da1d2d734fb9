"""What is read of appointments, and what is sent for them."""

from typing import Any

from rest_framework import serializers

from api.v1.retention.shapes import KeptSerializer
from apps.appointments.enums import AppointmentState, CancelledBy, DayPart, ExceptionKind, WaitingState
from apps.appointments.queries.corrections import LABELS
from apps.appointments.rules.limits import MOST_NAME, MOST_NOTE

#: What may be written down of a meeting.
ATTENDANCE = [(one.value, one.label) for one in (AppointmentState.ATTENDED, AppointmentState.MISSED)]


class AppointmentChoiceSerializer(serializers.Serializer[Any]):
    """A code with its words."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class AppointmentLinkSerializer(serializers.Serializer[Any]):
    """A record that this one points to."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class CompanionSerializer(serializers.Serializer[Any]):
    """Somebody who comes along."""

    relation = serializers.CharField()
    relation_label = serializers.CharField()
    name = serializers.CharField()


class AppointmentSerializer(serializers.Serializer[Any]):
    """An appointment as a day's view shows it."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=AppointmentState.choices)
    state_label = serializers.CharField()
    service = AppointmentChoiceSerializer()
    programme = AppointmentLinkSerializer()
    unit = AppointmentLinkSerializer()
    staff = AppointmentLinkSerializer(allow_null=True)
    calendar = AppointmentLinkSerializer(allow_null=True)
    room = serializers.CharField()
    place = serializers.CharField()
    place_label = serializers.CharField()
    person = AppointmentLinkSerializer(allow_null=True)
    contact_name = serializers.CharField()
    companions = CompanionSerializer(many=True)
    interpreter = serializers.CharField()
    interpreter_label = serializers.CharField()
    needs = AppointmentChoiceSerializer(many=True)
    is_public = serializers.BooleanField()
    is_walk_in = serializers.BooleanField()
    candidate_present = serializers.BooleanField(allow_null=True)
    needs_moving = serializers.BooleanField(help_text="Its hours were taken away after it was booked.")
    may_write = serializers.BooleanField()


class AppointmentMessageSerializer(serializers.Serializer[Any]):
    """What was told about an appointment, will be, or could not be. `to` is shortened."""

    id = serializers.UUIDField()
    kind_label = serializers.CharField()
    channel = serializers.CharField(allow_blank=True)
    state = serializers.CharField()
    state_label = serializers.CharField()
    due_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    trouble = serializers.CharField(allow_blank=True)
    to = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)


class MessageWishSerializer(serializers.Serializer[Any]):
    """Whether a person wants messages about appointments."""

    wanted = serializers.BooleanField()


class AttendanceObstacleSerializer(serializers.Serializer[Any]):
    """What stands on an attendance, what to do instead, and where; with the article where the text has one."""

    code = serializers.CharField()
    message = serializers.CharField()
    remedy = serializers.CharField()
    article = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    link = serializers.CharField(allow_blank=True)


class AttendanceCorrectableSerializer(serializers.Serializer[Any]):
    """What a correction of the attendance may say now."""

    presence = serializers.CharField(help_text="What stands there.")
    choices = AppointmentChoiceSerializer(many=True)
    obstacles = AttendanceObstacleSerializer(many=True)


class AttendanceCorrectionSerializer(serializers.Serializer[Any]):
    """What was corrected: what stood there, what stands since, why and by whom."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    by = AppointmentLinkSerializer(allow_null=True)
    before = serializers.CharField()
    after = serializers.CharField()
    reason = serializers.CharField()


class OtherBookingSerializer(serializers.Serializer[Any]):
    """Another standing public booking under the same telephone or address."""

    id = serializers.UUIDField()
    starts_at = serializers.DateTimeField()


class AppointmentRecordSerializer(AppointmentSerializer):
    """An appointment with everything that was said around it."""

    missed_reason = serializers.CharField()
    missed_reason_label = serializers.CharField()
    missed_note = serializers.CharField()
    recorded_at = serializers.DateTimeField(allow_null=True)
    recorded_by = AppointmentLinkSerializer(allow_null=True)
    correctable = AttendanceCorrectableSerializer(allow_null=True)
    corrections = AttendanceCorrectionSerializer(many=True)
    same_contact = OtherBookingSerializer(many=True)
    cancelled_at = serializers.DateTimeField(allow_null=True)
    cancelled_by = serializers.CharField()
    cancelled_by_label = serializers.CharField()
    cancel_reason = serializers.CharField()
    booked_at = serializers.DateTimeField()
    booked_by = AppointmentLinkSerializer(allow_null=True)
    booker_name = serializers.CharField()
    relation = serializers.CharField()
    relation_label = serializers.CharField()
    phone = serializers.CharField()
    email = serializers.CharField()
    note = serializers.CharField()
    address = serializers.CharField()
    off_slot_reason = serializers.CharField()
    messages = AppointmentMessageSerializer(many=True)
    kept = KeptSerializer(allow_null=True)
    kept_with_file = serializers.BooleanField(help_text="Kept as long as the person's file, whose days may be closed.")


class CompanionWriteSerializer(serializers.Serializer[Any]):
    """Somebody who will come along."""

    relation = serializers.CharField(max_length=24)
    name = serializers.CharField(max_length=MOST_NAME, required=False, default="", allow_blank=True)


class AroundSerializer(serializers.Serializer[Any]):
    """What is said around an appointment."""

    contact_name = serializers.CharField(max_length=MOST_NAME, required=False, default="", allow_blank=True)
    phone = serializers.CharField(max_length=32, required=False, default="", allow_blank=True)
    email = serializers.CharField(max_length=254, required=False, default="", allow_blank=True)
    companions = CompanionWriteSerializer(many=True, required=False, default=list)
    interpreter = serializers.CharField(max_length=24, required=False, default="", allow_blank=True)
    needs = serializers.ListField(
        child=serializers.CharField(max_length=24), max_length=20, required=False, default=list
    )
    note = serializers.CharField(max_length=MOST_NOTE, required=False, default="", allow_blank=True)
    address = serializers.CharField(max_length=MOST_NOTE, required=False, default="", allow_blank=True)


class WalkInSerializer(AroundSerializer):
    """Somebody who came without an appointment."""

    person = serializers.UUIDField(required=False, allow_null=True, default=None)
    programme = serializers.UUIDField()
    service = serializers.CharField(max_length=48)
    starts_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    minutes = serializers.IntegerField(min_value=5, max_value=480, required=False, allow_null=True, default=None)
    staff = serializers.UUIDField(required=False, allow_null=True, default=None)
    unit = serializers.UUIDField(required=False, allow_null=True, default=None)
    place = serializers.CharField(max_length=12, required=False, default="", allow_blank=True)
    room = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    candidate_present = serializers.BooleanField(required=False, default=True)


class AppointmentWriteSerializer(AroundSerializer):
    """An appointment to be given: into a slot, or at a time with a reason."""

    person = serializers.UUIDField(required=False, allow_null=True, default=None)
    programme = serializers.UUIDField()
    service = serializers.CharField(max_length=48)
    slot = serializers.UUIDField(required=False, allow_null=True, default=None)
    starts_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    minutes = serializers.IntegerField(min_value=5, max_value=480, required=False, allow_null=True, default=None)
    staff = serializers.UUIDField(required=False, allow_null=True, default=None)
    unit = serializers.UUIDField(required=False, allow_null=True, default=None)
    place = serializers.CharField(max_length=12, required=False, default="", allow_blank=True)
    room = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    reason = serializers.CharField(max_length=MOST_NOTE, required=False, default="", allow_blank=True)


class AttendanceSerializer(serializers.Serializer[Any]):
    """Whether somebody came."""

    state = serializers.ChoiceField(choices=ATTENDANCE)
    candidate_present = serializers.BooleanField(required=False, allow_null=True, default=None)
    missed_reason = serializers.CharField(max_length=12, required=False, default="", allow_blank=True)
    note = serializers.CharField(max_length=MOST_NOTE, required=False, default="", allow_blank=True)


class AttendanceCorrectionWriteSerializer(serializers.Serializer[Any]):
    """What is true instead of what was written down, and why."""

    presence = serializers.ChoiceField(choices=[(str(key), label) for key, label in LABELS.items()])
    missed_reason = serializers.CharField(max_length=12, required=False, default="", allow_blank=True)
    note = serializers.CharField(max_length=MOST_NOTE, required=False, default="", allow_blank=True)
    reason = serializers.CharField(max_length=MOST_NOTE, required=False, default="", allow_blank=True)


class SlotChoiceSerializer(serializers.Serializer[Any]):
    """A slot that was chosen."""

    slot = serializers.UUIDField()


class CancellationSerializer(serializers.Serializer[Any]):
    """Who calls it off, and why."""

    by = serializers.ChoiceField(choices=CancelledBy.choices)
    reason = serializers.CharField(max_length=MOST_NOTE)


class MatchSerializer(serializers.Serializer[Any]):
    """Whose it is."""

    person = serializers.UUIDField()


class SlotSerializer(serializers.Serializer[Any]):
    """A slot and how many places are free."""

    id = serializers.UUIDField()
    calendar = AppointmentLinkSerializer()
    unit = AppointmentLinkSerializer()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    service = serializers.CharField()
    place = serializers.CharField()
    place_label = serializers.CharField()
    capacity = serializers.IntegerField()
    free = serializers.IntegerField()


class WaitingSerializer(serializers.Serializer[Any]):
    """An entry of the waiting list."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    person = AppointmentLinkSerializer()
    programme = AppointmentLinkSerializer()
    service = AppointmentChoiceSerializer()
    unit = AppointmentLinkSerializer()
    earliest_on = serializers.DateField()
    latest_on = serializers.DateField(allow_null=True)
    time_of_day = serializers.CharField()
    time_of_day_label = serializers.CharField()
    state = serializers.ChoiceField(choices=WaitingState.choices)
    state_label = serializers.CharField()
    entered_at = serializers.DateTimeField()
    offered_slot = SlotSerializer(allow_null=True)
    offer_expires_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField()
    may_write = serializers.BooleanField()


class WaitingWriteSerializer(serializers.Serializer[Any]):
    """For what somebody waits."""

    person = serializers.UUIDField()
    programme = serializers.UUIDField()
    service = serializers.CharField(max_length=48)
    unit = serializers.UUIDField(required=False, allow_null=True, default=None)
    earliest_on = serializers.DateField(required=False, allow_null=True, default=None)
    latest_on = serializers.DateField(required=False, allow_null=True, default=None)
    time_of_day = serializers.CharField(max_length=10, required=False, default="any")
    note = serializers.CharField(max_length=MOST_NOTE, required=False, default="", allow_blank=True)


class CalendarServiceSerializer(serializers.Serializer[Any]):
    """A service of a calendar; `id` is what hours are kept to."""

    id = serializers.UUIDField(read_only=True)
    programme = serializers.UUIDField()
    service = serializers.CharField(max_length=48)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]


class CalendarSerializer(serializers.Serializer[Any]):
    """A calendar."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    unit = AppointmentLinkSerializer()
    staff = AppointmentLinkSerializer(allow_null=True)
    place = serializers.CharField()
    place_label = serializers.CharField()
    room = serializers.CharField()
    address = serializers.CharField()
    public_share = serializers.IntegerField()
    public_notice_hours = serializers.IntegerField()
    public_days_ahead = serializers.IntegerField()
    weeks_ahead = serializers.IntegerField()
    is_active = serializers.BooleanField()
    services = CalendarServiceSerializer(many=True)
    may_write = serializers.BooleanField()


class PatternSerializer(serializers.Serializer[Any]):
    """Weekly hours."""

    id = serializers.UUIDField(read_only=True)
    weekday = serializers.IntegerField(min_value=1, max_value=7)
    starts = serializers.TimeField()
    ends = serializers.TimeField()
    slot_minutes = serializers.IntegerField(min_value=5, max_value=480)
    buffer_minutes = serializers.IntegerField(min_value=0, max_value=240, required=False, default=0)
    capacity = serializers.IntegerField(min_value=1, max_value=100, required=False, default=1)
    services = serializers.ListField(child=serializers.UUIDField(), max_length=50, required=False, default=list)
    valid_from = serializers.DateField(required=False, allow_null=True, default=None)
    valid_to = serializers.DateField(required=False, allow_null=True, default=None)


class ExceptionSerializer(serializers.Serializer[Any]):
    """A day that is not as usual."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=ExceptionKind.choices)
    on = serializers.DateField()
    starts = serializers.TimeField(required=False, allow_null=True, default=None)
    ends = serializers.TimeField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=240)
    slot_minutes = serializers.IntegerField(min_value=5, max_value=480, required=False, default=30)
    capacity = serializers.IntegerField(min_value=1, max_value=100, required=False, default=1)


class ConfirmedExceptionSerializer(ExceptionSerializer):
    """The same as it is sent; `confirmed` says that the bookings it hits have been seen."""

    confirmed = serializers.BooleanField(required=False, default=False, write_only=True)


class CalendarRecordSerializer(CalendarSerializer):
    """A calendar with its hours and exceptional days."""

    patterns = PatternSerializer(many=True)
    exceptions = ExceptionSerializer(many=True)


class CalendarWriteSerializer(serializers.Serializer[Any]):
    """A calendar as it is sent; on a change what is left out stays."""

    name = serializers.CharField(max_length=120)
    unit = serializers.UUIDField()
    staff = serializers.UUIDField(required=False, allow_null=True)
    place = serializers.CharField(max_length=12, required=False)
    room = serializers.CharField(max_length=60, required=False, allow_blank=True)
    address = serializers.CharField(max_length=240, required=False, allow_blank=True)
    public_share = serializers.IntegerField(min_value=0, max_value=100, required=False)
    public_notice_hours = serializers.IntegerField(min_value=0, max_value=720, required=False)
    public_days_ahead = serializers.IntegerField(min_value=1, max_value=180, required=False)
    weeks_ahead = serializers.IntegerField(min_value=1, max_value=26, required=False)
    is_active = serializers.BooleanField(required=False)
    services = CalendarServiceSerializer(many=True, required=False)
    confirmed = serializers.BooleanField(required=False, default=False)


class ClosedDaySerializer(serializers.Serializer[Any]):
    """A day decreed closed."""

    id = serializers.UUIDField()
    on = serializers.DateField()
    part = serializers.ChoiceField(choices=DayPart.choices)
    part_label = serializers.CharField()
    reason = serializers.CharField()


class ClosedDayWriteSerializer(serializers.Serializer[Any]):
    """A day to be decreed closed."""

    on = serializers.DateField()
    part = serializers.ChoiceField(choices=DayPart.choices, required=False, default=DayPart.WHOLE)
    reason = serializers.CharField(max_length=240)
    confirmed = serializers.BooleanField(required=False, default=False)


class BookingDeskWriteSerializer(serializers.Serializer[Any]):
    """What stands on the public booking page beside the free times."""

    phone = serializers.CharField(max_length=40, allow_blank=True)
    sign_language_video = serializers.CharField(max_length=300, allow_blank=True)
    easy_read = serializers.CharField(max_length=300, allow_blank=True)


class BookingDeskSerializer(BookingDeskWriteSerializer):
    """The same as it stands; version 0 where nobody has said anything."""

    version = serializers.IntegerField()
    may_write = serializers.BooleanField(help_text="It is one page for the municipality: not within units only.")


class BookableServiceSerializer(AppointmentChoiceSerializer):
    """A service for which appointments are given."""

    programme = AppointmentLinkSerializer()
    unit = AppointmentLinkSerializer()
    minutes = serializers.IntegerField()
    places = AppointmentChoiceSerializer(many=True)
    for_application = serializers.BooleanField()


class CalendarChoiceSerializer(AppointmentLinkSerializer):
    """A calendar in a choice."""

    unit = AppointmentLinkSerializer()
    room = serializers.CharField(allow_blank=True)


class AppointmentChoicesSerializer(serializers.Serializer[Any]):
    """What the forms of appointments choose from."""

    services = BookableServiceSerializer(many=True)
    calendars = CalendarChoiceSerializer(many=True)
    units = AppointmentLinkSerializer(many=True)
    staff = AppointmentLinkSerializer(many=True)
    places = AppointmentChoiceSerializer(many=True)
    relations = AppointmentChoiceSerializer(many=True)
    needs = AppointmentChoiceSerializer(many=True)
    interpreters = AppointmentChoiceSerializer(many=True)
    missed_reasons = AppointmentChoiceSerializer(many=True)
    times_of_day = AppointmentChoiceSerializer(many=True)
