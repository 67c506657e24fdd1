# SPDX-License-Identifier: GPL-3.0-or-later
"""amparo-ssh between real SSH clients and an amparod that this file plays."""
import wire
from fakecore import PATIENCE, Core, need, run


def a_known_key_opens_the_console():
    with Core() as core:
        rosa = core.ssh(rows=30, cols=100)
        line = core.line()
        asked = line.receive("KEY")
        assert (asked.user, asked.algorithm, asked.bits, asked.proven) == \
            ("rosa", "ssh-ed25519", 0, 0), asked
        public = core.make_key("rosa").with_suffix(".pub").read_text().split()[1]
        import base64
        assert asked.blob == base64.b64decode(public)
        line.tell("AUTH", verdict=wire.YES)
        assert line.receive("KEY").proven == 1
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
