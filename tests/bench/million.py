#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast a large database answers, at a real ssh client: from the key to the painted screen.

  million.py BUILD_DIR [--calls 1000000] [--dir DIR] [--no-others]

Measured are: making the database; search as it is typed, with each key of 20 queries; what the form of a call finds
while notes are typed; every list screen.  Cold means that the file was dropped from the system's memory before the
query or screen.  Beside them, on the same texts: a LIKE scan and, where it is installed, PostgreSQL's full text
search, in a private cluster that listens on a socket in its own directory only.  A figure above its bar is marked.

With --dir the database is made in DIR, or used if it is there already, and stays.
"""
import argparse
import glob
import os
import pwd
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time

from bench import Amparo, Client, children, percentile, row

SEARCH_BAR, FORM_BAR, SCREEN_BAR = 50, 100, 300  # ms
PERSONS = 150000
SCREEN_TIMES = 5
QUIET = 0.06  # seconds without a byte: the screen is painted
TYPES = 0.12  # seconds between two keys of somebody who types fast
FORM_PAUSE_MS = 700  # the form looks when typing pauses (tui/earlier.c)
SEARCH_PAUSE_MS = 250  # the search page looks for similar names (tui/view_search.c)
F2, F3, F4, F5, F10 = b"\x1b[12~", b"\x1b[13~", b"\x1b[14~", b"\x1b[15~", b"\x1b[21~"
DEADLINE, NOTHING = 30, 2  # seconds to wait for what is to come, and for whatever may come


def queries(db):
    """20 different ones: (what, text).  Names and numbers are taken from the database."""
    names, surnames = db.execute("SELECT names, surnames FROM person WHERE id = (SELECT max(id) / 2 FROM person)").fetchone()
    number, phone = db.execute("SELECT number, phone FROM call WHERE phone IS NOT NULL AND id > (SELECT max(id) / 3 "
                               "FROM call) LIMIT 1").fetchone()
    case = db.execute("SELECT number FROM casefile WHERE id = (SELECT max(id) / 4 FROM casefile)").fetchone()[0]
    return [
        ("name", f"{names} {surnames}".lower()),
        ("surname", surnames.split()[0].lower()),
        ("name as it sounds", "kispi mamani"),
        ("name, a letter wrong", wrong(f"{names} {surnames}".lower())),
        ("name, a letter missing", surnames.lower()[:2] + surnames.lower()[3:]),
        ("name and place", surnames.split()[0].lower() + " loreto"),
        ("place", "loreto"),
        ("province", "maynas"),
        ("place of several words", "madre de dios"),
        ("common word", "señora"),
        ("two common words", "trabajo restaurante"),
        ("a word that nobody wrote", "zzyzx"),
        ("number of a call", f"L {spoken(number)}"),
        ("number of a case", f"C {spoken(case)}"),
        ("telephone", phone[2:]),
        ("last digits of it", phone[-4:]),
        ("reports of a month", "reporte enero 2020"),
        ("mine, today", "mias hoy"),
        ("age, risk, place", "16 alto ucayali"),
        ("cases in a status", "casos seguimiento piura"),
    ]


NOTES = 20


def notes(db):
    """What is typed into the notes of a call: names that are known, some of them mistyped."""
    rows = db.execute("SELECT names, surnames FROM person WHERE id % (SELECT max(id) / ? FROM person) = 7 "
                      "AND length(surnames) > 8 LIMIT ?", (2 * NOTES, NOTES)).fetchall()
    return [f"pregunta por {wrong(whole) if i % 2 else whole}"
            for i, whole in enumerate(f"{names} {surnames}" for names, surnames in rows)]


def wrong(name):
    """The third letter of the last word is another one."""
    at = name.rindex(" ") + 3 if " " in name else 2
    return name[:at] + ("x" if name[at] != "x" else "y") + name[at + 1:]


DAMM = [[0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3], [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6], [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7], [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0]]


def spoken(number):
    """40000417 is 04-00417-9 where 9 is the check digit (schema/number.h)."""
    year, sequence = divmod(number, 10_000_000)
    digits, check = f"{year:02}{sequence:05}", 0
    for d in digits:
        check = DAMM[check][int(d)]
    return f"{digits[:2]}-{digits[2:]}-{check}"


# --- the terminal ---

class Console:
    """Somebody at a real ssh client, in English, at home."""

    def __init__(self, amparo, user):
        self.db = os.path.join(amparo.dir, "amparo.db")
        self.client = Client(["ssh", "-F", os.path.join(amparo.dir, "ssh_config"), user])
        self.client.wait_for(b"Enter")
        self.client.quiet(0.5)
        self.press(b"\r", 0.5)
        self.pid = max(p for p, name in children(amparo.server.pid).items() if name == "amparo-tui")

    def processor(self):
        """Milliseconds that the console has computed."""
        with open(f"/proc/{self.pid}/schedstat", encoding="ascii") as f:
            return int(f.read().split()[0]) / 1e6

    def press(self, keys, quiet=QUIET, until=None, paints=False):
        """Milliseconds from the keys to the last byte that they paint (with until: to the paint that holds it).  With
        until or paints they must paint something."""
        start = last = time.monotonic()
        before, end = len(self.client.seen), start + (DEADLINE if until or paints else NOTHING)
        self.client.send(keys)
        while self.client.read(end):
            last = time.monotonic()
            end = last + quiet
            if until:
                if until in self.client.seen[before:]:
                    break
                end = start + DEADLINE
        if paints and len(self.client.seen) == before:
            raise TimeoutError(f"nothing came after {keys!r}")
        if until and until not in self.client.seen[before:]:
            raise TimeoutError(f"{until!r} did not come after {keys!r}: {self.client.seen[before:]!r}")
        return 1000 * (last - start)

    def rest(self, pause_ms):
        """Typing rests: milliseconds from the end of the pause to the last byte of what was looked for then; None if
        nothing came."""
        start, last = time.monotonic(), None
        end = start + (pause_ms + 600) / 1000
        while self.client.read(end):
            last = time.monotonic()
        return None if last is None else 1000 * (last - start) - pause_ms

    def forget(self):
        """The next is cold: the database leaves the system's memory."""
        for name in (self.db, self.db + "-wal"):
            with open(name, "rb") as f:
                os.fsync(f.fileno())
                os.posix_fadvise(f.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def end(self):
        self.client.end()


def measure_search(console, asked, cold):
    """{what: milliseconds of each key}, what each key took of the processor, and the milliseconds of similar names."""
    result, busy, similar = {}, [], []
    console.press(F5)
    for what, text in asked:
        if cold:
            console.forget()
        result[what] = []
        for letter in text:
            before = console.processor()
            result[what].append(console.press(letter.encode()))
            busy.append(console.processor() - before)
        # the pause began with the last key, whose paint was waited for
        similar.append(console.rest(SEARCH_PAUSE_MS - 1000 * QUIET))
        console.press(F5, 0.2)
    console.press(F3, 0.2)
    return result, busy, [ms for ms in similar if ms is not None]


def measure_form(console, asked, cold):
    """Milliseconds of each key, of the matching alone when typing pauses, and what that took of the processor."""
    keys, matching, busy = [], [], []
    for text in asked:
        console.press(F2)
        console.press(b"5", 0.3)  # danger: the next key lands in the notes
        if cold:
            console.forget()
        keys += [console.press(letter.encode(), TYPES) for letter in text[:-1]]
        before = console.processor()
        matching.append(console.press(text[-1:].encode(), until=b"(F5)") - FORM_PAUSE_MS)
        busy.append(console.processor() - before)
        console.press(F3, 0.5)  # home; it stays a draft
    return keys, matching, busy


def palette(name):
    return F10 + name.encode()


SCREENS = [  # (what, who, keys before it, keys that open it, how many F3 lead home)
    ("home", "rosa", [b"l"], F3, 0),
    ("calls of today: mine", "rosa", [], b"l", 1),
    ("calls of today: all", "rosa", [b"l"], F4, 1),
    ("queue", "rosa", [], b"f", 1),
    ("cases: mine, open", "rosa", [], b"c", 1),
    ("cases: all, closed too", "rosa", [b"c", F4], b"6", 1),
    ("case", "rosa", [b"c"], b"\r", 2),
    ("agenda: mine", "rosa", [], b"a", 1),
    ("agenda: the shift's", "rosa", [b"a"], F4, 1),
    ("offers", "rosa", [palette("ofertas")], b"\r", 1),
    ("referrals: mine", "rosa", [palette("derivaciones")], b"\r", 1),
    ("referrals: all", "rosa", [palette("derivaciones"), b"\r", F4], F4, 1),
    ("directory, answer times", "rosa", [palette("directorio")], b"\r", 1),
    ("a body, its answer times", "rosa", [palette("directorio"), b"\r"], b"\x1b[F\r", 2),
    ("alerts", "marta", [], b"!", 1),
]


def measure_screens(consoles, cold):
    """{what: milliseconds of each time it was opened}"""
    result = {}
    for what, who, before, keys, back in SCREENS:
        console, times = consoles[who], []
        for _ in range(1 if cold else SCREEN_TIMES):
            for key in before:
                console.press(key, paints=True)
            if cold:
                console.forget()
            times.append(console.press(keys, 0.5, paints=True))
            for _ in range(back):
                console.press(F3, paints=True)
        result[what] = times
    return result


# --- the same texts in other ways ---

TEXTS = "coalesce(notes, '') || ' ' || coalesce(where_is, '')"
BESIDE = ["name", "surname", "place", "common word", "two common words", "a word that nobody wrote"]


def measure_like(db, asked):
    """{what: milliseconds}; the newest 20, every word somewhere in the text."""
    result = {}
    for what, text in asked:
        where = " AND ".join(f"{TEXTS} LIKE ?" for _ in text.split())
        start = time.monotonic()
        db.execute(f"SELECT id FROM call WHERE {where} ORDER BY id DESC LIMIT 20",
                   [f"%{word}%" for word in text.split()]).fetchall()
        result[what] = 1000 * (time.monotonic() - start)
    return result


class Postgres:
    """A cluster of its own, reached through a socket in its directory."""

    def __init__(self, directory):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[4]))
        self.bin = found[-1] if found else None
        self.dir = os.path.join(directory, "postgres")
        self.started = False
        if self.bin is None:
            return
        os.makedirs(self.dir, mode=0o700)
        self.user = []
        if os.geteuid() == 0:  # PostgreSQL does not run as root
            try:
                owner = pwd.getpwnam("postgres")
            except KeyError:
                self.bin = None
                return
            os.chown(self.dir, owner.pw_uid, owner.pw_gid)
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(self, tool, *words, **how):
        return subprocess.run([*self.user, os.path.join(self.bin, tool), *words], check=True, capture_output=True,
                              text=True, cwd="/", env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, **how)

    def start(self):
        data = os.path.join(self.dir, "data")
        self.run("initdb", "-D", data, "-A", "trust", "-U", "bench", "-E", "UTF8", "--no-sync")
        subprocess.run([*self.user, os.path.join(self.bin, "pg_ctl"), "-D", data, "-w", "-l", os.path.join(self.dir, "log"),
                        "-o", f"-c listen_addresses='' -c unix_socket_directories={self.dir} -c shared_buffers=512MB "
                        "-c fsync=off -c max_wal_size=8GB -c maintenance_work_mem=512MB", "start"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        self.started = True

    def psql(self, text):
        return self.run("psql", "-h", self.dir, "-U", "bench", "-d", "postgres", "-qAt", "-v", "ON_ERROR_STOP=1",
                        input=text).stdout

    def fill(self, db):
        """The same texts, with a text search index over them."""
        self.psql("CREATE TABLE call (id bigint PRIMARY KEY, said text NOT NULL, words tsvector "
                  "GENERATED ALWAYS AS (to_tsvector('simple', said)) STORED);")
        copy = subprocess.Popen([*self.user, os.path.join(self.bin, "psql"), "-h", self.dir, "-U", "bench", "-d",
                                 "postgres", "-q", "-c", "COPY call (id, said) FROM STDIN"], stdin=subprocess.PIPE,
                                text=True, cwd="/")
        for n, said in db.execute(f"SELECT id, {TEXTS} FROM call WHERE status = 'closed'"):
            said = said.replace("\\", "\\\\").replace("\t", " ").replace("\n", " ").replace("\r", " ")
            copy.stdin.write(f"{n}\t{said}\n")
        copy.stdin.close()
        if copy.wait() != 0:
            raise RuntimeError("PostgreSQL took no copy")
        self.psql("CREATE INDEX ON call USING gin (words); VACUUM ANALYZE call;")

    def measure(self, asked):
        """{what: milliseconds, the best of three}; the last word may be unfinished."""
        result = {}
        for what, text in asked:
            words = " & ".join(text.split()) + ":*"
            query = f"SELECT id FROM call WHERE words @@ to_tsquery('simple', '{words}') ORDER BY id DESC LIMIT 20;\n"
            out = self.psql("\\o /dev/null\n\\timing on\n" + 3 * query)
            result[what] = min(float(t.replace(",", "")) for t in re.findall(r"(?:Time|Zeit): ([\d.,]+) ms", out))
        return result

    def end(self):
        if self.started:
            self.run("pg_ctl", "-D", os.path.join(self.dir, "data"), "-m", "immediate", "-w", "stop")


def beside(db, asked, directory):
    """{what: {way: milliseconds}}"""
    asked = [(what, text) for what, text in asked if what in BESIDE]
    result = {what: {"LIKE": ms} for what, ms in measure_like(db, asked).items()}
    postgres = Postgres(directory)
    if postgres.bin is None:
        print("PostgreSQL is not installed here: nothing is measured beside it.")
        return result
    try:
        postgres.start()
        postgres.fill(db)
        for what, ms in postgres.measure(asked).items():
            result[what]["PostgreSQL"] = ms
    finally:
        postgres.end()
    return result


# --- the report ---

def mark(value, bar):
    return f"{value:.1f}" + (" !" if value > bar else "")


def show_keys(title, times, bar):
    row(title, *(f"p{p} {mark(percentile(times, p), bar)}" for p in (50, 99)))


def show_search(warm, busy, cold, others):
    print(f"Search as typed, ms from the key to the painted screen (bar: {SEARCH_BAR} at p99)")
    for title, result in (("warm", warm), ("cold", cold)):
        show_keys(f"{len(result)} queries, {title}", [ms for times in result.values() for ms in times], SEARCH_BAR)
    show_keys("of it computed by the console, warm", busy, SEARCH_BAR)
    row("others' load on this machine may be in it", f"{os.getloadavg()[0]:.1f}")
    row("", "warm, median", "warm, worst", "cold, worst", *(["LIKE", "PostgreSQL"] if others else []))
    for what, times in warm.items():
        median, beside_it = percentile(times, 50), others.get(what, {})
        ratios = [f"{ms:.1f} ({ms / median:.1f} x)" for ms in beside_it.values()]
        row(what, f"{median:.1f}", mark(max(times), SEARCH_BAR), mark(max(cold[what]), SEARCH_BAR), *ratios)


def show_form(keys, warm, busy, cold):
    print(f"The call's form, ms (bar: {FORM_BAR}): {len(warm)} notes")
    show_keys("a key in the notes", keys, SEARCH_BAR)
    show_keys("what is known already, warm", warm, FORM_BAR)
    show_keys("of it computed by the console, warm", busy, FORM_BAR)
    show_keys("what is known already, cold", cold, FORM_BAR)


def show_screens(warm, cold):
    print(f"Screens, ms (bar: {SCREEN_BAR})")
    row("", "warm, median", "warm, worst", "cold")
    for what, times in warm.items():
        row(what, mark(percentile(times, 50), SCREEN_BAR), mark(max(times), SCREEN_BAR), mark(cold[what][0], SCREEN_BAR))


def cpu_seconds(pid):
    """Of the process and its children that have ended."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return sum(int(n) for n in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def measure(args, directory):
    there = os.path.exists(os.path.join(directory, "demo", "amparo.db"))
    start = time.monotonic()
    amparo = Amparo(args.build, directory, args.calls)
    try:
        if not there:
            print(f"Making {args.calls} calls, s (bar: 300 on 2 idle cores)")
            row("wall clock, processor", f"{time.monotonic() - start:.0f}", f"{cpu_seconds(amparo.server.pid):.0f}")
        db = sqlite3.connect(f"file:{amparo.dir}/amparo.db?mode=ro", uri=True)
        asked, said = queries(db), notes(db)
        rosa = Console(amparo, "rosa")
        measure_search(rosa, asked, False)  # the first time brings the index into memory
        warm, busy, similar = measure_search(rosa, asked, False)
        cold, _, similar_cold = measure_search(rosa, asked, True)
        measure_form(rosa, said[:2], False)
        keys, known, known_busy = measure_form(rosa, said, False)
        known_cold = measure_form(rosa, said, True)[1]
        consoles = {"rosa": rosa, "marta": Console(amparo, "marta")}  # whoever does nothing for minutes is locked
        measure_screens(consoles, False)
        screens = measure_screens(consoles, False)
        screens_cold = measure_screens(consoles, True)
        for console in consoles.values():
            console.end()
        others = {} if args.no_others else beside(db, asked, directory)
        db.close()
    finally:
        amparo.end()
    show_search(warm, busy, cold, others)
    show_keys("similar names when typing rests, warm", similar, FORM_BAR)
    show_keys("similar names when typing rests, cold", similar_cold, FORM_BAR)
    show_form(keys, known, known_busy, known_cold)
    show_screens(screens, screens_cold)


def show_recall(build):
    """Persons whose names were typed with mistakes, among PERSONS: how many are found."""
    print("Persons found among the first 20 though the name was mistyped (bars: 98 % one mistake, 93 % two)", flush=True)
    subprocess.run([os.path.join(build, "tests/unit/test_match"), str(PERSONS)], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--calls", type=int, default=1000000)
    parser.add_argument("--dir")
    parser.add_argument("--no-others", action="store_true")
    args = parser.parse_args()
    directory = args.dir or tempfile.mkdtemp(prefix="amparo-bench-")
    os.makedirs(directory, exist_ok=True)
    os.chmod(directory, 0o755)
    try:
        measure(args, directory)
    finally:
        if not args.dir:
            shutil.rmtree(directory)
    show_recall(args.build)


if __name__ == "__main__":
    main()
