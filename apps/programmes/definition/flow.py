"""How a case runs: rules, stages, transitions, outcomes, grounds, deadlines, letters, indicators, retention."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from apps.programmes.definition.base import Article, Citation, Key, Line, Part, Prose, Small, Text, Words

#: Where people are met: "in person" is not "on our premises" (readings 9).
Place = Literal["office", "home", "hospital", "institution", "field"]
#: A condition of omuz.conditions over the facts of the rule set's decision point.
Condition = dict[str, Any]


class EffectKind(StrEnum):
    """What a clause does when it is decided; which kinds a decision point takes stands in its registration."""

    REQUIRE = "require"  # the condition has to hold
    EXCLUDE = "exclude"  # where the condition holds, the answer is no
    ADD = "add"  # where it holds, `value` (a document, a ground, an outcome ...) is among the answer
    REMOVE = "remove"  # where it holds, `value` is not
    POINTS = "points"  # where it holds, `points` count
    LIMIT = "limit"  # where it holds, `points` is the limit called `value`


class Effect(Part):
    """What follows from a clause."""

    kind: EffectKind
    value: Key | None = None
    points: Annotated[int, Field(ge=-10_000, le=10_000)] | None = None


class Clause(Part):
    """One condition with what follows, how it is explained, and from which text it comes."""

    key: Key
    condition: Condition
    effect: Effect
    message: Words
    basis: Citation | None = None
    capability: Key | None = None


class RuleSet(Part):
    """The clauses that answer one decision point."""

    key: Key
    point: Key
    label: Words
    clauses: Annotated[tuple[Clause, ...], Field(max_length=60)] = ()


class FormUse(Part):
    """A form that belongs to a stage."""

    form: Key
    required: bool = False


class Stage(Part):
    """Where a case stands. Exactly one stage is the start; a case that reaches an end is closed."""

    key: Key
    label: Words
    kind: Literal["start", "step", "end"] = "step"
    description: Text | None = None
    forms: tuple[FormUse, ...] = ()
    deadline: Key | None = None
    #: Who acts next: a role of apps.accounts.
    responsible: Key | None = None


class Act(StrEnum):
    """Steps that do more than move a case: each is taken by an operation of its own."""

    RECORD_APPLICATION = "record_application"  # gives the application number (İzmir Art. 8, 9)
    SUSPEND = "suspend"  # by a reasoned, notified decision (İzmir Art. 22, 23)
    RESUME = "resume"
    TERMINATE = "terminate"


class Transition(Part):
    """A step from one of some stages to another; `guards` are rule sets that all have to allow it."""

    key: Key
    label: Words
    sources: Annotated[tuple[Key, ...], Field(min_length=1)]
    target: Key
    guards: tuple[Key, ...] = ()
    needs_reason: bool = False
    #: Roles that may take it; empty: everybody who may write the case.
    roles: tuple[Key, ...] = ()
    #: What the step is in law. Such a step is no click: its own operation takes it, with what the text asks for.
    act: Act | None = None
    basis: Citation | None = None


class Lettered(Part):
    """An outcome, a ground or a closure: what the text of the programme lists under a letter."""

    key: Key
    letter: Article = ""
    label: Words
    text: Text | None = None
    needs_reason: bool = True
    #: Roles that may choose it; empty: those whom Omuz lets (of outcomes: assessors and managers).
    roles: tuple[Key, ...] = ()
    basis: Citation | None = None


class DocumentKind(Part):
    """A document that may be asked for, with what stands in for it (readings 10)."""

    key: Key
    label: Words
    substitutes: tuple[Words, ...] = ()
    valid_months: Small | None = None
    special: bool = False
    basis: Citation | None = None


class PetitionKind(StrEnum):
    """What somebody may put in writing to a programme (İzmir Art. 21, 28)."""

    REQUEST = "request"
    COMPLAINT = "complaint"
    OBJECTION = "objection"  # against a decision
    DATA_SUBJECT = "data_subject"  # KVKK m. 11, 13


class Deadline(Part):
    """How long something may take. A statutory one is a ceiling: it may be shortened, never lengthened (readings 7)."""

    key: Key
    label: Words
    amount: Annotated[int, Field(ge=1, le=1000)]
    unit: Literal["days", "working_days", "weeks", "months", "years"]
    starts: Literal["case_opened", "stage_entered", "document_asked", "petition_received", "decision_served"]
    kind: Literal["internal", "statutory"] = "internal"
    ceiling: Annotated[int, Field(ge=1, le=1000)] | None = None
    #: The kinds of petition whose answer it bounds.
    petitions: tuple[PetitionKind, ...] = ()
    basis: Citation | None = None


class RoleRights(Part):
    """Rights that a role has in this programme beside its usual ones."""

    role: Key
    rights: tuple[Line, ...]


class LetterUse(StrEnum):
    """What letters are written for by the operations that need them."""

    RECEIPT = "receipt"
    MISSING_DOCUMENTS = "missing_documents"
    ASSESSMENT_RESULT = "assessment_result"
    SUPPORT_PLAN = "support_plan"
    UNDERTAKING = "undertaking"
    STATEMENT_REQUEST = "statement_request"
    INTERIM_STOP = "interim_stop"
    INTERIM_STOP_LIFTED = "interim_stop_lifted"
    SUSPENSION = "suspension"
    TERMINATION = "termination"
    RESUMPTION = "resumption"
    PETITION_RECEIPT = "petition_receipt"
    PETITION_ANSWER = "petition_answer"
    APPOINTMENT = "appointment"


class Letter(Part):
    """The text of a letter; {placeholders} come from a fixed list, the text itself is data, never code."""

    key: Key
    label: Words
    subject: Line
    body: Prose
    #: What it is written for. The first letter of a use is taken; without one, Omuz' own text is.
    use: LetterUse | None = None
    basis: Citation | None = None


class IndicatorBand(Part):
    """A row of a figure by a number: from one whole number to another, both included; without `high` it is open."""

    key: Key
    label: Words
    low: Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
    high: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] | None = None


class IndicatorDefinition(Part):
    """A figure of this programme: what is counted, by what, out of what (dossier C, 5).

    `dimension` is a fact; its codes are the rows, or the `bands` of a whole number. Rows of a fact with several codes
    count memberships: a person in two groups stands in two rows and once in the total.
    """

    key: Key
    title: Words
    unit: Literal["person", "case"]
    filter: Condition | None = None
    denominator: Condition | None = None
    dimension: Line | None = None
    bands: Annotated[tuple[IndicatorBand, ...], Field(max_length=40)] = ()
    capability: Key | None = None
    total: Literal["recompute", "sum_of_rounded"] = "recompute"
    notes: tuple[Words, ...] = ()


class RetentionClass(Part):
    """How long a class of records is kept and what then happens; without a period it is kept as an archive."""

    key: Key
    label: Words
    months: Annotated[int, Field(ge=1, le=1200)] | None = None
    #: "case_closed": what the record was about is over; a file is closed, a petition answered, an appointment past.
    starts: Literal["case_closed", "recorded", "programme_ended"] = "case_closed"
    method: Literal["erase", "destroy", "anonymise", "archive"] = "erase"
    statutory_periods_reserved: bool = True
    #: Which records it is about; the first class of a kind counts.
    applies_to: Literal["case_file", "pre_application", "petition", "appointment", "employer_service"] = "case_file"
    basis: Citation | None = None


class AppointmentService(Part):
    """What an appointment may be made for, in words that a citizen understands."""

    key: Key
    label: Words
    #: What happens there and what to bring, in plain words.
    description: Text | None = None
    minutes: Annotated[int, Field(ge=5, le=480)] = 30
    places: Annotated[tuple[Place, ...], Field(min_length=1)] = ("office",)
    #: Citizens may book it themselves on the public page.
    public: bool = False
    #: An application may stand on an attended appointment of this service (İzmir Art. 8).
    for_application: bool = False
    basis: Citation | None = None


class DueProcess(Part):
    """Periods of decisions; every one is a proposal of the programme that its manager may set in the single case."""

    #: How long an interim stop (tedbiren durdurma) lasts at most before somebody has to confirm or lift it.
    interim_stop_days: Annotated[int, Field(ge=1, le=60)] = 7
    #: How long a person has to explain themselves where they are asked to.
    statement_days: Annotated[int, Field(ge=1, le=60)] = 7
    #: The ground that allows an interim stop at once (İzmir 22-d); without one there is none in this programme.
    interim_stop_ground: Key | None = None
    #: The closure that only a termination gives; it is no choice of whoever closes a case.
    termination_closure: Key | None = None
    basis: Citation | None = None


class ServiceStandard(Part):
    """A line of the table of service standards (hizmet standartları tablosu, Yönetmelik 2009/15169)."""

    key: Key
    service: Words
    documents: tuple[Words, ...] = ()
    duration: Words


_Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class PlaceOfApplication(Part):
    """Who answers there; what is left empty is printed as a line to fill in by hand."""

    name: _Note = ""
    title: _Note = ""
    address: _Note = ""
    phone: _Note = ""
    fax: _Note = ""
    email: _Note = ""


class StandardsNote(Part):
    """Where a citizen turns when a service is not given as the table says: first and second place of application."""

    first: _Note = ""
    second: _Note = ""
    first_place: PlaceOfApplication = PlaceOfApplication()
    second_place: PlaceOfApplication = PlaceOfApplication()
