# SPDX-License-Identifier: GPL-3.0-or-later
"""amparo-ssh between real SSH clients and an amparod that this file plays."""
import base64
import os
import pathlib
import random
import re
import select
import signal
import socket
import subprocess
import threading
import time

import wire
from fakecore import PATIENCE, Core, need, run
from libssh2 import Failed, Libssh2


def _blob(key):
    return base64.b64decode(key.with_suffix(".pub").read_text().split()[1])


def _console(core, **how):
    """rosa at her console: (client, line)."""
    rosa = core.ssh(**how)
    line = core.line()
    line.open()
    line.frame(b"ready")
    rosa.wait(b"ready")
    line.drained()
    return rosa, line


def _in_background(action):
    """Run action in a thread; returns a function that waits for its result."""
    result = []

    def work():
        try:
            result.append(action())
        except Exception as error:
            result.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()

    def finish():
        thread.join(PATIENCE)
        assert result, "it does not end"
        return result[0]
    return finish


# --- log-in ---


def a_known_key_opens_the_console():
    with Core() as core:
        rosa = core.ssh(rows=30, cols=100)
        line = core.line()
        asked = line.receive("KEY")
        assert (asked.user, asked.algorithm, asked.bits, asked.proven) == \
            ("rosa", "ssh-ed25519", 0, 0), asked
        assert asked.blob == _blob(core.make_key("rosa"))
        line.tell("AUTH", verdict=wire.YES)
        proven = line.receive("KEY")
        assert (proven.user, proven.blob, proven.proven) == ("rosa", asked.blob, 1)
        line.tell("AUTH", verdict=wire.YES)
        opened = line.receive("OPEN")
        assert (opened.rows, opened.cols, opened.term) == (30, 100, "xterm"), opened
        assert opened.client.startswith("SSH-2.0-OpenSSH"), opened
        line.hand_over()
        line.frame(b"Buenos dias")
        rosa.wait(b"Buenos dias")
        line.drained()
        rosa.send(b"hola")
        assert line.keys(4) == b"hola"
        wire.send(line.console, "LAST", bytes=b"\r\nHasta luego\r\n", reason="Hasta luego")
        assert rosa.end() == 0, rosa.out
        assert b"Hasta luego" in rosa.out
        assert line.bye() == "done"
        assert line.wait() == 0, core.log()
        assert core.log() == "", core.log()


def an_unknown_key_is_refused_and_nothing_is_started():
    with Core() as core:
        stranger = core.ssh(user="nadie")
        line = core.line()
        assert line.receive("KEY").user == "nadie"
        line.tell("AUTH", verdict=wire.NO, text="Esta cuenta no existe.")
        assert stranger.end() == 255
        assert b"Permission denied (publickey)" in stranger.out, stranger.out
        assert b"Esta cuenta no existe." in stranger.out, stranger.out
        assert line.bye() == "lost"


def a_second_factor_that_does_not_exist_yet_opens_nothing():
    with Core() as core:
        rosa = core.ssh()
        line = core.line()
        line.log_in(verdict=wire.PARTIAL)
        assert rosa.end() == 255
        assert line.bye() == "lost"


def the_banner_is_shown_before_the_log_in():
    with Core(banner="Solo personal autorizado.\n") as core:
        rosa, _ = _console(core)
        assert rosa.out.count(b"Solo personal autorizado.") == 1, rosa.out


def after_six_keys_a_sentence_says_how_to_name_one():
    with Core() as core:
        keys = [core.make_key(f"k{n}") for n in range(8)]
        rosa = core.ssh(key=keys[0], options=[f"IdentityFile={k}" for k in keys[1:]])
        line = core.line()
        for _ in range(6):
            line.receive("KEY")
            line.tell("AUTH", verdict=wire.NO)
        assert rosa.end() == 255
        assert b"Too many keys were tried. Name yours with ssh -i." in rosa.out, rosa.out
        assert line.bye() == "refused"


