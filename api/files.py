"""Files to take away: stored by the browser, never shown, never kept on the way."""

from urllib.parse import quote

from django.http import HttpResponse


def attachment(name: str, media_type: str, content: bytes) -> HttpResponse:
    """Return a file that is only ever saved: whatever it looks like, no browser runs it under our address."""
    answer = HttpResponse(content, content_type=media_type)
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in " .-_()") else "_" for letter in name)
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
