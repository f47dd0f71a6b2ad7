"""A window of another program, run as one: its title tells what was typed into it."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLineEdit

if __name__ == "__main__":
    qt = QApplication(sys.argv[:1])
    window = QLineEdit()
    window.setWindowTitle("softphone")
    window.textChanged.connect(lambda text: window.setWindowTitle(f"softphone {text}"))
    window.show()
    qt.exec()
