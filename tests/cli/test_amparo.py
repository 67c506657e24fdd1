# SPDX-License-Identifier: GPL-3.0-or-later
"""What the admin types, what she reads, and the exit code that a script sees."""
import contextlib
import json
import os
import pathlib
import pty
import re
import select
import socket
import sqlite3
import stat
import subprocess
import tempfile
import threading
import time

import wire
from stories import BUILD, TOP, helper

AMPARO = BUILD / "amparo"
DONE, FAILED, USAGE, DENIED, MISSING, NO_SERVER, CONFIG = 0, 1, 2, 3, 4, 5, 78

KEYS_H = (TOP / "tests/unit/keys.h").read_text()


@helper
def key_line(name):
    """A public key of tests/unit/keys.h."""
    text = re.search(rf"#define KEY_{name} \\\n((?:.*\\\n)*.*)", KEYS_H).group(1)
    return "".join(re.findall(r'"([^"]*)"', text))


class House:
    """A hotline in a directory of its own."""

    def __init__(self, directory):
        self.dir = pathlib.Path(directory)
        self.conf = self.dir / "amparo.conf"
        self.database = self.dir / "data" / "amparo.db"
        self.conf.write_text(
            "[data]\ndatabase = data/amparo.db\nrun = run\n"
            "[ssh]\nhost_key = data/host_key\nlisten = 127.0.0.1\n")

    def run(self, *words, stdin="", lang="en", conf=True):
        env = {"PATH": os.environ["PATH"], "LANG": lang}
        for name in os.environ:
            if name.startswith(("ASAN", "UBSAN", "LSAN")):
                env[name] = os.environ[name]
        command = [AMPARO, *(["-c", self.conf] if conf else []), *words]
        return subprocess.run(command, input=stdin, capture_output=True, text=True,
                              timeout=60, env=env)

    def ok(self, *words, **more):
        done = self.run(*words, **more)
        assert done.returncode == DONE, f"{words}: {done.returncode} {done.stderr}"
        return done.stdout

    def json(self, *words, **more):
        return json.loads(self.ok("--json", *words, **more))

    def key(self, name):
        path = self.dir / f"{name}.pub"
        path.write_text(key_line(name) + "\n")
        return path

    def sql(self, text):
        with contextlib.closing(sqlite3.connect(self.database)) as db:
            return db.execute(text).fetchall()


@helper
@contextlib.contextmanager
def house(init=True):
    with tempfile.TemporaryDirectory() as directory:
        h = House(directory)
        if init:
            h.ok("init", "--admin", "ana", "--key", h.key("ED25519"))
        yield h


@helper
def refused(h, code, *words, says="", **more):
    done = h.run(*words, **more)
    assert done.returncode == code, \
        f"{words}: {done.returncode} instead of {code}\n{done.stdout}{done.stderr}"
    assert says in done.stderr, done.stderr
    assert done.stdout == "", done.stdout


# --- help ---

@helper
def commands_of(h):
    """Every command, also those that the overview only names with their group."""
    found = []
    for line in h.ok("help", conf=False).splitlines():
        group = re.match(r"  ([a-z]+) \.\.\. +[^:]+: (.+)", line)
        if group:
            text = h.ok("help", group.group(1), conf=False)
            inside = [re.match(r"  (([a-z-]+ ?){2})", row).group(1).strip()
                      for row in text.splitlines()]
            assert inside == [f"{group.group(1)} {word}"
                              for word in group.group(2).split()], text
            found += inside
        elif line.startswith("  "):
            found.append(re.match(r"  ((?:[a-z-]+ ?)+)", line).group(1).strip())
    return found


def help_fits_a_screen_in_both_languages():
    with house(init=False) as h:
        for lang in ("en", "es"):
            lines = h.ok("help", conf=False, lang=lang).splitlines()
            assert len(lines) <= 24, len(lines)
            assert any("user ..." in line and "disable" in line for line in lines)
            assert max(map(len, lines)) <= 80, max(lines, key=len)
        assert "crear" in h.ok("help", conf=False, lang="es_PE.UTF-8")
        assert h.ok("--help", conf=False) == h.ok("help", conf=False)


