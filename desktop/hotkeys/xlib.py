"""The few calls of libX11 that chords need, on a connection of our own."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_uint, c_ulong, c_void_p

LIBRARY = "libX11.so.6"
KEY_PRESS, KEY_RELEASE, MAPPING_NOTIFY = 2, 3, 34
_GRAB_MODE_ASYNC = 1


class NoDisplayError(Exception):
    """There is no libX11, or no X server that answers."""


class KeyEvent(ctypes.Structure):
    """XKeyEvent."""

    _fields_ = (
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        *((name, c_ulong) for name in ("window", "root", "subwindow", "time")),
        *((name, c_int) for name in ("x", "y", "x_root", "y_root")),
        ("state", c_uint),
        ("keycode", c_uint),
        ("same_screen", c_int),
    )


class _Event(ctypes.Union):
    """XEvent, as large as the largest of its kinds."""

    _fields_ = (("key", KeyEvent), ("pad", c_long * 24))


class _Error(ctypes.Structure):
    """XErrorEvent."""

    _fields_ = (
        ("type", c_int),
        ("display", c_void_p),
        ("resource", c_ulong),
        ("serial", c_ulong),
        *((name, c_ubyte) for name in ("code", "request", "minor")),
    )


_ErrorHandler = ctypes.CFUNCTYPE(c_int, c_void_p, POINTER(_Error))


def _library() -> ctypes.CDLL:
    """libX11 with the types of what is called. Raises OSError where it is missing."""
    xlib = ctypes.CDLL(LIBRARY)
    xlib.XOpenDisplay.restype = c_void_p
    xlib.XOpenDisplay.argtypes = [c_char_p]
    xlib.XDefaultRootWindow.restype = c_ulong
    xlib.XStringToKeysym.restype = c_ulong
    xlib.XStringToKeysym.argtypes = [c_char_p]
    xlib.XKeysymToKeycode.restype = c_ubyte
    xlib.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
    xlib.XGrabKey.argtypes = [c_void_p, c_int, c_uint, c_ulong, c_int, c_int, c_int]
    xlib.XUngrabKey.argtypes = [c_void_p, c_int, c_uint, c_ulong]
    xlib.XSync.argtypes = [c_void_p, c_int]
    xlib.XNextEvent.argtypes = [c_void_p, POINTER(_Event)]
    xlib.XRefreshKeyboardMapping.argtypes = [POINTER(_Event)]
    xlib.XkbSetDetectableAutoRepeat.argtypes = [c_void_p, c_int, c_void_p]
    xlib.XSetErrorHandler.restype = c_void_p
    xlib.XSetErrorHandler.argtypes = [c_void_p]
    for call in (xlib.XDefaultRootWindow, xlib.XConnectionNumber, xlib.XPending):
        call.argtypes = [c_void_p]
    xlib.XCloseDisplay.argtypes = [c_void_p]
    return xlib


class XDisplay:
    """A connection to the X server of `DISPLAY`. Raises `NoDisplayError`. Close it."""

    def __init__(self) -> None:
        try:
            self._xlib = _library()
        except OSError as error:
            raise NoDisplayError from error
        self._display = self._xlib.XOpenDisplay(None)
        if not self._display:
            raise NoDisplayError
        self._root = self._xlib.XDefaultRootWindow(self._display)
        # A key that is held then repeats as presses without releases between them.
        self._xlib.XkbSetDetectableAutoRepeat(self._display, 1, None)

    @property
    def socket(self) -> int:
        """What becomes readable when something is pressed."""
        return int(self._xlib.XConnectionNumber(self._display))

    def keycode(self, keysym: str) -> int:
        """The key that gives this symbol, by its X name; 0 when the keyboard has none."""
        symbol = self._xlib.XStringToKeysym(keysym.encode())
        return int(self._xlib.XKeysymToKeycode(self._display, symbol)) if symbol else 0

    def grab(self, keycode: int, masks: tuple[int, ...]) -> bool:
        """Take a key with each of these modifier masks; False, and none taken, when it is held."""
        with self._errors() as errors:
            for mask in masks:
                self._xlib.XGrabKey(
                    *(self._display, keycode, mask, self._root, 0),
                    *(_GRAB_MODE_ASYNC, _GRAB_MODE_ASYNC),
                )
        if errors:
            self.let_go(keycode, masks)
        return not errors

    def let_go(self, keycode: int, masks: tuple[int, ...]) -> None:
        """Give a key back."""
        with self._errors():
            for mask in masks:
                self._xlib.XUngrabKey(self._display, keycode, mask, self._root)

    @contextmanager
    def _errors(self) -> Iterator[list[int]]:
        """The codes of the errors of what is called inside; without this, one ends the program."""
        codes: list[int] = []

        def note(_display: object, error: object) -> int:
            codes.append(error.contents.code)  # type: ignore[attr-defined]
            return 0

        handler = _ErrorHandler(note)
        before = self._xlib.XSetErrorHandler(ctypes.cast(handler, c_void_p))
        try:
            yield codes
            self._xlib.XSync(self._display, 0)
        finally:
            self._xlib.XSetErrorHandler(before)

    def events(self) -> Iterator[KeyEvent]:
        """What has happened since; a changed keyboard is taken over before it is told."""
        event = _Event()
        while self._xlib.XPending(self._display):
            self._xlib.XNextEvent(self._display, byref(event))
            if event.key.type == MAPPING_NOTIFY:
                self._xlib.XRefreshKeyboardMapping(byref(event))
            yield KeyEvent.from_buffer_copy(event.key)

    def close(self) -> None:
        """End the connection; the server gives back what is still taken."""
        self._xlib.XCloseDisplay(self._display)
