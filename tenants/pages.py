"""Small pages for browsers that ask at a door nobody answers: made without the database, the build or a script.

They stand outside of the security policy's middleware, so they bring a stricter one of their own.
"""

import base64
import hashlib
from html import escape
from typing import Final

from django.http import HttpRequest, HttpResponse

_STYLE: Final = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --soft: #4a5560; --line: #c9d1d9; --link: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16191d; --ink: #f0f3f6; --soft: #b9c2cc; --line: #3d4650; --link: #8cc2ff; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif; }
main { box-sizing: border-box; width: min(36rem, 100%); padding: 1.5rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.3; }
p { margin: 0 0 1rem; }
.soft { color: var(--soft); border-top: 1px solid var(--line); padding-top: 1rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
"""
_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE: Final = """<!doctype html>
<html lang="tr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>{title} · Omuz</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
{again}<p class="soft" lang="en">{english}</p>
</main>
</body>
</html>
"""
_AGAIN: Final = (
    '<p>Bu sayfa kendiliğinden yenilenir; bir şey yapmanız gerekmez. <a href="">Şimdi yeniden dene</a></p>\n'
)


def wants_page(request: HttpRequest) -> bool:
    """Return whether a person opens an address in a browser; programs and the application's own calls do not."""
    is_call = request.path.startswith(("/api/", "/_allauth/"))
    return request.method in {"GET", "HEAD"} and not is_call and "text/html" in request.headers.get("Accept", "")


def page(status: int, *, title: str, text: str, english: str, refresh_after: int | None = None) -> HttpResponse:
    """Return the page. With `refresh_after` the browser asks again by itself after so many seconds."""
    body = _PAGE.format(
        title=escape(title),
        text=escape(text),
        english=escape(english),
        style=_STYLE,
        again=_AGAIN if refresh_after is not None else "",
    )
    answer = HttpResponse(body, status=status, content_type="text/html; charset=utf-8")
    answer["Content-Security-Policy"] = _POLICY
    answer["Cache-Control"] = "no-store"
    answer["Vary"] = "Accept"
    if refresh_after is not None:
        answer["Refresh"] = str(refresh_after)
    return answer
