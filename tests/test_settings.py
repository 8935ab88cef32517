"""Settings from the file, the environment and the command line."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings
from embeddings.endpoint_request import EndpointRequest


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


ADDRESS = {"PINCITE_ENCODER": "http://localhost:8080/v1"}


def test_prompts_keep_their_spaces_from_the_file_and_the_environment(tmp_path: Path) -> None:
    (tmp_path / "pincite.toml").write_text(
        'PINCITE_ENCODER_QUESTION_PROMPT = "query: "\nencoder_dimensions = 256\n'
    )
    settings = load_settings(
        {**ADDRESS, "PINCITE_ENCODER_PASSAGE_PROMPT": " passage:  ", "PINCITE_ENCODER_KEY": "k"},
        tmp_path,
    )
    assert settings.endpoint == EndpointRequest("", "k", "query: ", " passage:  ", 256)


@pytest.mark.parametrize(
    ("name", "value"),
    [("KEY", "k"), ("MODEL", "m"), ("QUESTION_PROMPT", " "), ("DIMENSIONS", "2")],
)
@pytest.mark.parametrize("encoder", ["bundled", "some/model"])
def test_what_only_an_endpoint_is_told_is_refused_for_another_encoder(
    name: str, value: str, encoder: str, tmp_path: Path
) -> None:
    environment = {f"PINCITE_ENCODER_{name}": value, "PINCITE_ENCODER": encoder}
    with pytest.raises(SettingsError, match=f"PINCITE_ENCODER_{name} would have no effect"):
        load_settings(environment, tmp_path)


def test_dimensions_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PINCITE_ENCODER_DIMENSIONS is '-5'; it must be"):
        load_settings({**ADDRESS, "PINCITE_ENCODER_DIMENSIONS": "-5"}, tmp_path)


def test_keys_and_passwords_are_not_printed_with_the_settings() -> None:
    settings = Settings(encoder="http://h/v1", encoder_key="s3a", llm_key="s3b", secret="s3c")
    assert "s3" not in repr(settings)


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
