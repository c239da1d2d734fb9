"""Demo accounts for the sign-in page; outside demo mode and demo municipalities this address does not exist."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.permissions import ANYONE
from api.v1.accounts.serializers import DemoAccountSerializer
from apps.accounts import operations
from omuz.kernel import clock


class DemoAccountListView(OmuzView):
    """One account per role."""

    everywhere = True
    required_rights: ClassVar = {"GET": ANYONE}

    @extend_schema(operation_id="demo_accounts", responses=DemoAccountSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Return how to sign in as each role, with a code that works now."""
        accounts = [
            {
                "role": account.role,
                "role_label": account.role.label,
                "name": account.name,
                "email": account.email,
                "password": account.password,
                "totp_code": account.totp_code,
                "seconds_left": account.seconds_left,
            }
            for account in operations.list_demo_accounts(now=clock.now())
        ]
        response = Response(DemoAccountSerializer(accounts, many=True).data)
        response["Cache-Control"] = "no-store"
        return response
