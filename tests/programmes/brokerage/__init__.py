"""A made-up module behind `job_brokerage`, for tests only: it proves the gate at every door before brokerage exists.

No table, no migration, no shipped address: it is put in for the length of a test (`installed`) and taken out again.
"""