def passwords_are_not_a_way_in():
    with Core() as core:
        rosa = core.ssh(options=["PubkeyAuthentication=no"])
        line = core.line()
        assert rosa.end() == 255
        assert b"Permission denied (publickey)" in rosa.out, rosa.out
        assert line.bye() == "lost"


def a_stranger_who_only_asks_is_shown_out():
    with Core(legacy=1) as core:
        client = Libssh2(core.port)

        def ask():
            client.begin()
            return client.ask_methods("rosa", 1000)

        done = _in_background(ask)
        line = core.line()
        assert line.bye() == "refused"
        assert 30 < done() < 60, done()
        client.close()


def each_good_type_of_key_opens_the_console():
    kinds = {"ecdsa-sha2-nistp256": ("-t", "ecdsa", "-b", "256"),
             "ecdsa-sha2-nistp384": ("-t", "ecdsa", "-b", "384"),
             "ssh-rsa": ("-t", "rsa", "-b", "3072")}
    for algorithm, options in kinds.items():
        with Core() as core:
            key = core.make_key("other", *options)
            rosa = core.ssh(key=key)
            line = core.line()
            proven = line.log_in()
            assert (proven.algorithm, proven.blob) == (algorithm, _blob(key)), proven
            assert proven.bits == (3072 if algorithm == "ssh-rsa" else 0)
            line.receive("OPEN")
            line.hand_over()
            line.frame(b"ready")
            rosa.wait(b"ready")


def a_short_RSA_key_gets_a_sentence_and_is_not_even_asked_about():
    with Core() as core:
        rosa = core.ssh(key=core.make_key("short", "-t", "rsa", "-b", "2048"))
        line = core.line()
        assert rosa.end() == 255
        assert b"Use an Ed25519 key." in rosa.out, rosa.out
        assert line.receive().type == "BYE"


def a_key_that_libssh_cannot_read_gets_a_sentence_and_no_silence():
    with Core() as core:
        key = core.ppk("ed448", "-t", "ed448")
        rosa = core.client(core.plink(key))
        line = core.line()
        assert rosa.end(15) != 0
        assert b"Use una clave Ed25519." in rosa.out, rosa.out
        assert line.bye() == "refused"


def a_wrong_signature_gets_a_sentence_and_no_silence():
    with Core(legacy=1) as core:
        client = Libssh2(core.port)

        def log_in():
            client.begin()
            client.log_in_with_nonsense("rosa", _blob(core.make_key("rosa")))

        done = _in_background(log_in)
        line = core.line()
        line.receive("KEY")
        line.tell("AUTH", verdict=wire.YES)
        assert isinstance(done(), Failed)
        assert line.bye() == "refused"
        client.close()


def a_client_that_says_nothing_is_shown_out_after_the_time():
    with Core(grace_ms=400) as core:
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", core.port)) as silent:
            line = core.line()
            assert line.bye() == "slow"
            assert 0.3 < time.monotonic() - began < 3
            assert silent.recv(64).startswith(b"SSH-2.0-Amparo")


def a_client_that_asks_for_no_console_is_shown_out_after_the_time():
    with Core(grace_ms=1500) as core:
        rosa = core.client(core.openssh()[:-1] + ["-N", core.openssh()[-1]])
        line = core.line()
        line.log_in()
        assert rosa.end() == 255
        assert b"No console was asked for." in rosa.out, rosa.out
        assert line.bye() == "asked"


def a_wrong_host_key_ends_the_process_with_a_line_in_the_log():
    with Core() as core:
        core.host_key.write_text("this is no key")
        client = core.ssh()
        line = core.line()
        assert line.wait() == 1
        assert "the host key cannot be read" in core.log()
        assert client.end() == 255


def noise_instead_of_SSH_ends_only_this_process():
    dice = random.Random(7)
    with Core() as core:
        for noise in (b"GET / HTTP/1.0\r\n\r\n", b"SSH-2.0-x\r\n" + dice.randbytes(5000),
                      dice.randbytes(20000), b"SSH-1.5-old\n", b"\n" * 3000):
            with socket.create_connection(("127.0.0.1", core.port)) as s:
                line = core.line()
                s.settimeout(PATIENCE)
                try:
                    s.sendall(noise)
                    s.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
                assert line.bye() == "lost"
                assert line.wait() == 0, core.log()


