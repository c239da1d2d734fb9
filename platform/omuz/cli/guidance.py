"""What a person needs to know once it serves: where to go and how to sign in."""

import os

from omuz.local.instance import Instance
from omuz.local.paths import Places

DEMO_MUNICIPALITIES = ("kayseri", "izmir", "torbali")


def addresses(port: int, mode: str) -> dict[str, str]:
    """Return the addresses to open, by what is found there."""
    domain = os.environ.get("OMUZ_BASE_DOMAIN", "") or "localhost"
    found = {slug: f"http://{slug}.{domain}:{port}" for slug in DEMO_MUNICIPALITIES} if mode == "demo" else {}
    return {**found, "coordinator": f"http://{domain}:{port}"}


def print_addresses(places: Places, port: int, *, detached: bool) -> None:
    """Print the addresses, how to sign in, and how to stop it."""
    mode = Instance.open(places).mode
    print("\nOmuz serves:")
    for name, address in addresses(port, mode).items():
        print(f"  {name:<12} {address}")
    if mode == "demo":
        print(
            "\nSign in with a demo account: the sign-in page lists one for every role, with password and present code."
        )
    else:
        print(
            "\nProduction mode: no demo accounts. `./omuz tenant --help` makes municipalities and invites their staff."
        )
    print("\nIt runs in the background; ./omuz down stops it." if detached else "\nCtrl+C stops it.", flush=True)
