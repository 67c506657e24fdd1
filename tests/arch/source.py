# SPDX-License-Identifier: GPL-3.0-or-later
"""The sources as the rules look at them: files, code without comments, tokens."""
import functools
import pathlib
import re
import subprocess

from stories import TOP

LAYERS = ("schema", "tui", "server")

# What a tarball has besides: made by autoreconf; where make distcheck builds.
NOT_OURS = ("Makefile.in", "aclocal.m4", "build-aux", "config.h.in", "configure",
            "_build", "_inst")


@functools.cache
def files():
    """Every file of the project, by its path from the top."""
    git = subprocess.run(["git", "-C", TOP, "ls-files", "-z", "--cached", "--others",
                          "--exclude-standard"], capture_output=True, text=True)
    if git.returncode == 0 and git.stdout:
        names = git.stdout.split("\0")
    else:  # an unpacked tarball
        names = (n for p in TOP.rglob("*")
                 if (n := str(p.relative_to(TOP))).split("/")[0] not in NOT_OURS)
    return sorted(n for n in names if n and (TOP / n).is_file())


@functools.cache
def code(*suffixes):
    """The C files of the layers, by their path from the top."""
    suffixes = suffixes or (".c", ".h")
    return [n for n in files()
            if n.split("/")[0] in LAYERS and pathlib.PurePath(n).suffix in suffixes]


@functools.cache
def text(name):
    return (TOP / name).read_text(encoding="utf-8")


TOKEN = re.compile(
    r'''(?P<comment>/\*.*?\*/|//[^\n]*)'''
    r'''|(?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*")'''
    r'''|(?P<char>'(?:\\.|[^'\\\n])*')'''
    r'''|(?P<word>[A-Za-z_]\w*)'''
    r'''|(?P<line>\n)'''
    r'''|(?P<other>[^\s])''', re.S)


@functools.cache
def tokens(name):
    """[(kind, text, line)] of a C file, without comments and blanks."""
    found, line = [], 1
    for match in TOKEN.finditer(text(name)):
        if match.lastgroup not in ("comment", "line"):
            found.append((match.lastgroup, match.group(), line))
        line += match.group().count("\n")
    return found


def includes(name):
    """[(line, "schema/x.h" or <x.h>)]."""
    return [(n, found.group(1)) for n, row in enumerate(text(name).splitlines(), 1)
            if (found := re.match(r'\s*#\s*include\s+([<"][^>"]+[>"])', row))]


def none(faults, rule):
    """Fail with the rule and the faults, unless there are none."""
    assert not faults, rule + "\n" + "\n".join(f"  {f}" for f in faults)