def every_command_has_help_completion_and_a_place_in_the_manual():
    with house(init=False) as h:
        completion = h.ok("completion", "bash", conf=False)
        manual = (TOP / "doc/amparo.1").read_text().replace("\\-", "-")
        commands = commands_of(h)
        assert len(commands) > 15 and "user add" in commands, commands
        for command in commands:
            words = command.split()
            text = h.ok("help", *words, conf=False)
            assert text.startswith(f"amparo {command}"), text
            assert h.ok(*words, "--help", conf=False) == text
            assert len(text.splitlines()) <= 24
            for word in words:
                assert re.search(rf"\b{word}\b", completion), word
            assert f".B amparo {command}" in manual, f"{command} is not in amparo.1"
            for option in re.findall(r"^  (--[a-z-]+)", text, re.M):
                assert option in completion, option
                assert option in manual, f"{option} is not in amparo.1"


def completion_completes():
    with house(init=False) as h:
        script = h.ok("completion", "bash", conf=False) + """
            COMP_WORDS=(amparo user di); COMP_CWORD=2; _amparo; echo "${COMPREPLY[@]}"
            COMP_WORDS=(amparo au); COMP_CWORD=1; _amparo; echo "${COMPREPLY[@]}"
            COMP_WORDS=(amparo user add x --ro); COMP_CWORD=4; _amparo; echo "${COMPREPLY[@]}"
        """
        said = subprocess.run(["bash", "-c", script], capture_output=True, text=True,
                              timeout=20)
        assert said.stdout.split("\n")[:3] == ["disable", "audit", "--role"], said


def a_wrong_command_line_says_what_is_wrong_and_ends_with_two():
    with house(init=False) as h:
        for words, says in [
            ((), "Which command"),
            (("dance",), "no such command: dance"),
            (("user",), "no such command"),
            (("user", "add"), "missing: LOGIN"),
            (("user", "add", "a", "b"), "Too many"),
            (("user", "list", "--colour", "x"), "no such option: colour"),
            (("user", "add", "nora", "--role"), "value is missing"),
            (("-x", "who"), "no such option: -x"),
            (("help", "dance"), "no such command"),
            (("help", "use"), "no such command"),
            (("completion", "csh"), "bash"),
            (("x",) * 40, "Too many"),
        ]:
            refused(h, USAGE, *words, says=says, conf=False)


# --- configuration ---

def a_bad_configuration_is_told_with_its_line_and_ends_with_78():
    with house(init=False) as h:
        h.conf.write_text("[data]\ndatabase = x.db\n[ssh]\nport = 99999\n")
        refused(h, CONFIG, "user", "list", says="amparo.conf:4")
        h.conf.unlink()
        refused(h, CONFIG, "user", "list", says="amparo.conf")


def without_a_database_it_says_how_to_make_one():
    with house(init=False) as h:
        refused(h, CONFIG, "user", "list", says="amparo init")
        assert not h.database.exists()


# --- init ---

def init_makes_all_that_a_hotline_needs():
    with house(init=False) as h:
        made = h.json("init", "--admin", "ana", "--key", h.key("ED25519"))
        key = pathlib.Path(made["host_key"])
        assert stat.S_IMODE(h.database.stat().st_mode) == 0o600
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
        shown = subprocess.run(["ssh-keygen", "-lf", key], capture_output=True, text=True,
                               timeout=20)
        assert made["fingerprint"] in shown.stdout, shown
        again = h.json("init")
        assert again["fingerprint"] == made["fingerprint"]
        users = h.json("user", "list")
        assert [(u["login"], u["role"], u["keys"]) for u in users] == [("ana", "admin", 1)]


def an_admin_without_a_sound_key_is_not_made():
    with house(init=False) as h:
        refused(h, USAGE, "init", "--admin", "ana", says="--key")
        refused(h, FAILED, "init", "--admin", "ana", "--key", h.key("RSA2048"),
                says="3072")
        assert h.json("user", "list") == []


