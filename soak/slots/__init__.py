"""Many clients for one place, again and again: PostgreSQL lets one of them through each time, and nothing is lost.

Run: ./omuz soak slots [--clients 50] [--rounds 200] [--fresh] [--keep]

Staff at the counter and citizens on the public page ask for the last place of a slot at the same moment, while another
process of the house lays the calendar out anew. A run that was interrupted goes on behind its last finished batch; the
report is printed and stands in <data>/soak/slots/report.json.
"""

from collections.abc import Sequence

from soak.running import run


def main(arguments: Sequence[str]) -> None:
    """Run or go on, and exit with 0 only when every round had one winner."""
    run("slots", arguments, usage=__doc__)
