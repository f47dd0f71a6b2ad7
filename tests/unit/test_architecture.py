"""Rules that the import contracts cannot say: which part of Qt a room may use, and house words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "desktop"
FORBIDDEN_NAMES = ("manager", "helper", "util")
LONGEST_FILE_LINES = 400


def python_files(*rooms: str) -> list[Path]:
    found = [path for room in rooms for path in sorted((PACKAGE / room).rglob("*.py"))]
    assert found
    return found


class WithoutTypes(ast.NodeTransformer):
    """Drops what only the type checker sees."""

    def visit_If(self, node: ast.If) -> ast.AST | None:
        is_for_types = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        return None if is_for_types else self.generic_visit(node)


def imported_modules(path: Path) -> set[str]:
    modules: set[str] = set()
    tree = WithoutTypes().visit(ast.parse(path.read_text(encoding="utf-8")))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
            modules.update(f"{node.module}.{alias.name}" for alias in node.names)
    return modules


@pytest.mark.parametrize("path", python_files("softphone", "speech"), ids=lambda p: p.name)
def test_lines_and_voices_use_qt_core_and_network_only(path: Path) -> None:
    qt = {m.split(".")[1] for m in imported_modules(path) if m.startswith("PySide6.")}
    assert qt <= {"QtCore", "QtNetwork"}


def test_only_the_driver_of_the_store_loads_a_database_library() -> None:
    loading = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(m.split(".")[0] in ("sqlite3", "pysqlite3") for m in imported_modules(path))
    }
    assert loading <= {"store/driver.py"}


def test_files_keep_one_subject() -> None:
    long = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE_LINES
    }
    assert not long


def test_modules_are_named_in_the_words_of_the_field() -> None:
    names = {path.stem for path in PACKAGE.rglob("*.py")}
    assert not {name for name in names for word in FORBIDDEN_NAMES if word in name}
