"""From a cell to a value, or to a problem with its remedy. Every parser has the shape `fields.Parser`."""

from omuz.tabular.parsing.codes import code_list, code_lists, yes_no
from omuz.tabular.parsing.contact import email, phones
from omuz.tabular.parsing.dates import PartialDate, any_date, birth_date
from omuz.tabular.parsing.identity import IdentityNumber, country_code, identity_number
from omuz.tabular.parsing.names import FullName, full_name, name
from omuz.tabular.parsing.texts import rate, text, whole_number

__all__ = [
    "FullName",
    "IdentityNumber",
    "PartialDate",
    "any_date",
    "birth_date",
    "code_list",
    "code_lists",
    "country_code",
    "email",
    "full_name",
    "identity_number",
    "name",
    "phones",
    "rate",
    "text",
    "whole_number",
    "yes_no",
]
