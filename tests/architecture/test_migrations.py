"""Tables and models say the same."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def test_every_change_of_a_model_has_its_migration():
    # Without a language, as makemigrations does it: other people's migrations hold their labels in English.
    with translation.override(None):
        loader = MigrationLoader(None)
        assert loader.detect_conflicts() == {}
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)
    found = [str(step) for migrations in changes.values() for migration in migrations for step in migration.operations]
    assert found == []
