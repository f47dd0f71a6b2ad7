"""What stands in `settings.toml`, and what is refused in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.settings import HookSettings, Settings, SettingsError, read_settings

CONFIG = Path("/home/agent/.config/callside")
DEFAULTS = Settings(
    database=Path("/home/agent/.local/share/callside/callside.db"),
    config_folder=CONFIG,
    state_folder=Path("/home/agent/.local/state/callside"),
)


def test_an_empty_file_changes_nothing() -> None:
    assert read_settings("", DEFAULTS) == DEFAULTS


def test_everything_can_be_set() -> None:
    text = """
        language = "en"
        line = "none"
        database = "/srv/desk.db"
        profile = "/srv/agency.yaml"
        [baresip]
        host = "127.0.0.2"
        port = 4455
        [hook]
        http_port = 8787
        host = "0.0.0.0"
        token = "0123456789abcdef"
        allowed_origins = ["https://phone.example"]
    """
    assert read_settings(text, DEFAULTS) == Settings(
        database=Path("/srv/desk.db"),
        config_folder=CONFIG,
        state_folder=DEFAULTS.state_folder,
        language="en",
        line="none",
        baresip_host="127.0.0.2",
        baresip_port=4455,
        profile=Path("/srv/agency.yaml"),
        hook=HookSettings(8787, "0.0.0.0", "0123456789abcdef", ("https://phone.example",)),
    )


def test_a_path_counts_from_the_folder_of_the_settings() -> None:
    settings = read_settings('database = "desk.db"\nprofile = "own/agency.yaml"', DEFAULTS)
    assert settings.database == CONFIG / "desk.db"
    assert settings.profile == CONFIG / "own" / "agency.yaml"


def test_a_path_may_begin_at_home() -> None:
    settings = read_settings('profile = "~/agency.yaml"', DEFAULTS)
    assert settings.profile == Path.home() / "agency.yaml"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 1", "'colour'"),
        ("[baresip]\nprot = 4455", "'baresip.prot'"),
        ("baresip = 4455", r"\[baresip\]"),
        ("[baresip]\nport = 0", "'baresip.port'"),
        ("[baresip]\nport = true", "'baresip.port'"),
        ("[baresip]\nhost = 1", "'host'"),
        ("[hook]\nport = 1", "'hook.port'"),
        ("hook = 8787", r"\[hook\]"),
        ("[hook]\nhttp_port = 0", "'hook.http_port'"),
        ('[hook]\nhost = "phone.example"', "'hook.host'"),
        ('[hook]\nhost = "0.0.0.0"', "'hook.token'"),
        ('[hook]\nhost = "192.168.1.5"\ntoken = "short"', "'hook.token'"),
        ('[hook]\nallowed_origins = ["https://a.example"]', "'hook.token'"),
        ('[hook]\nallowed_origins = "https://a.example"', "'hook.allowed_origins'"),
        ('language = "fr"', "'language'"),
        ('line = "skype"', "'line'"),
        ("database = 1", "'database'"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        read_settings(text, DEFAULTS)
