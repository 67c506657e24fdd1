# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text for a person exists in both languages."""
import re
import subprocess
import tempfile

from source import code, none, tokens
from stories import TOP, skip

TRANSLATED = {"_", "N_", "gettext", "ngettext"}
# Their texts are for the log, the database or the program itself.
NOT_SHOWN = re.compile(r"log_\w+|assert|store_\w+|strcmp|strncmp|setlocale|getenv|"
                       r"static_assert|_Static_assert|bindtextdomain|textdomain")
# Calls whose texts a person reads whatever they look like.
SHOWN = {"cells_text", "cells_printf", "ui_message", "ui_note", "ui_confirm", "ui_ask",
         "ui_say"}
# Words that are the same in every language.
NAMES = {"AMPARO", "UTF-8", "Latin-1", "CP850", "ASCII"}
FOLDERS = ("tui/",)


def _tool(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=TOP)
    except FileNotFoundError:
        skip(f"{command[0]} is not installed (Debian package gettext)")


def _calls(name):
    """Each string of a file with the names of the calls it stands in, inmost last."""
    stack, before = [], ""
    for kind, word, line in tokens(name):
        if word == "(":
            stack.append(before)
        elif word == ")" and stack:
            stack.pop()
        elif kind == "string":
            yield word[1:-1], line, stack
        before = word


def _speaks(string):
    """True if a person would read words in it."""
    plain = re.sub(r"%[-+ #0]*[0-9*]*(\.[0-9*]+)?(hh|h|ll|l|z|j|t)?[a-zA-Z%]|"
                   r"%\"|\\[a-z]|\\x[0-9a-fA-F]+", " ", string)
    return [w for w in re.findall(r"[^\W\d_]{2,}", plain) if w not in NAMES]


def the_catalogue_is_well_formed():
    out = _tool("msgfmt", "-c", "-o", "/dev/null", "po/es.po")
    assert out.returncode == 0, out.stderr


def _texts(path):
    """The msgids of a catalogue, obsolete ones as well."""
    out = _tool("msgcat", "--no-wrap", "--no-location", str(path)).stdout
    out = re.sub(r'"\n(?:#~ )?"', "", out)
    return set(re.findall(r'^(?:#~ )?msgid "(.+)"$', out, re.M))


def the_catalogue_has_every_text_and_no_other():
    with tempfile.NamedTemporaryFile(suffix=".pot") as pot:
        out = _tool("xgettext", "-kN_", "-k_", "-kngettext:1,2",
                    "--from-code=UTF-8", "-LC", "-o",
                    pot.name, *code())
        assert out.returncode == 0, out.stderr
        used, known = _texts(pot.name), _texts("po/es.po")
    none([f'missing: "{t}"' for t in sorted(used - known)]
         + [f'no longer used: "{t}"' for t in sorted(known - used)],
         "po/es.po has the texts of the sources, all of them and no others")


def the_catalogue_has_nothing_fuzzy_or_empty():
    out = _tool("msgattrib", "--only-fuzzy", "--no-wrap", "po/es.po")
    assert not out.stdout.strip(), out.stdout
    out = _tool("msgattrib", "--untranslated", "--no-wrap", "po/es.po")
    assert not out.stdout.strip(), out.stdout


def nothing_is_drawn_that_is_not_translated():
    none([f'{name}:{line}: "{string}"' for name in code(".c")
          for string, line, calls in _calls(name)
          if calls and SHOWN & set(calls) and not TRANSLATED & set(calls)
          and _speaks(string)],
         "a text that is drawn is _()")


def a_sentence_in_the_console_is_marked_for_translation():
    none([f'{name}:{line}: "{string}"' for name in code(".c", ".h")
          if name.startswith(FOLDERS)
          for string, line, calls in _calls(name)
          if re.match(r"[A-Z][a-z]{2,}", string) and _speaks(string)
          and not TRANSLATED & set(calls)
          and not any(NOT_SHOWN.fullmatch(c) for c in calls)],
         "a text that begins like a sentence is _(), N_() or goes to the log")
