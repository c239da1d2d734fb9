"""What a programme rests on and whom it serves: legal basis, terms, target groups, capabilities, activities."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from apps.programmes.definition.base import Article, Citation, Key, Line, Part, Small, Text, Words

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]


class BasisKind(StrEnum):
    """What kind of text a programme rests on."""

    LAW = "law"
    REGULATION = "regulation"
    COUNCIL_DECISION = "council_decision"
    DIRECTIVE = "directive"
    PROTOCOL = "protocol"
    PROJECT_CONTRACT = "project_contract"
    OTHER = "other"


class LegalBasis(Part):
    """A text that the programme rests on: which organ decided it, under which number, when."""

    key: Key
    kind: BasisKind
    title: Line
    organ: Annotated[str, StringConstraints(strip_whitespace=True, max_length=160)] = ""
    number: Short = ""
    decided_on: dt.date | None = None
    published_on: dt.date | None = None
    text: Text | None = None
    #: Read from a copy of poor quality; somebody of the municipality has to compare it with the original.
    to_be_verified: bool = False


class Effective(Part):
    """From when to when a version is in force. Without a first day it cannot be published (İzmir Art. 30)."""

    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    note: Text | None = None


class Term(Part):
    """What the regulation of this programme means by a word."""

    key: Key
    term: Words
    meaning: Text
    basis: Citation | None = None


class Naming(Part):
    """What this programme calls the person it serves and their case ("Aday", "Danışan", "Kursiyer")."""

    person: Words = Words(tr="Danışan", en="Client")
    case: Words = Words(tr="Dosya", en="Case")


class ArticleText(Part):
    """An article of the programme's own text, and the guards of Omuz by which the programme wants it kept.

    A guard binds a programme whose articles name it, and no other (readings 1). Articles that describe or order
    something no software decides name none.
    """

    key: Key
    basis: Citation
    title: Words
    text: Text | None = None
    guards: tuple[Key, ...] = ()
    #: How it is kept where no guard does, or what is still to come.
    note: Text | None = None


class LocalGroup(Part):
    """A target group that the national catalogue does not have."""

    key: Key
    label: Words
    special: bool
    legal_basis: Key
    statute: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class Selection(Part):
    """What a choice of target groups has to look like (İSKEP: exactly three, disabled persons among them)."""

    exactly: Small | None = None
    at_least: Small | None = None
    at_most: Small | None = None
    mandatory: tuple[Key, ...] = ()
    basis: Citation | None = None


class TargetGroups(Part):
    """Which groups may be chosen, which are, and what others get: they are informed and referred (readings 15)."""

    offered: tuple[Key, ...]
    chosen: tuple[Key, ...] = ()
    local: tuple[LocalGroup, ...] = ()
    selection: Selection = Selection()
    others: Text | None = None


class Held(Part):
    """A capability that the programme uses. Those that need a grant are open only while one is in force."""

    key: Key
    basis: Citation | None = None
    note: Text | None = None


class Refused(Part):
    """A capability that this programme's own text excludes: no grant can open it (İzmir Art. 6)."""

    key: Key
    basis: Citation
    reason: Text


class Capabilities(Part):
    """What the programme may do, and what it may never do."""

    held: tuple[Held, ...] = ()
    refused: tuple[Refused, ...] = ()


class Activity(Part):
    """A kind of service that every record of service names (İzmir Art. 5 a-h)."""

    key: Key
    letter: Article = ""
    label: Words
    text: Text | None = None
    basis: Citation | None = None
    capability: Key | None = None


class Code(Part):
    """One entry of a code list. A code in use is retired, never removed."""

    key: Key
    label: Words
    retired: bool = False
    #: What an answer counts in a scored form.
    score: Annotated[int, Field(ge=-1000, le=1000)] | None = None


class CodeList(Part):
    """Choices that forms and rules of this programme use, beside the national catalogue."""

    key: Key
    label: Words
    special: bool = False
    codes: Annotated[tuple[Code, ...], Field(min_length=1)]
