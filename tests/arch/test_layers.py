# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom.  Includes are written from the top, so a line shows its layer."""
import posixpath
import re

from source import code, files, includes, none, text
from stories import TOP

# Foreign headers stay in one place each: pattern of the header, who may include it.
FOREIGN = (
    (r"<sqlite3\.h>", r"schema/store_priv\.h"),
    (r"<((curses|ncurses|panel|form|menu).*|term)\.h>", r"tui/term\.c"),
    (r"<termios\.h>", r"tui/term\.c|server/cli/hidden\.c"),
    (r"<libssh/.*>", r"server/ssh/.*"),
    (r"<uv\.h>", r"server/[^/]*"),
    (r"<sodium\.h>", r"schema/.*|server/[^/]*"),
    (r"<seccomp\.h>", r"server/ssh/.*|server/[^/]*|tui/.*"),
    (r"<ini\.h>", r"server/[^/]*"),
    (r"<utf8proc\.h>", r"schema/base/.*"),
)

# A layer, and what it never includes.
BELOW = (
    ("schema/base/", r"(?!schema/base/|schema/wire\.h)"),
    ("schema/", r"(?!schema/)"),
    ("tui/", r"(?!schema/|tui/)"),
    ("server/", r"(?!schema/|server/)"),
    ("server/ssh/", r"(?!schema/(base/|wire\.h)|server/ssh/)"),
)


def _ours(name):
    return [(line, h[1:-1]) for line, h in includes(name)
            if h.startswith('"') and h != '"config.h"']


def a_layer_includes_only_what_lies_below_it():
    none([f"{name}:{line}: {header}" for layer, above in BELOW for name in code()
          if name.startswith(layer) for line, header in _ours(name)
          if re.match(above, header)],
         "schema/ stands alone; tui/ and server/ stand on it, and not on each other")


def includes_are_written_from_the_top():
    none([f"{name}:{line}: {header}" for name in code() for line, header in _ours(name)
          if not (TOP / header).is_file() and not header.endswith(".inc")],
         "an include is the path from the top of the tree")


def a_foreign_library_is_known_in_one_place():
    none([f"{name}:{line}: {header} belongs in {where}"
          for header_of, where in FOREIGN for name in code()
          for line, header in includes(name)
          if re.fullmatch(header_of, header) and not re.fullmatch(where, name)],
         "a foreign header is included in one place")


def a_private_header_stays_in_its_folder():
    none([f"{name}:{line}: {header}" for name in code() for line, header in _ours(name)
          if header.endswith("_priv.h")
          and posixpath.dirname(header) != posixpath.dirname(name)],
         "_priv.h is never included from another folder")


def a_file_includes_its_own_header_first():
    none([name for name in code(".c") if (header := name[:-2] + ".h") in files()
          and _ours(name) and _ours(name)[0][1] not in (header, name[:-2] + "_priv.h")],
         "the first of our includes in x.c is x.h, which proves that x.h stands alone")


def a_header_can_be_included_twice():
    none([name for name in code(".h") if "#pragma once" not in text(name)],
         "every header says #pragma once")
