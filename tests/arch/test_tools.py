# SPDX-License-Identifier: GPL-3.0-or-later
"""What other readers say of the sources."""
import shutil
import subprocess

from source import code, files, none, text
from stories import BUILD, TOP, skip


def _installed(tool):
    if not shutil.which(tool):
        skip(f"{tool} is not installed (Debian package {tool})")
    return tool


def shellcheck_finds_nothing():
    scripts = [n for n in files() if n.endswith(".sh")
               or "." not in n.rsplit("/", 1)[-1] and n not in ("COPYING",)
               and text(n).startswith(("#!/bin/sh", "#!/bin/bash", "#!/usr/bin/env bash"))]
    if not scripts:
        skip("there are no shell scripts")
    out = subprocess.run([_installed("shellcheck"), "-x", *scripts], cwd=TOP,
                         capture_output=True, text=True)
    none(out.stdout.splitlines(), "shellcheck")


def cppcheck_finds_nothing():
    out = subprocess.run(
        [_installed("cppcheck"), "--quiet", "--std=c11", "--inline-suppr", "-j2",
         "--enable=warning,performance,portability", "--suppress=missingIncludeSystem",
         "--suppress=normalCheckLevelMaxBranches", "--template={file}:{line}: {id}: "
         "{message}", "-I.", "-DHAVE_CONFIG_H", *code(".c")],
        cwd=TOP, capture_output=True, text=True)
    none(out.stderr.splitlines(), "cppcheck")


def the_tree_of_the_build_is_not_in_the_sources():
    """A file that configure or make writes is never one that git keeps."""
    if not (TOP / ".git").exists():
        skip("not a git checkout")
    tracked = subprocess.run(["git", "-C", TOP, "ls-files", "-i", "-c",
                              "--exclude-standard"], capture_output=True, text=True)
    none(tracked.stdout.splitlines(), "git keeps what .gitignore names")
    assert BUILD.is_dir()