# --- accounts ---

def an_account_lives_from_add_to_disable():
    with house() as h:
        user = h.json("user", "add", "rosa", "--name", "Rosa Ñ.", "--key", h.key("P256"))
        assert user == {"login": "rosa", "name": "Rosa Ñ.", "role": "operator", "lang": "es",
                        "active": True, "pin": False, "keys": 1, "last_login": None}
        assert h.json("user", "role", "rosa", "supervisor")["role"] == "supervisor"
        assert h.json("user", "disable", "rosa")["active"] is False
        assert h.json("user", "enable", "rosa")["active"] is True
        assert [u["login"] for u in h.json("user", "list")] == ["ana", "rosa"]
        assert "Rosa Ñ." in h.ok("user", "list")
        who = h.sql("SELECT DISTINCT who FROM audit WHERE entity = 'operator'")
        assert len(who) == 1 and who[0][0].startswith("local:"), who


def a_wrong_account_is_refused():
    with house() as h:
        refused(h, FAILED, "user", "add", "ana", says="exists")
        refused(h, USAGE, "user", "add", "Ana", says="login")
        refused(h, USAGE, "user", "add", "nora", "--role", "boss", says="role")
        refused(h, USAGE, "user", "add", "nora", "--role", "system", says="role")
        refused(h, USAGE, "user", "add", "nora", "--lang", "fr", says="language")
        refused(h, USAGE, "user", "add", "nora", "--name", "a\nb", says="name")
        refused(h, USAGE, "user", "role", "ana", "boss", says="role")
        for words in (("show",), ("disable",), ("enable",), ("pin",)):
            refused(h, MISSING, "user", *words, "nobody", says="nobody", stdin="123456\n")
        refused(h, FAILED, "user", "add", "nora", "--key", h.key("P521"), says="nistp521")
        assert len(h.json("user", "list")) == 1


def a_pin_comes_from_standard_input():
    with house() as h:
        assert h.json("user", "pin", "ana", stdin="314159\n")["pin"] is True
        refused(h, USAGE, "user", "pin", "ana", stdin="12\n", says="6 to 12")
        refused(h, USAGE, "user", "pin", "ana", stdin="", says="no PIN")
        assert h.sql("SELECT pin_hash LIKE '$argon2id$%' FROM operator") == [(1,)]


def at_a_terminal_the_pin_is_asked_twice_and_never_shown():
    with house() as h:
        for second, code in (("314159", DONE), ("314150", FAILED)):
            main, terminal = pty.openpty()
            amparo = subprocess.Popen([AMPARO, "-c", h.conf, "user", "pin", "ana"],
                                      stdin=terminal, stdout=subprocess.DEVNULL,
                                      stderr=terminal, close_fds=True)
            os.close(terminal)
            seen, answers, end = b"", [b"314159\n", second.encode() + b"\n"], \
                time.monotonic() + 30
            while time.monotonic() < end:
                if not select.select([main], [], [], 0.2)[0]:
                    if amparo.poll() is not None:
                        break
                    continue
                try:
                    seen += os.read(main, 4096)
                except OSError:
                    break
                if answers and seen.rstrip().endswith(b":"):
                    os.write(main, answers.pop(0))
                    seen += b"|"
            os.close(main)
            assert amparo.wait(timeout=30) == code, seen
            assert b"3141" not in seen, seen


# --- keys ---

def a_key_is_given_shown_and_revoked():
    with house() as h:
        keys = h.json("key", "add", "ana", h.key("P384"), "--label", "portátil")
        assert sorted(k["label"] for k in keys) == ["portátil", "rosa@casa"], keys
        mark = [k["fingerprint"] for k in keys if k["label"] == "portátil"][0]
        h.json("key", "add", "ana", stdin=key_line("RSA3072"))
        assert "ssh-rsa" in [k["algorithm"] for k in h.json("key", "list", "ana")]
        left = h.json("key", "remove", "ana", mark)
        assert [k["fingerprint"] for k in left if k["revoked"] is not None] == [mark]
        refused(h, MISSING, "key", "remove", "ana", mark, says="SHA256")
        refused(h, FAILED, "key", "add", "ana", h.key("P384"), says="on record")
        refused(h, MISSING, "key", "list", "nobody", says="nobody")
        refused(h, FAILED, "key", "add", "ana", "/nonexistent", says="cannot be read")


