"""`database_bootstrap`: the script that an administrator of an external PostgreSQL runs once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.bootstrap import Bootstrap, create_database_statement, database_statements, role_statements


class Command(BaseCommand):
    """Prints SQL for psql; it runs nothing."""

    help = "Print the bootstrap script for an external PostgreSQL (15 or newer), to be run once by its administrator."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the database's name and the three passwords' placeholders."""
        parser.add_argument("--database", default="omuz")
        parser.add_argument("--web-password", default="CHANGE-ME-WEB")
        parser.add_argument("--owner-password", default="CHANGE-ME-OWNER")
        parser.add_argument("--figures-password", default="CHANGE-ME-FIGURES")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the script: roles, database, then what runs inside it."""
        plan = Bootstrap(
            database=options["database"],
            web_password=options["web_password"],
            owner_password=options["owner_password"],
            figures_password=options["figures_password"],
        )
        lines = [*role_statements(plan), create_database_statement(plan), f"\\connect {plan.database}"]
        for line in [*lines, *database_statements(plan)]:
            self.stdout.write(line if line.startswith("\\") else f"{line};")
