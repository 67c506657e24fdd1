# SPDX-License-Identifier: GPL-3.0-or-later
"""The terminal on the operator's desk: what it shows, what its keys send.

pyte 0.8 is the emulator.  What it lacks and ncurses uses is added here: SU, SD, REP,
CBT, HPA, blank rows in IL and DL, the alternate screen, cursor movement outside the scroll region, and
answers to ESC[5n and ESC[6n.  same_as_tmux() compares with another emulator.
"""
import codecs
import os
import re
import subprocess
import tempfile
import time

import pyte
import pyte.modes

ESC = "\x1b"


class _Screen(pyte.Screen):
    """What pyte.Screen leaves out."""

    def __init__(self, cols, rows):
        self.answers = []   # bytes to send back, asked for by ESC[6n and its like
        self.unknown = []   # sequences that no terminal here knows
        self.bells = 0
        self.drawn = ""     # the last character, for REP
        self.primary = None  # what lies under the alternate screen
        super().__init__(cols, rows)

    def draw(self, data):
        self.drawn = data[-1:]
        super().draw(data)

    def repeat(self, count=1):
        self.draw(self.drawn * (count or 1))

    def _region(self):
        return self.margins or pyte.screens.Margins(0, self.lines - 1)

    def _scroll(self, count, move, row):
        at = self.cursor.x, self.cursor.y
        self.cursor.y = row
        for _ in range(min(count or 1, self.lines)):
            move()
        self.cursor.x, self.cursor.y = at

    def scroll_up(self, count=1):
        self._scroll(count, self.index, self._region().bottom)

    def scroll_down(self, count=1):
        self._scroll(count, self.reverse_index, self._region().top)

    def _lines(self, count, move):
        """IL and DL: pyte forgets rows that were never written to."""
        region = self._region()
        if region.top <= self.cursor.y <= region.bottom:
            margins, self.margins = self.margins, pyte.screens.Margins(
                self.cursor.y, region.bottom)
            self._scroll(min(count or 1, self.lines), *move)
            self.margins = margins
            self.carriage_return()

    def insert_lines(self, count=None):
        self._lines(count, (self.reverse_index, self.cursor.y))

    def delete_lines(self, count=None):
        self._lines(count, (self.index, self._region().bottom))

    def cursor_up(self, count=None):
        top = self._region().top if self.cursor.y >= self._region().top else 0
        self.cursor.y = max(self.cursor.y - (count or 1), top)

    def cursor_down(self, count=None):
        bottom = self._region().bottom
        bottom = bottom if self.cursor.y <= bottom else self.lines - 1
        self.cursor.y = min(self.cursor.y + (count or 1), bottom)

    def tab_back(self, count=1):
        for _ in range(count or 1):
            self.cursor.x = max((s for s in self.tabstops if s < self.cursor.x),
                                default=0)

    def set_mode(self, *modes, **kwargs):
        if kwargs.get("private") and 1049 in modes and self.primary is None:
            self.primary = {y: dict(self.buffer[y]) for y in range(self.lines)}
            self.erase_in_display(2)
        super().set_mode(*modes, **kwargs)

    def reset_mode(self, *modes, **kwargs):
        super().reset_mode(*modes, **kwargs)
        if kwargs.get("private") and 1049 in modes and self.primary is not None:
            self.buffer.clear()
            for y, line in self.primary.items():
                for x, cell in line.items():
                    self.buffer[y][x] = cell
            self.primary = None

    def bell(self, *args):
        self.bells += 1

    def report_device_attributes(self, mode=0, **kwargs):
        """Nothing here may ask what terminal this is."""
        self.unknown.append("DA")

    def write_process_input(self, data):
        self.answers.append(data)

    def debug(self, *args, **kwargs):
        """Sequences that pyte does not know; xterm's entry keeps the window's title with
        22;0;0t and 23;0;0t, and ESC = and ESC > change what the keypad sends."""
        if args not in ((), (22, 0, 0), (23, 0, 0)):
            self.unknown.append((args, kwargs))


class _Stream(pyte.Stream):
    csi = dict(pyte.Stream.csi, S="scroll_up", T="scroll_down", b="repeat", Z="tab_back")
    csi["`"] = "cursor_to_column"
    events = pyte.Stream.events | {"scroll_up", "scroll_down", "repeat", "tab_back"}


