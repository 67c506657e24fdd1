# SPDX-License-Identifier: GPL-3.0-or-later
"""The messages of schema/wire.h, for the fake programs and the tests of the core."""
import socket
import struct

KEY, OPEN, BYE, START, AUTH, DATA, KILL, CONSOLE, ATTACH, EVENT, PIN_ANSWER, CHANGED, \
    STATE, PIN, QUIT, KEYS, SIZE, DRAINED, FRAME, LAST, ASK, ROW, END = range(1, 24)

# n: 32 bits, N: 64 bits, s: text, b: bytes
SHAPES = {
    KEY: "ssbnn", OPEN: "nnss", BYE: "s", START: "sssnnn", AUTH: "ns", DATA: "N",
    KILL: "s", CONSOLE: "sssN", ATTACH: "Nnnssnn", EVENT: "nN", PIN_ANSWER: "nn",
    CHANGED: "nN", STATE: "sNnn", PIN: "s", QUIT: "s", KEYS: "nb", SIZE: "nn",
    DRAINED: "", FRAME: "nb", LAST: "bs", ASK: "ss", ROW: "s", END: "ns",
}


def encode(kind, *fields):
    out = bytes([1, kind])
    for shape, value in zip(SHAPES[kind], fields, strict=True):
        if shape == "n":
            out += struct.pack(">I", value)
        elif shape == "N":
            out += struct.pack(">Q", value)
        else:
            raw = value.encode() + b"\0" if shape == "s" else value
            out += struct.pack(">I", len(raw)) + raw
    return out


def decode(packet):
    kind, at, fields = packet[1], 2, []
    for shape in SHAPES[kind]:
        size = 8 if shape == "N" else 4
        number = int.from_bytes(packet[at:at + size], "big")
        at += size
        if shape in "nN":
            fields.append(number)
            continue
        raw = packet[at:at + number]
        at += number
        fields.append(raw[:-1].decode() if shape == "s" else raw)
    assert packet[0] == 1 and at == len(packet), packet
    return kind, fields


class Wire:
    """One end of a socket between the programs."""

    def __init__(self, fd):
        self.socket = socket.socket(fileno=fd)

    def fileno(self):
        return self.socket.fileno()

    def send(self, kind, *fields):
        self.socket.send(encode(kind, *fields))

    def receive(self):
        """(type, fields, descriptor or None), or None at the end."""
        try:
            packet, fds, _, _ = socket.recv_fds(self.socket, 40000, 4)
        except ConnectionError:
            return None
        if not packet:
            return None
        return *decode(packet), fds[0] if fds else None

    def close(self):
        self.socket.close()
