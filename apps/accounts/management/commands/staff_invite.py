"""`staff_invite`: the first administrator of a real municipality, or anyone when nobody can invite any more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts import operations
from apps.accounts.enums import Role
from omuz.kernel import audit, clock, context
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import DomainError
from tenants import scope
from tenants.provisioning import get_municipality


class Command(BaseCommand):
    """Sends an invitation and prints its link, for where mail does not arrive yet."""

    help = "Invite a member of staff: staff_invite izmir --email a@b.bel.tr --name 'Ad Soyad' --role tenant_admin"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the municipality ("public" for the platform's own room) and whom to invite."""
        parser.add_argument("municipality")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])

    def handle(self, *args: Any, **options: Any) -> None:
        """Store and send the invitation.

        Raises:
            CommandError: an unknown municipality, or why the invitation cannot be made.
        """
        slug = options["municipality"]
        municipality = None if slug == context.PUBLIC_KEY else get_municipality(slug)
        if municipality is None and slug != context.PUBLIC_KEY:
            raise CommandError(f"There is no municipality {slug!r}.")
        with audit.originating(audit.Origin(channel="command")), scope.enter(municipality):
            try:
                sent = operations.invite(
                    actor=system_actor("Komut satırı"),
                    email=options["email"],
                    full_name=options["name"],
                    roles=[operations.InvitedRole(Role(options["role"]))],
                    now=clock.now(),
                )
            except DomainError as error:
                raise CommandError("; ".join(p.message for p in error.problems) or error.message) from error
        self.stdout.write(f"Davet {sent.invitation.email} adresine gönderildi; bağlantı yedi gün geçerli:")
        self.stdout.write(sent.link)