# --- what is refused ---


def a_command_is_refused_with_a_sentence():
    with Core() as core:
        rosa = core.client(core.openssh("ls"), terminal=False)
        line = core.line()
        line.log_in()
        assert rosa.end() == 3
        assert rosa.out.strip().endswith(b"No commands are run here. Log in without one."), \
            rosa.out
        assert line.receive().type == "BYE"


def a_shell_without_a_terminal_is_refused_with_a_sentence():
    with Core() as core:
        rosa = core.client(core.openssh("-T")[:-2] + ["-T", core.openssh()[-1]],
                           terminal=False)
        line = core.line()
        line.log_in()
        assert rosa.end() == 3
        assert b"Amparo needs a terminal: use ssh -t." in rosa.out, rosa.out
        assert line.receive().type == "BYE"


def sftp_is_refused():
    with Core() as core:
        words = core.openssh()
        words[0], words[words.index("-p")] = "sftp", "-P"
        rosa = core.client(words)
        line = core.line()
        line.log_in()
        assert rosa.end() == 255
        assert b"subsystem request failed" in rosa.out, rosa.out
        assert line.receive().type == "BYE"


def forwarding_to_the_server_is_refused():
    with Core() as core:
        port = 22029
        words = core.openssh()
        words[1:1] = ["-L", f"{port}:127.0.0.1:{core.port}"]
        rosa = core.client(words)
        line = core.line()
        line.open()
        line.frame(b"ready")
        rosa.wait(b"ready")
        with socket.create_connection(("127.0.0.1", port)) as s:
            s.settimeout(PATIENCE)
            assert s.recv(10) == b""
        rosa.send(b"x")
        assert line.keys(1) == b"x"
        assert not select.select([core.listener], [], [], 0)[0], "somebody connected"


def forwarding_from_the_server_is_refused():
    with Core() as core:
        words = core.openssh(options=["ExitOnForwardFailure=yes"])
        words[1:1] = ["-R", "0:127.0.0.1:9"]
        rosa = core.client(words)
        line = core.line()
        line.log_in()
        assert rosa.end() == 255
        assert b"remote port forwarding failed" in rosa.out, rosa.out
        line.wait()


def a_second_channel_is_refused_and_the_first_goes_on():
    with Core() as core:
        rosa, line = _console(core, options=["ControlMaster=yes",
                                             f"ControlPath={core.home}/mux"])
        second = core.client(core.openssh(options=["ControlMaster=no",
                                                   f"ControlPath={core.home}/mux"]))
        second.wait(b"refused by peer")
        rosa.send(b"y")
        assert line.keys(1) == b"y"
        assert not select.select([line.core_end], [], [], 0)[0]


def environment_and_agent_are_refused_and_the_console_opens():
    with Core() as core:
        agent = socket.socket(socket.AF_UNIX)
        agent.bind(str(core.home / "agent"))
        agent.listen()
        rosa, line = _console(core, options=["SetEnv=AMPARO=1", "ForwardAgent=yes",
                                             "LogLevel=DEBUG",
                                             f"IdentityAgent={core.home}/agent"])
        rosa.send(b"z")
        assert line.keys(1) == b"z"
        agent.close()


# --- the way of the bytes ---


def a_paste_of_400_kB_arrives_whole_while_the_console_reads_nothing():
    with Core() as core:
        rosa, line = _console(core)
        text = bytes(random.Random(1).choices(range(256), k=400_000))
        sent = _in_background(lambda: rosa.send(text))
        _until_asleep(line)  # the client is held back
        assert _sanitized() or _resident(line) < 8_000, _resident(line)
        assert line.keys(len(text)) == text
        assert sent() is None
        line.frame(b"still here")
        rosa.wait(b"still here")


