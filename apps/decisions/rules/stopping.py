"""Interim stops: what serious risk allows at once (İzmir 22-d, readings 8), and for how long at most."""

from __future__ import annotations

import datetime as dt

from apps.decisions.rules.grounds import ground_of
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Lettered
from apps.programmes.definition.ways import leads_on
from apps.programmes.registry import ALLOWED, Verdict, refused


def risk_ground(definition: Definition) -> Lettered | None:
    """Return the ground that allows an interim stop; None where the programme knows none."""
    key = definition.due_process.interim_stop_ground
    return ground_of(definition, key) if key is not None else None


def last_day_of_stop(started_on: dt.date, days: int) -> dt.date:
    """Return the last day of a stop of so many days; the day of the start is the first of them."""
    return started_on + dt.timedelta(days=days - 1)


def interim_stop_allowed(
    definition: Definition, *, started_on: dt.date, ends_on: dt.date, ran_out_on: dt.date | None
) -> Verdict:
    """Say whether a service may be stopped at once, for these days (İzmir Art. 22-d; readings 8).

    Only for the ground of serious risk, never longer than the programme allows, and not again on the heels of one
    that ran out because nobody decided (`ran_out_on`): stops in a row would be a suspension without a decision.
    """
    limit = definition.due_process.interim_stop_days
    if risk_ground(definition) is None:
        return refused("no_interim_stop", "Bu programda tedbiren durdurma yok.", "Gerekiyorsa askıya alma önerin.")
    if ends_on < started_on:
        return refused("stop_ends_before_start", "Son gün başlangıçtan önce olamaz.", "Bugünü ya da sonrasını seçin.")
    if ends_on > last_day_of_stop(started_on, limit):
        return refused(
            "stop_too_long",
            f"Tedbiren durdurma en çok {limit} gün sürebilir.",
            f"En geç {last_day_of_stop(started_on, limit):%d.%m.%Y} gününü seçin.",
        )
    if ran_out_on is not None and started_on <= ran_out_on + dt.timedelta(days=limit):
        return refused(
            "stop_after_stop",
            f"Önceki tedbir {ran_out_on:%d.%m.%Y} günü karara bağlanmadan sona erdi; üst üste tedbir konamaz.",
            "Risk sürüyorsa askıya alma önerin; karar aynı gün verilebilir.",
        )
    return ALLOWED


def ends_tomorrow(ends_on: dt.date, *, today: dt.date) -> bool:
    """Return whether a stop's last day is tomorrow or today: somebody has to decide now."""
    return today <= ends_on <= today + dt.timedelta(days=1)


def step_under_stop(definition: Definition, *, stage: str, target: str, ends_on: dt.date | None) -> Verdict:
    """Say whether a case may be taken on to a stage while its service is stopped at once (İzmir Art. 22-d; readings 8).

    `ends_on` is the stop's last day, None where none holds. What carries the service on waits: it would expose the
    person to the very risk, and the record would contradict itself. What helps them does not: going back to assess or
    plan anew, closing without a sanction, acts in law, forms, documents, meetings and information stay as they are.
    """
    if ends_on is None or not leads_on(definition, stage, target):
        return ALLOWED
    return refused(
        "service_stopped",
        "Hizmet tedbiren durdurulmuş; bu sürede dosya ileri bir aşamaya geçirilmez.",
        f"Tedbir en geç {ends_on:%d.%m.%Y} günü kendiliğinden kalkar; yönetici daha önce kaldırabilir.",
    )
