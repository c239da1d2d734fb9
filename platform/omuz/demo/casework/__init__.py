"""Cases of the demo: calendars, appointments and files at every stage, made by the operations that staff use."""

from omuz.demo.casework.seeding import ensure

__all__ = ["ensure"]
