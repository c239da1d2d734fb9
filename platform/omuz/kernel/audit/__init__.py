"""The append-only history: recording, deferred recording, reading, sealing."""

from omuz.kernel.audit.chain import ChainBreak, seal_pending, verify_chain
from omuz.kernel.audit.deferred import after_response, defer, deferring, flush_deferred
from omuz.kernel.audit.origin import Origin, agent_family, current_origin, originating
from omuz.kernel.audit.reading import Detail, open_details
from omuz.kernel.audit.recording import Entry, record, record_many
from omuz.kernel.audit.unsealed import has_unsealed

__all__ = [
    "ChainBreak",
    "Detail",
    "Entry",
    "Origin",
    "after_response",
    "agent_family",
    "current_origin",
    "defer",
    "deferring",
    "flush_deferred",
    "has_unsealed",
    "open_details",
    "originating",
    "record",
    "record_many",
    "seal_pending",
    "verify_chain",
]
