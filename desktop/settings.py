"""Where things lie and what the user set in `settings.toml`; read once, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

NAME = "callside"
LANGUAGES = ("zh_CN", "en")
THIS_MACHINE = "127.0.0.1"
BARESIP_PORT = 4444
_KNOWN = frozenset({"language", "database", "profile", "line", "backups", "baresip", "hook"})
_KNOWN_OF_BARESIP = frozenset({"host", "port"})
_KNOWN_OF_HOOK = frozenset({"http_port", "host", "token", "allowed_origins"})
_SHORTEST_TOKEN = 16


class SettingsError(Exception):
    """`settings.toml` cannot be used as it is; the text says which line to mend."""


@dataclass(frozen=True, slots=True)
class HookSettings:
    """Reports of calls over HTTP; off while `http_port` is None.

    `host` is the address to listen on: this machine's own, unless there is a `token`. Pages of the
    `allowed_origins` (`https://phone.example`) may report calls when they know the token.
    """

    http_port: int | None = None
    host: str = THIS_MACHINE
    token: str = ""
    allowed_origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences that are not made in the window.

    `line` is `baresip` or `none` (then calls are reported by hand). `profile` is the file with the
    agency's facts; None uses the one that comes with the program. `backups` is the folder of the
    rotated backups; None is one beside the database.
    """

    database: Path
    config_folder: Path
    state_folder: Path
    language: str | None = None
    line: str = "baresip"
    baresip_host: str = THIS_MACHINE
    baresip_port: int = BARESIP_PORT
    profile: Path | None = None
    backups: Path | None = None
    hook: HookSettings = HookSettings()


def load_settings() -> Settings:
    """The settings of this user; without a file, the defaults. Raises `SettingsError`."""
    config_folder = platformdirs.user_config_path(NAME, appauthor=False)
    path = config_folder / "settings.toml"
    defaults = Settings(
        database=platformdirs.user_data_path(NAME, appauthor=False) / "callside.db",
        config_folder=config_folder,
        state_folder=platformdirs.user_state_path(NAME, appauthor=False),
    )
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return defaults
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"settings.toml cannot be used: {error}") from error
    import tomllib

    try:
        return read_settings(text, defaults)
    except (tomllib.TOMLDecodeError, SettingsError) as error:
        raise SettingsError(f"settings.toml cannot be used: {error}") from error


def read_settings(text: str, defaults: Settings) -> Settings:
    """The settings in a TOML text over the defaults."""
    import tomllib  # most starts have no settings file, and this takes milliseconds

    table = tomllib.loads(text)
    baresip, hook = _table(table, "baresip"), _table(table, "hook")
    unknown = sorted(set(table) - _KNOWN)
    unknown += [f"baresip.{name}" for name in sorted(set(baresip) - _KNOWN_OF_BARESIP)]
    unknown += [f"hook.{name}" for name in sorted(set(hook) - _KNOWN_OF_HOOK)]
    if unknown:
        raise SettingsError(f"unknown setting '{unknown[0]}'")
    language = _text(table, "language", defaults.language or "")
    if language and language not in LANGUAGES:
        raise SettingsError(f"'language' must be one of {', '.join(LANGUAGES)}")
    line = _text(table, "line", defaults.line)
    if line not in ("baresip", "none"):
        raise SettingsError("'line' must be 'baresip' or 'none'")
    profile = _text(table, "profile", "")
    backups = _text(table, "backups", "")
    return Settings(
        database=_path(defaults, _text(table, "database", str(defaults.database))),
        config_folder=defaults.config_folder,
        state_folder=defaults.state_folder,
        language=language or None,
        line=line,
        baresip_host=_text(baresip, "host", defaults.baresip_host),
        baresip_port=_port(baresip, "baresip", "port", defaults.baresip_port),
        profile=_path(defaults, profile) if profile else None,
        backups=_path(defaults, backups) if backups else None,
        hook=_read_hook(hook),
    )


def _read_hook(table: dict[str, Any]) -> HookSettings:
    from ipaddress import ip_address  # only who sets this needs it

    host = _text(table, "host", THIS_MACHINE).replace("localhost", THIS_MACHINE)
    token = _text(table, "token", "")
    origins = table.get("allowed_origins", [])
    if not isinstance(origins, list) or not all(isinstance(one, str) for one in origins):
        raise SettingsError("'hook.allowed_origins' must be a list of texts in quotes")
    try:
        is_own = ip_address(host).is_loopback
    except ValueError:
        raise SettingsError("'hook.host' must be an address in figures") from None
    if token and (len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable()):
        raise SettingsError(
            f"'hook.token' must have at least {_SHORTEST_TOKEN} letters and figures"
        )
    if not token and not is_own:
        raise SettingsError("'hook.token' is needed when others than this machine may report calls")
    if not token and origins:
        raise SettingsError("'hook.token' is needed when pages may report calls")
    port = _port(table, "hook", "http_port", 0) if "http_port" in table else None
    return HookSettings(port, host, token, tuple(origins))


def _table(table: dict[str, Any], name: str) -> dict[str, Any]:
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise SettingsError(f"'{name}' must be a table: [{name}]")
    return found


def _port(table: dict[str, Any], of: str, name: str, default: int) -> int:
    port = table.get(name, default)
    if not isinstance(port, int) or isinstance(port, bool) or not 0 < port < 65536:
        raise SettingsError(f"'{of}.{name}' must be a port number")
    return port


def _path(defaults: Settings, text: str) -> Path:
    """A path that is not whole counts from where `settings.toml` is, wherever we are started."""
    return defaults.config_folder / Path(text).expanduser()


def _text(table: dict[str, Any], name: str, default: str) -> str:
    value = table.get(name, default)
    if not isinstance(value, str):
        raise SettingsError(f"'{name}' must be a text in quotes")
    return value
