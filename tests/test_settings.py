"""Settings from the file, the environment and the command line."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings


def test_defaults_bind_to_this_machine_only(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path)
    assert (settings.host, settings.port, settings.encoder) == ("127.0.0.1", 8040, "bundled")
    assert Path(settings.library).name == "pincite"


def test_the_environment_stands_over_the_file_and_the_command_over_both(tmp_path: Path) -> None:
    (tmp_path / "pincite.toml").write_text('PINCITE_HOST = "::1"\nport = 1\nencoder = "here"\n')
    settings = load_settings({"PINCITE_PORT": "2", "HOME": "/x"}, tmp_path, port="3", host=None)
    assert (settings.host, settings.port, settings.encoder) == ("::1", 3, "here")


def test_an_unknown_setting_is_refused_with_the_nearest_right_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the nearest is PINCITE_LIBRARY"):
        load_settings({"PINCITE_LIBARY": "x"}, tmp_path)


@pytest.mark.parametrize("port", ["x", "-1", "65536", "80.5"])
def test_a_port_that_is_none_is_refused(port: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="0 to 65535"):
        load_settings({"PINCITE_PORT": port}, tmp_path)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "pincite.toml").write_text("= 3")
    with pytest.raises(SettingsError, match=r"pincite\.toml cannot be read"):
        load_settings({}, tmp_path)


def test_a_server_library_is_refused_with_the_remedy() -> None:
    settings = Settings(library="postgresql://somewhere/kb")
    with pytest.raises(SettingsError, match="Set PINCITE_LIBRARY to a folder"):
        _ = settings.library_folder
