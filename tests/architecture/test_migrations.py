"""Tables and models say the same."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def test_every_change_of_a_model_has_its_migration():
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = detector.changes(graph=loader.graph)
    assert {
        app: [str(step) for migration in steps for step in migration.operations] for app, steps in changes.items()
    } == {}
