"""The corpus that both sides read: forms, answers, and what is wrong with them.

Each file holds a form, its compiled schema and cases [path, code]. pytest validates them with jsonschema-rs, vitest
with the browser's validator (`frontend/src/ui/programme-form/corpus.test.ts`). After a change of the compiler,
`python -m tests.programmes.forms.corpus_files` writes the schemas anew; look at the difference before you keep it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from apps.programmes.forms import CompiledForm, compile_form
from tests.programmes.forms.support import definition

FOLDER = Path(__file__).with_name("corpus")


def files() -> list[Path]:
    """Return the files of the corpus in order."""
    return sorted(FOLDER.glob("*.json"))


def load(path: Path) -> dict[str, Any]:
    """Return one file."""
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def compiled_of(entry: dict[str, Any]) -> CompiledForm:
    """Return the compiled form of a file."""
    whole = definition(entry["form"], code_lists=entry["code_lists"])
    return compile_form(whole.forms[0], whole, closed=frozenset(entry["closed"]))


def expanded(value: Any) -> Any:
    """Return answers with {"$repeat": [what, times]} written out; nobody keeps a file of 500 kB for one case."""
    if isinstance(value, dict):
        if value.keys() == {"$repeat"}:
            what, times = value["$repeat"]
            return what * times
        return {key: expanded(one) for key, one in value.items()}
    return [expanded(one) for one in value] if isinstance(value, list) else value


def rewrite() -> None:
    """Write the compiled schemas anew."""
    for path in files():
        entry = load(path)
        entry["schema"] = compiled_of(entry).schema
        text = json.dumps(entry, ensure_ascii=False, indent=1)
        # A lone surrogate has no bytes of its own; it stays an escape.
        escaped = "".join(f"\\u{ord(one):04x}" if "\ud800" <= one <= "\udfff" else one for one in text)
        path.write_text(escaped + "\n", encoding="utf-8")


if __name__ == "__main__":
    rewrite()
