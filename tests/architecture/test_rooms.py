"""The rooms of the house: who may call whom, read from the import graph and from the models' own relations."""

import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
#: Lowest first; the same order as in pyproject.toml.
APP_ORDER = [
    "accounts",
    "programmes",
    "privacy",
    "documents",
    "people",
    "directory",
    "appointments",
    "letters",
    "cases",
    "coaching",
    "employers",
    "decisions",
    "petitions",
    "indicators",
    "operators",
    "oversight",
]
#: What may be imported from outside an app.
OPEN_MODULES = {"operations", "queries", "enums"}
#: Registries and tables that an app offers on purpose.
OPEN_SPECIALS = {
    "apps.accounts.rights",
    "apps.accounts.handover",
    "apps.programmes.catalogue",
    "apps.programmes.geography",
    "apps.programmes.capabilities",
    "apps.programmes.deciding",
    "apps.programmes.definition",
    "apps.programmes.registry",
    "apps.programmes.packs",
    "apps.programmes.forms",
    "apps.programmes.whatif",
    "apps.privacy.purposes",
    "apps.letters.registry",
    "apps.appointments.resting",
    "apps.cases.badges",
    "apps.cases.timeline",
    "apps.cases.queues",
    "apps.cases.standstill",
}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("omuz", "tenants", "apps", "api", cache_dir=None)


def test_platform_is_a_folder_and_the_standard_librarys_platform_stays_importable():
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert not list((ROOT / "platform").glob("*.py"))
    code = "import platform; print(platform.python_implementation())"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip()


def test_every_app_is_in_the_dependency_order():
    folders = {p.name for p in (ROOT / "apps").iterdir() if (p / "__init__.py").exists()}
    assert folders == set(APP_ORDER)


def _app_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "apps" and len(parts) > 1 else None


def _is_open(module: str, importer: str) -> bool:
    if module in OPEN_SPECIALS or any(module.startswith(f"{name}.") for name in OPEN_SPECIALS):
        return True
    room = module.split(".")[2] if module.count(".") >= 2 else ""
    if room in OPEN_MODULES:
        return True
    # Serializers and views read models (style.md, rule 6); migrations and Django's own wiring do not count. The demo
    # writes thousands of rows in bulk, in municipalities that are nobody's.
    if importer.startswith("api."):
        # Rules are pure: a screen shows a guard before the click by asking the same function.
        return room in {"models", "rules"}
    if importer.startswith("omuz.isolation"):
        # The oracle plants rows of every table, and opens sessions as signing in leaves them.
        return room in {"models", "rules", "sessions"}
    # Drafts that operations take stand among the rules of their app.
    if importer.startswith("omuz.demo.casework"):
        return room in {"models", "rules"}
    return importer.startswith("omuz.demo.seeding") and room == "models"


def test_from_outside_an_app_only_its_doors_are_used(graph):
    wrong = []
    for module in graph.modules:
        app = _app_of(module)
        if app is None:
            continue
        for importer in graph.find_modules_that_directly_import(module):
            if _app_of(importer) == app or _is_open(module, importer):
                continue
            wrong.append(f"{importer} imports {module}")
    assert not wrong, "\n".join(sorted(wrong))


def _foreign_keys():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.OneToOneField | models.ManyToManyField):
                yield model, field


def test_foreign_keys_point_down_the_app_order():
    height = {app: level for level, app in enumerate(APP_ORDER)}
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in _foreign_keys()
        if height.get(field.related_model._meta.app_label, -1) > height.get(model._meta.app_label, len(height))
    ]
    assert not wrong, wrong


def test_no_foreign_key_crosses_from_a_municipality_to_the_registry():
    shared_only = {"tenants"}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model, field in _foreign_keys()
        if model._meta.app_label not in shared_only and field.related_model._meta.app_label in shared_only
    ]
    assert not wrong, wrong


def test_no_generic_foreign_key_exists():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.private_fields
        if type(field).__name__ == "GenericForeignKey"
    ]
    assert not wrong, wrong


def test_own_models_have_application_made_keys():
    own = {"kernel", "tenants", *APP_ORDER}
    wrong = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in own
        and not model._meta.auto_created
        and not isinstance(model._meta.pk, models.UUIDField | models.OneToOneField)
        and not getattr(model, "meaningful_key", False)
    ]
    assert not wrong, wrong


def test_text_columns_carry_no_twin_index():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in APP_ORDER
        for field in model._meta.concrete_fields
        if field.db_index and isinstance(field, models.CharField | models.TextField)
    ]
    assert not wrong, "use Meta.indexes: db_index on text makes a second, _like index per schema: " + str(wrong)


def test_no_record_shows_a_person_in_its_text_form():
    wrong = [m._meta.label for m in apps.get_models() if m._meta.app_label in APP_ORDER and "__str__" in vars(m)]
    assert not wrong, f"__str__ ends up in logs and errors: {wrong}"


def test_every_environment_variable_is_documented():
    from omuz.settings.environment import VARIABLES

    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    missing = [v.name for v in VARIABLES if v.name not in text]
    assert not missing, missing


def test_only_the_environment_module_reads_the_environment_in_settings():
    folder = ROOT / "platform" / "omuz" / "settings"
    wrong = [
        p.name
        for p in folder.glob("*.py")
        if p.name != "environment.py" and re.search(r"os\.environ|getenv", p.read_text())
    ]
    assert not wrong, wrong
    assert settings.DATABASES["default"]["OPTIONS"]["server_side_binding"] is True