def what_was_typed_key_by_key_arrives_key_by_key_after_a_delay():
    with Core() as core:
        rosa, line = _console(core)
        line.process.send_signal(signal.SIGSTOP)  # as a slow line would, in one burst
        for key in b"quispe\r":
            os.write(rosa.fd, bytes([key]))
            select.select([], [], [], 0.05)
        line.process.send_signal(signal.SIGCONT)
        assert [wire.receive(line.console).bytes for _ in range(7)] == \
            [bytes([key]) for key in b"quispe\r"]


def what_was_pasted_says_so_and_what_was_typed_ahead_does_not():
    with Core() as core:
        rosa = core.ssh()
        line = core.line()
        line.log_in()
        line.receive("OPEN")
        for text in (b"x" * 100, b"F2", b"L", b"y" * 39, b"z" * 40):  # no console yet
            os.write(rosa.fd, text)
            select.select([], [], [], 0.1)
        line.hand_over()
        assert [(m.bytes, m.burst) for m in (line.burst() for _ in range(3))] == \
            [(b"x" * 100, 1), (b"F2L" + b"y" * 39, 0), (b"z" * 40, 1)]
        rosa.send(b"q" * 41)
        message = line.burst()
        assert (message.bytes, message.burst) == (b"q" * 41, 1), message
        rosa.send(b"r")
        assert line.burst().burst == 0


def _until_asleep(line, still=0.3):
    """Wait until the process has done nothing for so long."""
    before = -1
    while before != _switches(line):
        before = _switches(line)
        select.select([], [], [], still)


