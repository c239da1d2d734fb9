"""Demo municipalities: synthetic people, providers and staff. Nobody in here lives or can live.

`people` and `providers` are pure (a seed goes in, records come out); `seeding` writes them through the database.
"""
