# SPDX-License-Identifier: GPL-3.0-or-later
"""What every file has, and what none may have."""
import pathlib
import re

from source import code, files, none, text

LICENSED = {".c", ".h", ".py", ".sh", ".am", ".ac", ".service"}

# Words that mean something on one machine only, or papers that are not in the tree.
ELSEWHERE = re.compile(
    r"/wor[k]/|/roo[t]/|/far[m]/|/tm[p]/wt|\.librar[y]|"
    r"\b(UX|SHIFT|DESIGN|MISSION|STYLE|DATA|SECURITY)(\.m[d]|, ?[0-9]| [0-9])")
NOT_TEXT = {".png", ".db", ".gz", ".xz", ".bin", ".age"}


def _script(name):
    return pathlib.PurePath(name).suffix == "" and text(name).startswith("#!")


def _readable():
    return [n for n in files() if pathlib.PurePath(n).suffix not in NOT_TEXT
            and "/corpus/" not in n and n != "COPYING"]


def every_source_names_its_licence():
    none([n for n in _readable()
          if (pathlib.PurePath(n).suffix in LICENSED or _script(n))
          and "SPDX-License-Identifier: GPL-3.0-or-later" not in text(n)[:400]],
         "an SPDX line stands at the top")


def every_header_begins_with_a_paragraph_for_a_newcomer():
    none([n for n in code(".h")
          if not re.match(r"/\* SPDX[^\n]*\n/\*\n? \*? ?\S", text(n))],
         "after the SPDX line a header says what it is for")


def nothing_points_outside_the_tree():
    none([f"{n}:{line}: {row.strip()[:80]}" for n in _readable()
          for line, row in enumerate(text(n).splitlines(), 1) if ELSEWHERE.search(row)],
         "no path of a machine and no paper that is not in the tree")


def nothing_is_left_open():
    none([f"{n}:{line}: {row.strip()[:80]}" for n in code()
          for line, row in enumerate(text(n).splitlines(), 1)
          if re.search(r"\b(TOD[O]|FIXM[E]|XX[X])\b", row)],
         "what is to do stands in an issue, not in the source")


def a_line_fits_the_page():
    wide = []
    for n in code(".c", ".h"):
        shown = True  # tables are aligned by hand
        for line, row in enumerate(text(n).splitlines(), 1):
            if "clang-format o" in row:
                shown = "clang-format on" in row
            if shown and len(row.expandtabs(8)) > 100:
                wide.append(f"{n}:{line}: {len(row.expandtabs(8))} columns")
    none(wide, "a line has 90 columns, 100 where a table or text needs it")
