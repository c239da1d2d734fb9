"""Letters: written, approved, signed outside, served."""

from apps.letters.models.batch import LetterBatch, LetterBatchItem
from apps.letters.models.letter import (
    AccessibleCopy,
    Letter,
    LetterEvent,
    LetterNumberCounter,
    LetterQuerySet,
    visible_letters,
)
from apps.letters.models.service import ServiceOfNotice

__all__ = [
    "AccessibleCopy",
    "Letter",
    "LetterBatch",
    "LetterBatchItem",
    "LetterEvent",
    "LetterNumberCounter",
    "LetterQuerySet",
    "ServiceOfNotice",
    "visible_letters",
]
