"""The list article -> guard -> tests of a shipped pack, as the guide shows it.

`python -m tests.articles.listing` writes it anew; a test compares.
"""

import ast
import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
GUIDE: Final = ROOT / "docs" / "guide" / "maddeler-izmir.md"
_NAMED: Final = re.compile(r"test_art_(\d+)_")
_PLACES: Final = {
    "constraint": "veritabanı", "operation": "işlem", "absent": "Omuz'da yok", "record": "kanıt kaydı",
}  # fmt: skip
_HEAD: Final = """# İzmir yönetmeliği: madde, güvence, test

Bu liste `python -m tests.articles.listing` ile üretilir; elle değiştirilmez, bir test güncelliğini denetler. Maddeler
`packs/izmir-destekli-istihdam/articles.yaml` dosyasındadır. Bir güvence yalnızca onu gösteren programı bağlar.
Testler maddenin numarasıyla adlandırılır (`test_art_8_...`).

| Madde | Başlık | Güvence | Koruyan | İşlev | Testler |
|---|---|---|---|---|---|
"""


@functools.cache
def articles_tested() -> dict[str, dict[str, int]]:
    """Return, by article number, the files with tests that are named after it and how many each holds."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for name in _functions(file):
            named = _NAMED.match(name)
            if named is not None:
                found[named[1]][str(file.relative_to(ROOT))] += 1
    return found


def _functions(file: Path) -> Iterator[str]:
    text = file.read_text()
    if "test_art_" in text:
        yield from (node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))


def render() -> str:
    """Return the page."""
    from apps.programmes.packs import get_shipped
    from apps.programmes.registry import guards

    pack = get_shipped("izmir-destekli-istihdam")
    if pack is None:
        raise LookupError("İzmir's pack cannot be read")
    known, tested = guards(), articles_tested()
    lines = []
    for article in pack.definition.articles:
        number = article.basis.article
        held = [known[key] for key in article.guards if key in known]
        files = " ".join(f"`{file}` ({count})" for file, count in tested.get(number, {}).items())
        note = article.note.tr if article.note is not None else "Tanımlar ya da görevlendirir."
        cells = (
            number,
            article.title.tr,
            "; ".join(guard.label.tr for guard in held) or note,
            "; ".join(", ".join(_PLACES[place.value] for place in guard.enforced) for guard in held) or "—",
            "<br>".join(f"`{guard.function}`" for guard in held) or "—",
            files or "—",
        )
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    import django

    django.setup()
    GUIDE.write_text(render())