class Terminal:
    """Bytes in, a picture out.  charset is "utf-8", "latin-1" or "cp850"; answers=False
    is a terminal that never answers a question."""

    def __init__(self, cols=80, rows=24, charset="utf-8", answers=True):
        self.charset = charset
        self.answers = answers
        self.raw = bytearray()
        self._screen = _Screen(cols, rows)
        self._stream = _Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder(charset)("replace")

    def feed(self, data):
        """Show data; returns the bytes that the terminal sends back."""
        self.raw += data
        self._stream.feed(self._decoder.decode(data))
        said = "".join(self._screen.answers).replace("\x9b", ESC + "[")
        self._screen.answers.clear()
        return said.encode() if self.answers else b""

    def resize(self, cols, rows):
        self._screen.resize(rows, cols)

    @property
    def cols(self):
        return self._screen.columns

    @property
    def rows(self):
        return self._screen.lines

    @property
    def bells(self):
        return self._screen.bells

    @property
    def unknown(self):
        return self._screen.unknown

    @property
    def alternate(self):
        """True while the alternate screen is shown."""
        return self._screen.primary is not None

    def lines(self):
        """The rows without blanks at their ends."""
        return [row.rstrip() for row in self._screen.display]

    def text(self):
        return "\n".join(self.lines())

    def cursor(self):
        """(row, column), from 0."""
        return self._screen.cursor.y, min(self._screen.cursor.x, self.cols - 1)

    def cells(self, row):
        """[(character, foreground, bold, reverse)] of a row."""
        line = self._screen.buffer[row]
        return [(c.data, c.fg, c.bold, c.reverse)
                for c in (line[x] for x in range(self.cols))]


def same_as_tmux(raw, cols=80, rows=24):
    """What tmux shows of raw, row by row without blanks at the ends."""
    with tempfile.TemporaryDirectory() as home:
        path = os.path.join(home, "raw")
        with open(path, "wb") as file:
            file.write(raw + b"\x1b]2;all-shown\x07")
        tmux = ["tmux", "-S", os.path.join(home, "s"), "-f", "/dev/null"]
        env = dict(os.environ, TERM="xterm", LC_ALL="C.UTF-8")
        env.pop("TMUX", None)
        try:
            subprocess.run([*tmux, "-u", "new-session", "-d", "-x", str(cols), "-y",
                            str(rows), f"stty raw -echo; cat {path}; exec sleep 600"],
                           check=True, env=env)
            deadline = time.monotonic() + 10
            while time.monotonic() < deadline:
                title = subprocess.run([*tmux, "display", "-p", "#{pane_title}"],
                                       capture_output=True, text=True, env=env).stdout
                if "all-shown" in title:
                    break
            shown = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True,
                                   text=True, env=env, check=True).stdout
        finally:
            subprocess.run([*tmux, "kill-server"], capture_output=True, env=env)
    lines = [line.rstrip() for line in shown.split("\n")[:rows]]
    return lines + [""] * (rows - len(lines))


# What a key sends, by kind of terminal.  PuTTY sends the same F-keys whatever TERM says.
_COMMON = {"Enter": "\r", "Tab": "\t", "Backspace": "\x7f", "Escape": ESC, "Ctrl-C": "\x03",
           "Ctrl-E": "\x05", "Ctrl-G": "\x07", "Ctrl-H": "\x08", "Ctrl-L": "\x0c", "Ctrl-O": "\x0f",
           "Ctrl-R": "\x12", "Ctrl-S": "\x13", "Ctrl-T": "\x14", "Ctrl-U": "\x15", "Ctrl-W": "\x17", "Ctrl-X": "\x18"}
_F5 = {"F5": "[15~", "F6": "[17~", "F7": "[18~", "F8": "[19~", "F9": "[20~",
       "F10": "[21~", "F12": "[24~"}
_ARROWS = {"Up": "[A", "Down": "[B", "Right": "[C", "Left": "[D"}
_PAGES = {"Home": "[1~", "Delete": "[3~", "End": "[4~", "PageUp": "[5~",
          "PageDown": "[6~", "Backtab": "[Z"}
_PC = _F5 | _ARROWS | _PAGES
_XTERM = _PC | {"F1": "OP", "F2": "OQ", "F3": "OR", "F4": "OS", "Home": "[H", "End": "[F"}
_PUTTY = _PC | {"F1": "[11~", "F2": "[12~", "F3": "[13~", "F4": "[14~"}
_LINUX = _PC | {"F1": "[[A", "F2": "[[B", "F3": "[[C", "F4": "[[D", "F5": "[[E"}
_VT100 = dict(_ARROWS, F1="OP", F2="OQ", F3="OR", F4="OS", F5="Ot", F6="Ou", F7="Ov",
              F8="Ol", F9="Ow", F10="Ox", Backtab="[A", PageUp="Ov", PageDown="Ol")
_ESCAPED = dict(_ARROWS, Home="[H", Backtab="[A", PageUp="7", PageDown="8",
                **{f"F{n}": str(n % 10) for n in range(1, 11)})
_KEYS = {"xterm": _XTERM, "putty": _PUTTY, "linux": _LINUX, "vt100": _VT100,
         "screen": _XTERM | {"Home": "[1~", "End": "[4~"}, "ansi": _ESCAPED}


def key(name, term):
    """The bytes of a key by its name, or None if name is text."""
    if name in _COMMON:
        return _COMMON[name].encode()
    family = re.match(r"xterm|putty|linux|vt100|screen|ansi", term)
    sent = _KEYS[family.group() if family else "xterm"].get(name)
    if sent is None and name == "F12":
        return b"\x18"
    return (ESC + sent).encode() if sent is not None else None
