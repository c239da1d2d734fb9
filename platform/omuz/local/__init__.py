"""Omuz on one machine: the services that `./omuz up` brings along, and the process that watches over them.

Nothing here imports Django: `up` and `status` must answer before it would have been loaded.
"""
