"""Settings: one table; weakest the default, strongest the environment; nothing unknown goes unnoticed."""

from __future__ import annotations

import pytest

from copydesk.errors import SettingError
from copydesk.settings import SETTINGS, load


def test_default_stands_without_anything_else(tmp_path):
    """Without a file and an environment every setting has its default."""
    settings = load({}, folder=tmp_path)

    assert {each.name: each.default for each in SETTINGS if each.name != "site_folder"} == {
        each.name: getattr(settings, each.name) for each in SETTINGS if each.name != "site_folder"
    }


def test_file_is_stronger_than_the_default_and_weaker_than_the_environment(tmp_path):
    """The site's file changes a default; the environment changes both."""
    (tmp_path / "copydesk.toml").write_text('port = 9000\nsite_name = "Bay News"\n')

    settings = load({"COPYDESK_PORT": "9100"}, folder=tmp_path)

    assert (settings.port, settings.site_name) == (9100, "Bay News")


def test_database_url_counts_under_its_usual_name(tmp_path):
    """DATABASE_URL is taken as everybody sets it."""
    assert load({"DATABASE_URL": "postgresql://x/y"}, folder=tmp_path).database_url == "postgresql://x/y"


def test_unknown_setting_in_the_file_is_named(tmp_path):
    """A misspelt setting is not passed over in silence."""
    (tmp_path / "copydesk.toml").write_text("prot = 9000\n")

    with pytest.raises(SettingError, match=r"setting prot: .*is no setting of Copydesk"):
        load({}, folder=tmp_path)


def test_value_of_the_wrong_kind_is_named(tmp_path):
    """A port that is no number says so."""
    with pytest.raises(SettingError, match="setting port: 'eighty' is not int"):
        load({"COPYDESK_PORT": "eighty"}, folder=tmp_path)


def test_file_that_is_no_toml_says_where(tmp_path):
    """A broken file is named, with the place."""
    (tmp_path / "copydesk.toml").write_text("port = \n")

    with pytest.raises(SettingError, match=r"copydesk\.toml: is not TOML"):
        load({}, folder=tmp_path)


@pytest.mark.parametrize("field", SETTINGS, ids=lambda field: field.name)
def test_every_setting_is_explained(field):
    """Each setting carries one sentence of help."""
    assert field.metadata["help"].endswith(".")
