"""The isolation oracle: does anything of one municipality show anywhere else?

It plants words that stand nowhere else in two municipalities, goes through every route, file, mail, log line, cache
entry and queued message as everybody who can ask, and reports each place where a foreign word appears. It also attacks
the walls with the web's own login, and compares the live catalogue with what the walls are said to be.

The tests (tests/tenancy) and the operators (`./omuz audit isolation`) use the same code. docs/isolation-audit.md says
what it covers and what it cannot see.
"""
