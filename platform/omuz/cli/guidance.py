"""What a person needs to know once it serves: where to go and how to sign in."""

import os

from omuz.local.health import get_json
from omuz.local.instance import Instance
from omuz.local.paths import Places

DEMO_MUNICIPALITIES = ("kayseri", "izmir", "torbali")
DEMO_ACCOUNTS_PATH = "/api/v1/demo/accounts"


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
        _print_demo_accounts(port)
    else:
        print(
            "\nProduction mode: no demo accounts. `./omuz tenant create` makes a municipality,\n"
            "`./omuz manage staff_invite` invites its first administrator (docs/operations.md)."
        )
    print("\nIt runs in the background; ./omuz down stops it." if detached else "\nCtrl+C stops it.", flush=True)


def _print_demo_accounts(port: int) -> None:
    """Name an account or two; the served page is asked, so that what is printed is what works."""
    host = f"{DEMO_MUNICIPALITIES[0]}.{os.environ.get('OMUZ_BASE_DOMAIN', '') or 'localhost'}:{port}"
    accounts = get_json(port, host, DEMO_ACCOUNTS_PATH) or []
    print("\nSign in with a demo account; the sign-in page lists one for every role, with its present code.")
    for account in accounts[:2]:
        print(f"  {account['role_label']:<22} {account['email']}   password {account['password']}")
