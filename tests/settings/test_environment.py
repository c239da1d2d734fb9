"""The environment is checked at start, and what is wrong is said with the variable's name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from omuz.settings.environment import Environment, parse_database_url


def test_a_start_without_addresses_names_all_that_is_missing():
    with pytest.raises(ImproperlyConfigured) as refused:
        Environment({"OMUZ_MODE": "production"}).check()
    for name in ("OMUZ_DATABASE_URL", "OMUZ_MASTER_KEY_FILE", "OMUZ_SECRET_KEY_FILE", "OMUZ_DATA_DIR"):
        assert name in str(refused.value)


def test_an_unknown_mode_is_refused():
    with pytest.raises(ImproperlyConfigured, match="OMUZ_MODE"):
        Environment({"OMUZ_MODE": "sandbox"}).check()


def test_a_secret_file_that_cannot_be_read_is_named(tmp_path):
    missing = tmp_path / "absent"
    with pytest.raises(ImproperlyConfigured, match="OMUZ_SECRET_KEY_FILE"):
        Environment({"OMUZ_SECRET_KEY_FILE": str(missing)}).secret("OMUZ_SECRET_KEY_FILE")


def test_an_address_is_taken_apart():
    parts = parse_database_url("postgresql://omuz_web:p%40ss@db.example:5433/omuz", name="OMUZ_DATABASE_URL")
    assert parts == {"NAME": "omuz", "USER": "omuz_web", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433"}


@pytest.mark.parametrize(
    "url", ["mysql://u:geheim@h/x", "postgresql://u:geheim@h", "postgresql://u:geheim@h/x?sslmode=require"]
)
def test_an_address_that_would_be_half_understood_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        parse_database_url(url, name="OMUZ_DATABASE_URL")
    assert "OMUZ_DATABASE_URL" in str(refused.value)
    assert "geheim" not in str(refused.value)