def what_is_no_key_is_explained_in_the_caller_s_language():
    with house() as h:
        refused(h, FAILED, "key", "add", "ana", stdin="-----BEGIN OPENSSH PRIVATE KEY-----",
                says="llave privada", lang="es_PE.UTF-8")
        refused(h, FAILED, "key", "add", "ana", stdin="\0\xff" * 9000, says="public key")


# --- the audit ---

def a_sound_audit_verifies_and_a_changed_row_is_named():
    with house() as h:
        said = h.json("audit", "verify")
        assert said["sound"] and said["rows"] == 2 and said["first_bad"] == 0, said
        head = f"{said['rows']}:{said['head']}"
        assert h.json("audit", "verify", "--head", head)["sound"]
        with contextlib.closing(sqlite3.connect(h.database)) as db:
            db.execute("DROP TRIGGER audit_bu")
            db.execute("UPDATE audit SET who = 'nobody' WHERE id = 2")
            db.commit()
        done = h.run("--json", "audit", "verify")
        assert done.returncode == FAILED
        assert json.loads(done.stdout)["first_bad"] == 2


def a_cut_tail_is_found_with_a_head_kept_outside():
    with house() as h:
        h.ok("user", "disable", "ana")
        said = h.json("audit", "verify")
        with contextlib.closing(sqlite3.connect(h.database)) as db:
            db.execute("DROP TRIGGER audit_bd")
            db.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
            db.commit()
        assert h.json("audit", "verify")["sound"]  # the chain alone cannot know
        done = h.run("audit", "verify", "--head", f"{said['rows']}:{said['head']}")
        assert done.returncode == FAILED and "cut off" in done.stderr, done
        refused(h, USAGE, "audit", "verify", "--head", "2:abc", says="ROW:HASH")
        refused(h, USAGE, "audit", "verify", "--public-key", "abc", says="64")


# --- the demo ---

def the_same_seed_gives_the_same_calls_and_only_to_an_empty_database():
    seen = []
    for _ in range(2):
        with house() as h:
            said = h.json("demo-data", "--calls", "200", "--seed", "7")
            assert said == {"calls": 200, "seed": 7}, said
            seen.append(h.sql("SELECT motive, dispo, notes FROM call ORDER BY id"))
            refused(h, FAILED, "demo-data", "--calls", "9", says="empty database")
            assert h.json("audit", "verify")["sound"]
    assert len(seen[0]) == 200 and seen[0] == seen[1]


def a_wrong_size_or_seed_is_refused():
    with house() as h:
        for words, says in (((("--calls", "0")), "1 to"), (("--calls", "many"), "1 to"),
                            (("--calls", "99999999"), "1 to"), (("--seed", "x"), "seed")):
            refused(h, USAGE, "demo-data", *words, says=says)


class Asked(list):
    """What a server was asked, as it comes in."""

    def __init__(self):
        super().__init__()
        self.more = threading.Condition()

    def add(self, message):
        with self.more:
            self.append(message)
            self.more.notify_all()

    def wait_for(self, count):
        with self.more:
            self.more.wait_for(lambda: len(self) >= count, 10)


# --- a running server ---

@helper
@contextlib.contextmanager
def fake_server(h, rows=(), status=0, text=""):
    """Answers one question after the other; yields what it was asked."""
    (h.dir / "run").mkdir()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(str(h.dir / "run" / "control.sock"))
    listener.listen()
    asked = Asked()

    def serve():
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                packet = client.recv(wire.MAX)
                if not packet:
                    continue
                m = wire.decode(packet)
                asked.add(m)
                if m.type == "ASK":
                    for row in rows:
                        client.send(wire.encode("ROW", text=row))
                    client.send(wire.encode("END", status=status, text=text))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


