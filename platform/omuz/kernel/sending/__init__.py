"""E-mails and text messages to people outside: at least once towards the queue, once towards the person.

Whoever wants to tell something notes a row with a key of its own (`queue_message`, `send_email`, `send_sms`) in the
transaction of what causes it. The outbox carries its id. Right before it leaves, its purpose is asked again what it
says and whether it still may be said; the row then keeps what was sent, to which number, and when.
"""

from omuz.kernel.gateway import Gateway, GatewayError
from omuz.kernel.sending.messages import (
    Later,
    Never,
    Said,
    Say,
    messages_about,
    queue_message,
    register_purpose,
    send_email,
    send_sms,
    withhold,
)

__all__ = [
    "Gateway",
    "GatewayError",
    "Later",
    "Never",
    "Said",
    "Say",
    "messages_about",
    "queue_message",
    "register_purpose",
    "send_email",
    "send_sms",
    "withhold",
]
