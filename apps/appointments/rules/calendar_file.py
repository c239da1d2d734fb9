"""Calendar files (RFC 5545): times and places for somebody's own calendar, and nobody's name."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from icalendar import Alarm, Calendar, Event

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
#: A telephone's calendar is read by whoever picks it up: the title names no programme.
NEUTRAL_TITLE: Final = "Randevu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One appointment in a calendar file. `version` counts its changes: a later file replaces an earlier one."""

    uid: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str = NEUTRAL_TITLE
    location: str = ""
    version: int = 1
    is_cancelled: bool = False


def calendar_file(entries: Iterable[Entry], *, now: dt.datetime, alarm: bool = False) -> bytes:
    """Return a calendar file of these entries; with `alarm` the calendar reminds a day before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Omuz//Randevu//TR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in entries:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", now.astimezone(dt.UTC))
        event.add("dtstart", one.starts_at.astimezone(dt.UTC))
        event.add("dtend", one.ends_at.astimezone(dt.UTC))
        event.add("summary", one.title)
        event.add("sequence", one.version)
        event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
        event.add("class", "PRIVATE")
        if one.location:
            event.add("location", one.location)
        if alarm and not one.is_cancelled:
            event.add_component(_day_before(one.title))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _day_before(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta(days=-1))
    return alarm
