"""The Turkish text functions as query expressions: the same answers in PostgreSQL as in Python."""

from django.db.models import Func, TextField


class TrFold(Func):
    """`ext.tr_fold`: for search, IŞIK and isik are alike."""

    function = "ext.tr_fold"
    arity = 1
    output_field = TextField()


class TrKey(Func):
    """`ext.tr_key`: for Turkish order under the collation "C"."""

    function = "ext.tr_key"
    arity = 1
    output_field = TextField()
