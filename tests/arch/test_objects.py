# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compiler made: no state behind the caller's back, no call that hurts."""
import functools
import pathlib
import re
import subprocess

from source import LAYERS, code, none, tokens
from stories import BUILD, skip

# Call: what to use, or why not.
FORBIDDEN = {
    "sprintf": "has no bound: buf_printf", "vsprintf": "has no bound: buf_vprintf",
    "strcpy": "has no bound: buf_add", "stpcpy": "has no bound: buf_add",
    "strcat": "has no bound: buf_add", "strncat": "counts wrongly: buf_add",
    "strncpy": "leaves the NUL out: buf_add", "gets": "has no bound",
    "scanf": "trusts what it reads", "fscanf": "trusts what it reads",
    "sscanf": "hides overflow: strtol with a check",
    "atoi": "hides errors: strtol with a check", "atol": "hides errors",
    "atof": "hides errors", "alloca": "ends the stack",
    "system": "starts a shell", "popen": "starts a shell",
    "execlp": "searches PATH", "execvp": "searches PATH", "execvpe": "searches PATH",
    "strtok": "keeps a state", "asctime": "keeps a state", "ctime": "keeps a state",
    "gmtime": "keeps a state: gmtime_r", "localtime": "keeps a state: localtime_r",
    "rand": "is no chance: randombytes", "random": "is no chance: randombytes",
    "srand": "is no chance: randombytes", "drand48": "is no chance: randombytes",
    "tmpnam": "is a race", "tempnam": "is a race", "mktemp": "is a race",
    "setjmp": "jumps", "_setjmp": "jumps", "longjmp": "jumps",
    "sleep": "holds everybody up", "usleep": "holds everybody up",
    "flash": "sleeps 100 ms", "getch": "ncurses must never read",
    "wgetch": "ncurses must never read", "wget_wch": "ncurses must never read",
    "flushinp": "throws typing away", "clearok": "paints everything",
    "signal": "is not the same everywhere: sigaction",
    "gethostbyname": "keeps a state", "vfork": "shares memory",
}

# Call: which objects may make it, and what the others use.
ONLY_IN = {
    "sqlite3_finalize": ({"schema/statement.o", "schema/migrate.o", "schema/guide.o"},
                         "ends a statement that the store keeps: store_done"),
}

# State of a file that must exist: object and symbol, why.
STATE = {
    "schema/base/log.o name": "a process has one name in its log",
}


@functools.cache
def _objects():
    """{"schema/base/buf.o": path} without the prefix that automake puts in front."""
    found = {}
    for layer in LAYERS:
        for path in (BUILD / layer).rglob("*.o"):
            name = re.sub(r"[^/]*-(?=[^/]*$)", "", str(path.relative_to(BUILD)))
            if name[:-2] + ".c" in code(".c"):
                found[name] = path
    if not found:
        skip("nothing is built here")
    return found


def _symbols(path):
    """[(section, symbol)] of an object."""
    out = subprocess.run(["objdump", "-t", path], capture_output=True, text=True,
                         check=True).stdout
    rows = (re.match(r"[0-9a-f]+ (.{7}) (\S+)\s+[0-9a-f]+ (?:\.hidden )?(\S+)$", row)
            for row in out.splitlines())
    return [(r.group(2), r.group(3)) for r in rows if r]


def every_source_is_built():
    missing = [n for n in code(".c") if n[:-2] + ".o" not in _objects()]
    none(missing, "a .c file is in no section of Makefile.am (or was not built)")


def no_file_keeps_a_state_of_its_own():
    if "AMPARO_SANITIZERS 1" in (BUILD / "config.h").read_text():
        skip("the sanitizers put tables of their own into .data")
    mutable = re.compile(r"\.(t?data|t?bss)(?!\.rel\.ro)(\..*)?|\*COM\*")
    none([f"{name}: {symbol} in {section}" for name, path in _objects().items()
          for section, symbol in _symbols(path)
          if mutable.fullmatch(section) and not symbol.startswith(".")
          and f"{name} {re.sub(r'[.][0-9]+$', '', symbol)}" not in STATE],
         "a variable of a file is constant, or stands in STATE with its reason")


def every_allowed_state_still_exists():
    there = {f"{name} {re.sub(r'[.][0-9]+$', '', symbol)}"
             for name, path in _objects().items() for _, symbol in _symbols(path)}
    none([s for s in STATE if s not in there], "STATE names what is no longer there")


def no_object_calls_what_is_forbidden():
    none([f"{name}: {plain}() {FORBIDDEN[plain]}" for name, path in _objects().items()
          for section, symbol in _symbols(path) if section == "*UND*"
          and (plain := re.sub(r"^__(isoc99_)?(\w+?)(_chk)?$", r"\2", symbol))
          in FORBIDDEN], "forbidden calls (as linked)")


def no_source_calls_what_is_forbidden():
    faults = []
    for name in code():
        row = tokens(name)
        for i, (kind, word, line) in enumerate(row[:-1]):
            before = row[i - 1][1] if i else ""
            if kind == "word" and word in FORBIDDEN and row[i + 1][1] == "(" \
                    and before not in (".", ">"):
                faults.append(f"{name}:{line}: {word}() {FORBIDDEN[word]}")
    none(faults, "forbidden calls (as written)")


def some_calls_are_made_in_few_places():
    none([f"{name}: {symbol}() {ONLY_IN[symbol][1]}" for name, path in _objects().items()
          for section, symbol in _symbols(path)
          if section == "*UND*" and symbol in ONLY_IN and name not in ONLY_IN[symbol][0]],
         "calls that only few files may make")


def a_connection_loads_no_kerberos():
    """libssh asks for it; amparo-ssh stands in for it (server/ssh/no_kerberos.c)."""
    if re.search(r"^NO_KERBEROS_LDFLAGS = *$", (BUILD / "Makefile").read_text(), re.M):
        skip("built with Kerberos, statically, with sanitizers, or without any need")
    out = subprocess.run([BUILD / "amparo-ssh"], env={"LD_TRACE_LOADED_OBJECTS": "1"},
                         capture_output=True, text=True, check=True).stdout
    none([line for line in out.splitlines() if re.search("gssapi|krb5|com_err", line)],
         "libraries within reach of strangers that nothing here uses")
