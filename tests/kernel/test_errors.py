"""Errors of the domain carry what the reader needs, and only that."""

import pickle

from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid, NotAllowed, NotFound


def test_each_kind_of_error_has_its_status():
    assert DomainError("x", "y").status == 422
    assert NotAllowed().status == 403
    assert NotFound().status == 404
    assert Conflict.stale_version().status == 409
    assert Conflict("key_reused", "…", status=422).status == 422


def test_an_error_about_one_field_names_it_as_a_problem():
    error = DomainError("birth_in_future", "Doğum tarihi ileride.", field="birth_date", remedy="Tarihi düzeltin.")
    assert error.problems == (
        FieldProblem("birth_date", "birth_in_future", "Doğum tarihi ileride.", "Tarihi düzeltin."),
    )
    assert DomainError("x", "y").problems == ()


def test_invalid_names_every_field_in_order():
    problems = [FieldProblem("a", "one", "…"), FieldProblem("b", "two", "…")]
    assert Invalid(iter(problems)).problems == tuple(problems)


def test_errors_survive_the_way_through_a_queue():
    error = Invalid([FieldProblem("a", "one", "…")], article="m. 9")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (again.problems, again.article, again.status) == (error.problems, "m. 9", 422)
