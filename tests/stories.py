# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that read like stories, without a framework.

A story is a function in a file test_*.py whose name is a sentence; it fails by raising.
skip("why") leaves one out and says so.  run() tells them one after the other, a line
each, and ends with the line that scripts/check adds up:

    12 passed, 0 failed, 1 skipped
"""
import importlib
import inspect
import os
import pathlib
import sys
import time
import traceback

TOP = pathlib.Path(os.environ.get("TOP_SRCDIR") or pathlib.Path(__file__).parent.parent)
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


def run(folder, words):
    """Tell the stories; the exit code."""
    count = {"passed": 0, "failed": 0, "skipped": 0}
    unsteady = []
    for stem, function in stories_of(pathlib.Path(folder), words):
        told, second = tell_twice(stem, function)
        count[told] += 1
        if second:
            unsteady.append(f"{stem[5:]}: {function.__name__.replace('_', ' ')}")
    for name in unsteady:
        print(f"only at the second try: {name}", flush=True)
    print(", ".join(f"{n} {what}" for what, n in count.items()), flush=True)
    return 1 if count["failed"] or not count["passed"] else 0
