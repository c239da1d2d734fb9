"""Routes of appointments."""

from django.urls import path

from api.v1.appointments.views import appointments, calendars, slots

urlpatterns = [
    path("calendars/", calendars.CalendarListView.as_view()),
    path("calendars/<uuid:calendar_id>/", calendars.CalendarView.as_view()),
    path("calendars/<uuid:calendar_id>/patterns/", calendars.PatternListView.as_view()),
    path("calendars/<uuid:calendar_id>/exceptions/", calendars.ExceptionListView.as_view()),
    path("calendar-patterns/<uuid:pattern_id>/", calendars.PatternView.as_view()),
    path("calendar-exceptions/<uuid:exception_id>/", calendars.ExceptionView.as_view()),
    path("closed-days/", calendars.ClosedDayListView.as_view()),
    path("closed-days/<uuid:day_id>/", calendars.ClosedDayView.as_view()),
    path("booking-desk/", calendars.BookingDeskView.as_view()),
    path("slots/", slots.SlotListView.as_view()),
    path("appointments/", appointments.AppointmentListView.as_view()),
    path("appointments/walk-in/", appointments.WalkInView.as_view()),
    path("appointments/calendar.ics", appointments.OwnFileView.as_view()),
    path("appointments/<uuid:appointment_id>/", appointments.AppointmentView.as_view()),
    path("appointments/<uuid:appointment_id>/person/", appointments.MatchView.as_view()),
    path("appointments/<uuid:appointment_id>/attendance/", appointments.AttendanceView.as_view()),
    path("appointments/<uuid:appointment_id>/attendance/correction/", appointments.CorrectionView.as_view()),
    path("appointments/<uuid:appointment_id>/moving/", appointments.MovingView.as_view()),
    path("appointments/<uuid:appointment_id>/cancellation/", appointments.CancellationView.as_view()),
    path("appointments/<uuid:appointment_id>/calendar.ics", appointments.AppointmentFileView.as_view()),
    path("waiting-list/", slots.WaitingListView.as_view()),
    path("waiting-list/<uuid:entry_id>/", slots.WaitingEntryView.as_view()),
    path("waiting-list/<uuid:entry_id>/offer/", slots.OfferView.as_view()),
    path("waiting-list/<uuid:entry_id>/acceptance/", slots.AcceptanceView.as_view()),
    path("people/<uuid:person_id>/appointment-messages/", appointments.MessageWishView.as_view()),
    path("appointment-choices/", slots.ChoicesView.as_view()),
]