def without_a_server_status_who_and_kick_end_with_five():
    with house(init=False) as h:
        for words in (("status",), ("who",), ("kick", "rosa"), ("reload",)):
            refused(h, NO_SERVER, *words, says="not running")


def who_is_logged_in_is_shown_and_hostile_text_is_tamed():
    rows = ["rosa\tRosa\x1b[2J\tdetached\t1795548960\t10.0.0.7:5\tputty\tcall\t260000417\t9",
            "luz\tLuz\tattached\t1795548960\t10.0.0.8:5\txterm\thome\t0\t10"]
    with house(init=False) as h, fake_server(h, rows) as asked:
        who = h.json("who")
        assert who[0]["since"] == "2026-11-24T19:36:00Z" and who[0]["state"] == "detached"
        assert who[0]["call"] == "L 26-00417-3" and who[1]["call"] == "", who
        assert who[1]["session"] == 10
        shown = h.ok("who", lang="es")
        assert "\x1b" not in shown and "rosa" in shown
        assert asked[0].verb == "who"


def status_shows_what_the_server_says_also_what_is_new():
    rows = ["version\t9.9", "since\t1795548960", "consoles\t3", "new_thing\tyes"]
    with house(init=False) as h, fake_server(h, rows):
        assert h.json("status") == {"version": "9.9", "since": "2026-11-24T19:36:00Z",
                                    "consoles": 3, "new_thing": "yes"}
        assert "Running since" in h.ok("status")


def the_exit_code_and_the_sentence_of_the_server_are_passed_on():
    with house(init=False) as h, \
            fake_server(h, (), MISSING, "Nobody of this name is logged in.") as asked:
        refused(h, MISSING, "kick", "rosa", says="Nobody of this name")
        assert (asked[0].verb, asked[0].argument) == ("kick", "rosa")


def a_running_server_is_told_what_changed():
    with house() as h, fake_server(h) as asked:
        h.ok("user", "add", "rosa")
        h.ok("user", "disable", "rosa")
        asked.wait_for(2)  # nobody waits for the server to have read it
        assert [(m.type, m.topic, m.id) for m in asked] == \
            [("CHANGED", wire.TOPICS["user"], 2)] * 2, asked


def a_server_that_breaks_off_is_no_success():
    with house(init=False) as h:
        with fake_server(h) as asked:
            wire_end, wire.encode = wire.encode, lambda *a, **k: b"\x09\x09"
            try:
                done = h.run("status")
            finally:
                wire.encode = wire_end
            assert done.returncode == FAILED, (done, asked)


# --- the queue ---

def a_dialplan_pushes_a_caller_and_gets_the_row_to_leave_with():
    with house() as h:
        row = h.ok("queue", "push", "961555341", "--line", "2", "--note", "pide a Rosa")
        assert row == "1\n", repr(row)
        assert h.json("queue", "push") == {"row": 2}
        h.ok("queue", "leave", "1")
        assert h.sql("SELECT phone, trunk, note, left_at IS NOT NULL, taken_at FROM queue") \
            == [("51961555341", "2", "pide a Rosa", 1, None), (None, "", "", 0, None)]
        assert [r[0] for r in h.sql("SELECT action FROM audit WHERE entity = 'queue'")] \
            == ["push", "push", "leave"]
        assert not h.sql("SELECT 1 FROM audit WHERE detail LIKE '%555%'")


def what_the_queue_does_not_understand_has_its_exit_code():
    with house() as h:
        for words, code in ((("leave", "99"), MISSING), (("leave", "x"), USAGE),
                            (("leave", "-1"), USAGE), (("leave",), USAGE),
                            (("signal", "maybe"), USAGE),
                            (("push", "1", "--region", "XX"), USAGE),
                            (("push", "1", "--priority", "4"), USAGE),
                            (("push", "1", "--priority", "x"), USAGE)):
            done = h.run("queue", *words)
            assert done.returncode == code and done.stderr, (words, done)
        assert not h.sql("SELECT 1 FROM queue")


