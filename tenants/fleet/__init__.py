"""The fleet: making, migrating and watching many municipalities in one database."""
