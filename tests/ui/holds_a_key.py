"""Another program that has taken a chord for itself, run as one until it is ended."""

from __future__ import annotations

import ctypes
import sys
from ctypes import c_char_p, c_int, c_uint, c_ulong, c_void_p

_CTRL_SHIFT = 5

if __name__ == "__main__":
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = c_void_p
    xlib.XDefaultRootWindow.restype = c_ulong
    xlib.XDefaultRootWindow.argtypes = [c_void_p]
    xlib.XStringToKeysym.restype = c_ulong
    xlib.XStringToKeysym.argtypes = [c_char_p]
    xlib.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
    xlib.XGrabKey.argtypes = [c_void_p, c_int, c_uint, c_ulong, c_int, c_int, c_int]
    xlib.XSync.argtypes = [c_void_p, c_int]
    display = xlib.XOpenDisplay(None)
    code = xlib.XKeysymToKeycode(display, xlib.XStringToKeysym(sys.argv[1].encode()))
    xlib.XGrabKey(display, code, _CTRL_SHIFT, xlib.XDefaultRootWindow(display), 0, 1, 1)
    xlib.XSync(display, 0)
    print("held", flush=True)
    sys.stdin.read()
