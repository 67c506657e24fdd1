# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that read like stories, without a framework.

A story is a function in a file test_*.py whose name is a sentence; it fails by raising.
skip("why") leaves one out and says so.  run() tells them one after the other, a line
each, and ends with the line that scripts/check adds up:

    12 passed, 0 failed, 1 skipped
"""
import concurrent.futures
import importlib
import inspect
import os
import pathlib
import re
import subprocess
import sys
import time
import traceback

TOP = pathlib.Path(os.environ.get("TOP_SRCDIR") or pathlib.Path(__file__).parent.parent)
CLOSING = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped")
AGAIN = "only at the second try: "
BUILD = pathlib.Path(os.environ.get("TOP_BUILDDIR") or os.getcwd())


class Skipped(Exception):
    """This story cannot be told here; the text says why."""


def skip(why):
    raise Skipped(why)


def stories_of(folder, words):
    """The stories of all test_*.py of folder, in the order of their lines, that have one
    of words in their name (all of them without words)."""
    found = []
    sys.path.insert(0, str(folder))
    for file in sorted(folder.glob("test_*.py")):
        module = importlib.import_module(file.stem)
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(function):
                continue
            if function.__module__ != module.__name__ or "_" not in name:
                continue
            if hasattr(function, "helper"):
                continue
            if not words or any(word in f"{file.stem}.{name}" for word in words):
                found.append((file.stem, function))
    return found


def helper(function):
    """Marks a function of a test file that is no story."""
    function.helper = True
    return function


def tell(stem, function):
    """Run one story; returns "passed", "failed" or "skipped"."""
    name = f"{stem[5:]}: {function.__name__.replace('_', ' ')}"
    began = time.monotonic()
    try:
        function()
    except Skipped as why:
        print(f"skip    {name}: {why}", flush=True)
        return "skipped"
    except Exception as wrong:
        print(f"FAILED  {name}", flush=True)
        if isinstance(wrong, AssertionError) and wrong.args:
            print("        " + str(wrong).replace("\n", "\n        "), flush=True)
        if not isinstance(wrong, AssertionError) or not wrong.args or \
                os.environ.get("VERBOSE"):
            traceback.print_exc(file=sys.stdout)
        return "failed"
    print(f"ok      {name} ({time.monotonic() - began:.1f} s)", flush=True)
    return "passed"


def tell_twice(stem, function):
    """With SECOND_TRY set (scripts/check) a story that failed is told once more: real
    clients on a busy machine miss a deadline now and then.  What failed first is said
    here and again at the end; what fails twice has failed."""
    told = tell(stem, function)
    if told != "failed" or not os.environ.get("SECOND_TRY"):
        return told, False
    again = tell(stem, function)
    return again, again == "passed"


def at_end(function):
    """function() when this process has told its stories; what it raises counts as a
    story that failed (what a sanitizer found in a server that many shared)."""
    _ENDS.append(function)


_ENDS = []


def the_end(stem):
    """What at_end() asked for; how often it failed."""
    failed = 0
    for function in _ENDS:
        try:
            function()
        except AssertionError as wrong:
            print(f"FAILED  {stem[5:]}: its end\n        {wrong}", flush=True)
            failed += 1
    return failed


def tell_all(found):
    """Tell them one after the other; returns (count, names of the unsteady ones)."""
    count, unsteady = {"passed": 0, "failed": 0, "skipped": 0}, []
    for stem, function in found:
        told, second = tell_twice(stem, function)
        count[told] += 1
        if second:
            unsteady.append(f"{stem[5:]}: {function.__name__.replace('_', ' ')}")
    count["failed"] += the_end(found[-1][0]) if found else 0
    return count, unsteady


def tell_apart(folder, stem, words):
    """The stories of one file in a process of its own; returns (count, unsteady) and
    prints what it said in one piece."""
    told = subprocess.run([sys.executable, folder / "run", *words], text=True,
                          env=dict(os.environ, ONLY=stem, JOBS="1"),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    *lines, last = told.stdout.rstrip().split("\n")
    counted = CLOSING.fullmatch(last)
    if not counted:
        return ({"passed": 0, "failed": 1, "skipped": 0}, [],
                [*lines, last, f"FAILED  {stem[5:]}: it broke off ({told.returncode})"])
    unsteady = [line.removeprefix(AGAIN) for line in lines if line.startswith(AGAIN)]
    lines = [line for line in lines if not line.startswith(AGAIN)]
    count = dict(zip(("passed", "failed", "skipped"), map(int, counted.groups())))
    return count, unsteady, lines


def tell_side_by_side(folder, found, words, jobs):
    """Files whose stories mostly wait are told side by side, jobs at a time; then those
    that say ALONE, because they count what comes within a time."""
    stems = list(dict.fromkeys(stem for stem, _ in found))
    alone = [s for s in stems if hasattr(sys.modules[s], "ALONE")]
    count, unsteady = {"passed": 0, "failed": 0, "skipped": 0}, []
    for group, width in ((set(stems) - set(alone), jobs), (alone, 1)):
        with concurrent.futures.ThreadPoolExecutor(width) as pool:
            for more, again, lines in pool.map(lambda s: tell_apart(folder, s, words),
                                               [s for s in stems if s in group]):
                print("\n".join(lines), flush=True)
                unsteady += again
                for what, n in more.items():
                    count[what] += n
    return count, unsteady


def run(folder, words):
    """Tell the stories, JOBS files at a time (one without that); the exit code."""
    folder, jobs = pathlib.Path(folder), int(os.environ.get("JOBS", "1"))
    only = os.environ.get("ONLY")
    found = [f for f in stories_of(folder, words) if not only or f[0] == only]
    count, unsteady = tell_all(found) if jobs == 1 else \
        tell_side_by_side(folder, found, words, jobs)
    for name in unsteady:
        print(f"{AGAIN}{name}", flush=True)
    print(", ".join(f"{n} {what}" for what, n in count.items()), flush=True)
    return 1 if count["failed"] or not count["passed"] else 0