def the_signal_of_the_exchange_comes_and_goes():
    with house() as h:
        for words, state in (((), "up"), (("down",), "down"), (("up",), "up")):
            h.ok("queue", "signal", *words)
            assert h.sql("SELECT state FROM exchange") == [(state,)]


# --- the call on paper ---

def the_form_of_a_call_is_printed_in_both_languages_as_text_and_html():
    with house() as h:
        text = h.ok("form", "call", lang="en")
        assert "¿Puede hablar sin peligro? [ ] sí" in text and "página 2 de 2" in text
        assert max(map(len, text.splitlines())) <= 77
        english = h.ok("form", "call", "--lang", "en", lang="es_PE.UTF-8")
        assert "Can she speak without danger? [ ] yes" in english
        assert "[ ] 2 Report" in english and "page 2 of 2" in english
        html = h.ok("form", "call", "--html")
        assert html.startswith("<!DOCTYPE html>") and '<html lang="es">' in html
        assert "http" not in html and "<script" not in html
        assert "¿Puede hablar sin peligro?" in html
        refused(h, USAGE, "form", "call", "--lang", "qu", says="es or en")
        refused(h, USAGE, "form", "call", "--pdf", says="no such option")


# --- the sheet of a referral ---

def a_referral_sheet_is_printed_for_an_operator_and_for_nobody_else():
    with house() as h:
        h.ok("demo-data", "--calls", "200", "--seed", "7")
        (number, case), = h.sql("SELECT r.id, f.number FROM referral r JOIN casefile f ON"
                                " f.id = r.case_id ORDER BY r.id DESC LIMIT 1")
        for words, code in (((str(number),), USAGE),
                            ((str(number), "--as", "nobody"), MISSING),
                            ((str(number), "--as", "julia"), DENIED),
                            (("999999", "--as", "rosa"), MISSING),
                            (("C 26-00001-0", "--as", "rosa"), MISSING),
                            (("C 26-00001-5", "--as", "rosa"), FAILED),
                            ((str(number), "--as", "rosa", "--copy", "x"), USAGE),
                            ((str(number), "--as", "rosa", "--copy", "9"), MISSING)):
            done = h.run("referral", "sheet", *words)
            assert done.returncode == code and done.stderr and not done.stdout, (words, done)
        text = h.ok("referral", "sheet", str(number), "--as", "rosa", lang="es")
        assert "Hoja de derivación" in text and f"Derivación n.º        {number}\n" in text
        assert max(map(len, text.splitlines())) <= 79
        html = h.ok("referral", "sheet", str(number), "--as", "rosa", "--html", lang="es")
        assert html.startswith("<!DOCTYPE html>") and html.rstrip().endswith("</html>")
        assert "http" not in html and "<script" not in html
        # one language, whatever the admin speaks: hers, or the one that is asked for
        assert h.ok("referral", "sheet", str(number), "--as", "rosa", lang="en") == text
        for form in ((), ("--html",)):
            words = ("referral", "sheet", str(number), "--as", "rosa", "--lang", "en", *form)
            in_en, in_es = h.ok(*words, lang="en"), h.ok(*words, lang="es")
            assert in_en == in_es and "Referral sheet" in in_en
            assert "Hoja" not in in_en and "Derivación" not in in_en, in_en
        assert '<html lang="en">' in in_en
        done = h.run("referral", "sheet", str(number), "--as", "rosa", "--lang", "qu")
        assert done.returncode == USAGE and done.stderr and not done.stdout, done
        rows = h.sql("SELECT who, detail FROM audit WHERE action = 'sheet' ORDER BY id LIMIT 2")
        assert len(rows) == 2 and all(w.startswith("local:") for w, _ in rows), rows
        assert [json.loads(d)["for"] for _, d in rows] == ["rosa", "rosa"], rows
        assert [json.loads(d)["form"] for _, d in rows] == ["text", "html"], rows
        assert case
