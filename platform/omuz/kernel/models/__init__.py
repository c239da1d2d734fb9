"""The kernel's tables: they stand in the public schema and in every municipality's."""

from omuz.kernel.models.audit import AuditDetail, AuditEvent, AuditSeal
from omuz.kernel.models.base import Record
from omuz.kernel.models.keys import DataKey, PersonKey
from omuz.kernel.models.requests import IdempotencyRecord, OutboxMessage
from omuz.kernel.models.sending import OutgoingMessage
from omuz.kernel.models.tasks import BackgroundTask

__all__ = [
    "AuditDetail",
    "AuditEvent",
    "AuditSeal",
    "BackgroundTask",
    "DataKey",
    "IdempotencyRecord",
    "OutboxMessage",
    "OutgoingMessage",
    "PersonKey",
    "Record",
]
