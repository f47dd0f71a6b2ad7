"""What a recipe names of this machine: the command, the addresses, the script, the port."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from desktop.domain.phone_recipes import PhoneRecipe
from desktop.phones import twinkle
from desktop.phones.own_command import command_for, own_command

_ELSEWHERE = ("192.0.2.1", 9)
"""An address that belongs to nobody: nothing is ever sent there."""


def places_for(
    recipe: PhoneRecipe,
    *,
    settings_file: Path,
    http_port: int,
    http_token: str,
    baresip_port: int,
    script: Path | None,
    platform: str = sys.platform,
) -> dict[str, str]:
    """The text for each mark of a recipe."""
    listening = f"# {settings_file}\n[hook]\nhttp_port = {http_port}"
    return {
        "command": command_for(recipe.platforms, platform),
        "url": f"http://127.0.0.1:{http_port}/call?",
        "lan_url": f"http://{lan_address()}:{http_port}/call?token={http_token}&",
        "http_settings": listening,
        "lan_settings": f'{listening}\nhost = "0.0.0.0"\ntoken = "{http_token}"',
        "port": str(baresip_port),
        "script": str(script or twinkle.SCRIPT_NAME),
        "script_text": twinkle.script_text(own_command(platform=platform)).rstrip(),
    }


def lan_address() -> str:
    """This machine's address on the local network; a name in its place while there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)  # chooses a way out, sends nothing
        except OSError:
            return "COMPUTER"
        return str(probe.getsockname()[0])
