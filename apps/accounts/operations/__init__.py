"""Everything that can be done to accounts, units and roles."""

from apps.accounts.operations.demo import DemoAccount, ensure_demo_staff, list_demo_accounts
from apps.accounts.operations.invitations import (
    InvitedRole,
    SentInvitation,
    accept_invitation,
    find_invitation,
    invite,
    invite_first_administrator,
    resend_invitation,
    revoke_invitation,
)
from apps.accounts.operations.roles import assign_role, end_role
from apps.accounts.operations.sessions import (
    end_own_sessions,
    note_use,
    reset_second_factor,
    stop_viewing,
    view_as,
    viewing_until,
)
from apps.accounts.operations.staff import (
    Departure,
    close_account,
    reassign_work,
    reopen_account,
    update_profile,
    update_staff,
)
from apps.accounts.operations.staff_import import Outcome, import_staff
from apps.accounts.operations.staff_import import template as staff_template
from apps.accounts.operations.units import create_unit, update_unit
from apps.accounts.rules import Appointment, Period, email_problem

__all__ = [
    "Appointment",
    "DemoAccount",
    "Departure",
    "InvitedRole",
    "Outcome",
    "Period",
    "SentInvitation",
    "accept_invitation",
    "assign_role",
    "close_account",
    "create_unit",
    "email_problem",
    "end_own_sessions",
    "end_role",
    "ensure_demo_staff",
    "find_invitation",
    "import_staff",
    "invite",
    "invite_first_administrator",
    "list_demo_accounts",
    "note_use",
    "reassign_work",
    "reopen_account",
    "resend_invitation",
    "reset_second_factor",
    "revoke_invitation",
    "staff_template",
    "stop_viewing",
    "update_profile",
    "update_staff",
    "update_unit",
    "view_as",
    "viewing_until",
]