def _resident(line):
    """KiB of memory that the process has in use."""
    status = pathlib.Path(f"/proc/{line.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


def what_was_typed_before_the_line_dropped_reaches_the_console():
    with Core() as core:
        rosa, line = _console(core)
        text = b"la llamada se corta en medio de" * 400
        rosa.send(text)
        line.keys(1)
        rosa.process.kill()
        typed = b"x"
        try:
            while True:
                message = wire.receive(line.console)
                typed += message.bytes if message.type == "KEYS" else b""
        except wire.Closed:
            pass
        assert line.bye() in ("lost", "hung up")
        assert text.endswith(typed[-100:]) or len(typed) < len(text)


def a_frame_in_many_parts_is_one_picture():
    with Core() as core:
        rosa, line = _console(core)
        text = b"".join(b"%06d" % n for n in range(15_000))
        line.frame(text)
        rosa.wait(text[-12:])
        assert text in rosa.out
        line.drained()


def a_client_that_does_not_read_gets_no_more_frames_until_it_does():
    with Core() as core:
        rosa, line = _console(core)
        rosa.process.send_signal(signal.SIGSTOP)
        frame, sent = b"." * 2000, 0
        try:
            while True:
                line.frame(frame)
                sent += 1
                line.drained(1.0)
        except wire.Late:
            pass
        assert sent * len(frame) < 8_000_000, "frames go out without end"
        rosa.process.send_signal(signal.SIGCONT)
        reading = _in_background(lambda: rosa.wait(b"the newest"))
        line.drained()
        line.frame(b"the newest")
        reading()
        line.drained()


def the_memory_of_the_process_does_not_grow_with_a_client_that_does_not_read():
    with Core() as core:
        rosa, line = _console(core)
        before = _resident(line)
        rosa.process.send_signal(signal.SIGSTOP)
        try:
            while True:
                line.frame(b"." * 4000)
                line.drained(0.5)
        except wire.Late:
            pass
        assert _resident(line) - before < 1024, (before, _resident(line))


def the_size_of_the_window_goes_up_as_it_is():
    with Core() as core:
        rosa, line = _console(core, rows=0, cols=0)
        rosa.resize(65535, 65535)
        size = wire.wait_for(line.console, "SIZE")
        assert (size.rows, size.cols) == (65535, 65535), size


def a_terminal_without_a_size_asks_for_0_by_0():
    with Core() as core:
        words = core.openssh()
        rosa = core.client(words[:1] + ["-tt"] + words[1:], terminal=False)
        line = core.line()
        opened = line.open()
        assert (opened.rows, opened.cols) == (0, 0), opened
        rosa.close()
        core.clients.remove(rosa)
        assert line.bye() in ("lost", "hung up")


def a_storm_of_sizes_goes_up_as_a_few_and_the_last_counts():
    with Core() as core:
        rosa, line = _console(core)
        for n in range(300):
            rosa.resize(20 + n % 50, 80)
        rosa.resize(33, 99)
        told = []
        while not told or (told[-1].rows, told[-1].cols) != (33, 99):
            told.append(wire.wait_for(line.console, "SIZE"))
        assert len(told) < 60, len(told)


def compression_is_there_for_who_asks():
    for wanted in ("yes", "no"):
        with Core() as core:
            rosa, line = _console(core, options=[f"Compression={wanted}", "LogLevel=DEBUG"])
            assert (b"Enabling compression" in rosa.out) == (wanted == "yes"), rosa.out
            line.frame(b"abc" * 5000)
            rosa.wait(b"abc" * 5000)
            rosa.send(b"q")
            assert line.keys(1) == b"q"


def keys_change_on_the_way_and_nobody_notices():
    with Core() as core:
        rosa, line = _console(core, options=["RekeyLimit=4K"])
        for n in range(60):
            text = b"<%d>" % n + b"r" * 1000
            line.frame(text)
            rosa.wait(text)
            line.drained()
            rosa.send(b"t" * 100)
            assert line.keys(100) == b"t" * 100


# --- ends ---


def a_kill_before_the_log_in_is_the_text_of_the_disconnect():
    with Core() as core:
        rosa = core.ssh()
        line = core.line()
        line.receive("KEY")
        line.tell("KILL", reason="El servidor se detiene. Intente m\u00e1s tarde.")
        assert rosa.end() == 255
        assert b"El servidor se detiene. Intente mas tarde." in rosa.out, rosa.out
        assert line.bye() == "told"


def a_kill_gives_the_screen_back_and_leaves_a_sentence_on_it():
    with Core() as core:
        rosa, line = _console(core)
        line.frame(b"\x1b[?1049h\x1b[2Jcallers' data")
        rosa.wait(b"data")
        line.tell("KILL", reason="Sesi\u00f3n retomada en otra parte.")
        assert rosa.end() == 1
        screen, _, after = rosa.out.partition(b"\x1b[?1049l")
        assert b"Sesion retomada en otra parte." in after, rosa.out
        assert line.bye() == "told"


def the_console_goes_on_when_amparod_has_gone():
    with Core() as core:
        rosa, line = _console(core)
        line.core_end.close()
        line.frame(b"one more")
        rosa.wait(b"one more")
        rosa.send(b"k")
        assert line.keys(1) == b"k"
        line.console.close()
        assert rosa.end() == 1
        assert b"What you typed is kept; log in again." in rosa.out, rosa.out
        assert line.wait() == 0


def without_a_console_the_end_of_amparod_is_the_end():
    with Core() as core:
        rosa = core.ssh()
        line = core.line()
        line.log_in()
        line.receive("OPEN")
        line.core_end.close()
        assert rosa.end() == 1
        assert b"The server does not answer." in rosa.out, rosa.out
        assert line.wait() == 0


def another_console_takes_the_place_of_one_that_crashed():
    with Core() as core:
        rosa, line = _console(core)
        line.console.close()
        line.hand_over()
        line.frame(b"here again")
        rosa.wait(b"here again")
        rosa.send(b"w")
        assert line.keys(1) == b"w"


def a_console_that_crashed_and_does_not_come_back_is_explained():
    with Core() as core:
        rosa, line = _console(core)
        line.console.close()
        assert rosa.end() == 1
        assert b"The console ended." in rosa.out, rosa.out
        assert line.bye() == "fault"


def a_client_that_hangs_up_is_told_to_both_sides():
    with Core() as core:
        rosa, line = _console(core)
        rosa.process.send_signal(signal.SIGHUP)
        assert line.bye() in ("lost", "hung up")
        try:
            while True:
                wire.receive(line.console)
        except wire.Closed:
            pass
        assert line.wait() == 0


def a_client_that_answers_keepalives_stays():
    with Core(keepalive_ms=150) as core:
        rosa, line = _console(core)
        try:
            message = wire.receive(line.core_end, 1.5)
            raise AssertionError(f"{message} of a client that is there")
        except wire.Late:
            pass
        rosa.send(b"k")
        assert line.keys(1) == b"k"


def a_client_that_answers_nothing_is_gone_after_two_keepalives():
    with Core(keepalive_ms=300) as core:
        rosa, line = _console(core)
        began = time.monotonic()
        rosa.process.send_signal(signal.SIGSTOP)
        assert line.bye() == "silent"
        assert 0.5 < time.monotonic() - began < 4
        rosa.process.send_signal(signal.SIGCONT)


# --- a client that means harm ---


def packets_of_any_size_are_served_and_of_ten_bytes_end_the_process():
    with Core(legacy=1) as core:
        for size in (32768, 11, 100, 9, 1, 0, 10):
            client = Libssh2(core.port)

            def work(client=client, size=size):
                client.begin()
                client.log_in("rosa", core.make_key("rosa", "-t", "ed25519"))
                channel = client.channel(size)
                return client.read(channel, 300)

            done = _in_background(work)
            line = core.line()
            line.log_in()
            if size == 0:  # a libssh that knows of this one refuses the channel
                _until_asleep(line)
            if size > 0 or select.select([line.core_end], [], [], 0)[0]:
                line.receive("OPEN")
                line.hand_over()
                _frame_for(line, size, done)
            line.end()
            done()
            client.close()


def _frame_for(line, size, done):
    line.frame(b"." * 300)
    if size >= 11:
        assert done() == b"." * 300, (size, done())
        assert line.process.poll() is None
    else:
        _ends_or_waits(line)


def _ends_or_waits(line):
    """It ends, or does nothing; a machine that is busy gives it its time slowly."""
    until, before = time.monotonic() + PATIENCE, -1
    while line.process.poll() is None:
        used = _ticks(line)
        if used == before:
            return
        assert time.monotonic() < until, "it computes for ever"
        before = used
        select.select([], [], [], 0.5)
    assert line.process.returncode == 70, line.process.returncode


def _ticks(line):
    """Hundredths of a second of processor time."""
    stat = pathlib.Path(f"/proc/{line.process.pid}/stat").read_text().rsplit(")", 1)[1]
    return sum(int(n) for n in stat.split()[11:13])


def a_client_whose_window_never_opens_gets_no_more_frames():
    with Core(legacy=1) as core:
        client = Libssh2(core.port)

        def work():
            client.begin()
            client.log_in("rosa", core.make_key("rosa"))
            client.channel(32768, window=0)

        done = _in_background(work)
        line = core.line()
        line.open()
        assert done() is None
        line.frame(b"." * 300)
        try:
            line.drained(0.5)
            raise AssertionError("a frame left through a closed window")
        except wire.Late:
            pass
        before = _ticks(line)
        select.select([], [], [], 0.3)
        assert _ticks(line) - before <= 2, "it computes while it waits"
        client.close()
        assert line.bye() in ("lost", "hung up")


def a_client_that_takes_nothing_is_closed_even_if_it_talks():
    with Core(legacy=1, keepalive_ms=400) as core:
        client = Libssh2(core.port)

        def work():
            client.begin()
            client.log_in("rosa", core.make_key("rosa"))
            client.talk(client.channel(32768, window=0))

        done = _in_background(work)
        line = core.line()
        line.open()
        line.frame(b"." * 300)
        assert line.bye() == "stalled"
        assert "reads nothing" in core.log()
        client.hang_up()
        done()


def the_process_may_do_nothing_but_its_work():
    with Core() as core:
        _, line = _console(core)
        proc = pathlib.Path(f"/proc/{line.process.pid}")
        status = (proc / "status").read_text()
        assert re.search(r"NoNewPrivs:\s+1", status), status
        limits = (proc / "limits").read_text()
        assert re.search(r"Max core file size\s+0\s+0", limits), limits
        assert re.search(r"Max open files\s+16\s+16", limits), limits
        if not _sanitized():
            assert re.search(r"Seccomp:\s+2", status), status
            assert re.search(r"Max address space\s+\d+\s+\d+", limits), limits
        if not _sanitized() and os.geteuid() != 0:
            assert not os.access(proc / "fd", os.R_OK), "its user can look in"
            return
        files = sorted(os.readlink(f"{proc}/fd/{n}") for n in os.listdir(proc / "fd"))
        assert all(name.startswith(("socket:", "/dev/null")) or name.endswith("/log")
                   for name in files), files


def _sanitized():
    from stories import BUILD
    return "#define AMPARO_SANITIZERS" in (BUILD / "config.h").read_text()


# --- other clients ---


def plink_works():
    with Core() as core:
        key = core.ppk("ed25519", "-t", "ed25519")
        rosa = core.client(core.plink(key, "-t"))
        line = core.line()
        opened = line.open()
        assert "PuTTY" in opened.client, opened
        line.frame(b"ready")
        rosa.wait(b"ready")
        rosa.send(b"plink")
        assert line.keys(5) == b"plink"
        wire.send(line.console, "LAST", bytes=b"bye")
        assert rosa.end() == 0, rosa.out


def dbclient_works_with_the_legacy_setting_only():
    need("dbclient")
    need("dropbearconvert")
    for legacy in (0, 1):
        with Core(legacy=legacy) as core:
            key = core.home / "dropbear"
            run("dropbearconvert", "openssh", "dropbear", core.make_key("rosa"), key)
            rosa = core.client(["dbclient", "-y", "-y", "-t", "-i", key, "-p", core.port,
                                "rosa@127.0.0.1"])
            line = core.line()
            if not legacy:
                assert rosa.end() != 0
                assert line.bye() == "lost"
                continue
            line.open()
            line.frame(b"ready")
            rosa.wait(b"ready")
            rosa.send(b"d")
            assert line.keys(1) == b"d"
            wire.send(line.console, "LAST", bytes=b"bye")
            assert rosa.end() == 0, rosa.out


def ssh_audit_finds_nothing_but_strict_key_exchange():
    need("ssh-audit")
    with Core() as core:
        audit = subprocess.Popen(["ssh-audit", "-n", "-l", "warn", "-p", str(core.port),
                                  "127.0.0.1"], stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, text=True)
        while audit.poll() is None:
            if select.select([core.listener], [], [], 0.1)[0]:
                core.line()
        said = audit.stdout.read()
        audit.stdout.close()
        bad = [text for text in said.splitlines() if re.search(r"\[(warn|fail)\]", text)]
        assert all("kex-strict-s-v00@openssh.com" in text for text in bad), said


# --- figures ---


def what_an_idle_connection_costs_is_printed():
    with Core() as core:
        lines = []
        for _ in range(4):
            rosa, line = _console(core)
            lines.append(line)
        cpu = sum(_cpu_ms(line) for line in lines) / len(lines)
        _until_asleep(lines[-1], 2.5)  # after two seconds it gives memory back, once
        pss = []
        for line in lines:
            try:
                text = pathlib.Path(f"/proc/{line.process.pid}/smaps_rollup").read_text()
            except PermissionError:  # only root may look into it
                text = "Pss: 0"
            pss.append(int(re.search(r"Pss:\s+(\d+)", text).group(1)))
        woken = [_switches(line) for line in lines]
        select.select([], [], [], 1.0)
        assert [_switches(line) for line in lines] == woken, "an idle process was woken"
        print(f"        amparo-ssh, 4 idle: {sum(pss) // len(pss)} KiB PSS each, "
              f"{cpu:.1f} ms of processor time for a log-in")


def _cpu_ms(line):
    path = pathlib.Path(f"/proc/{line.process.pid}/schedstat")
    return int(path.read_text().split()[0]) / 1e6


def _switches(line):
    status = pathlib.Path(f"/proc/{line.process.pid}/status").read_text()
    return int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", status).group(1))
