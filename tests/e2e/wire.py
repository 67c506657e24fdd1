# SPDX-License-Identifier: GPL-3.0-or-later
"""The messages between the programs (schema/wire.h), for tests that play one of them.

    core, other = wire.pair()
    wire.send(core, "AUTH", verdict=wire.YES)
    m = wire.receive(core, 5)          # m.type == "KEY", m.user, m.blob, m.fd

Numbers are int, texts str, bytes bytes; what is left out is 0 or empty.
"""
import os
import select
import socket
import struct
import time

VERSION = 1
MAX = 36864
NO, YES, PARTIAL = 0, 1, 2
PIN_WRONG, PIN_RIGHT, PIN_UNSET, PIN_LOCKED = 0, 1, 2, 3
TOPICS = {name: 1 << bit for bit, name in enumerate(
    "call case queue referral followup user setting draft session alert minute".split())}

# In the order of enum wire_type; u: 32 bits, U: 64 bits, t: text, b: bytes.
_SHAPES = """
KEY         user:t algorithm:t blob:b bits:u proven:u
OPEN        rows:u cols:u term:t client:t
BYE         reason:t
START       host_key:t peer:t banner:t legacy:u grace_ms:u keepalive_ms:u
AUTH        verdict:u text:t
DATA        session:U
KILL        reason:t
CONSOLE     database:t locale:t zone:t operator_id:U
ATTACH      session:U rows:u cols:u term:t peer:t resumed:u failed:u
EVENT       topic:u id:U
PIN_ANSWER  answer:u left:u
CHANGED     topic:u id:U
STATE       screen:t call:U attached:u locked:u
PIN         pin:t
QUIT        reason:t
KEYS        burst:u bytes:b
SIZE        rows:u cols:u
DRAINED
FRAME       end:u bytes:b
LAST        bytes:b reason:t
ASK         verb:t argument:t
ROW         text:t
END         status:u text:t
"""
SHAPES = {}
NAMES = {}
for _number, _line in enumerate(_SHAPES.strip().splitlines(), start=1):
    _name, *_fields = _line.split()
    SHAPES[_name] = (_number, [field.split(":") for field in _fields])
    NAMES[_number] = _name


class Closed(Exception):
    """The other side has ended."""


class Late(Exception):
    """Nothing came within the time."""


class Message:
    """One message: its type, its fields as attributes, and fd (-1: none came along)."""

    def __init__(self, kind, fields, fd=-1):
        self.type = kind
        self.fields = fields
        self.fd = fd

    def __getattr__(self, name):
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self):
        return f"{self.type}{self.fields}"


def encode(kind, **fields):
    number, shape = SHAPES[kind]
    unknown = set(fields) - {name for name, _ in shape}
    if unknown:
        raise TypeError(f"{kind} has no {unknown}")
    out = [struct.pack(">BB", VERSION, number)]
    for name, sort in shape:
        if sort in "uU":
            out.append(struct.pack(">I" if sort == "u" else ">Q", fields.get(name, 0)))
            continue
        if sort == "t":
            run = fields.get(name, "").encode() + b"\0"
        else:
            run = fields.get(name, b"")
        out.append(struct.pack(">I", len(run)) + run)
    return b"".join(out)


def decode(packet):
    version, number = struct.unpack_from(">BB", packet)
    if version != VERSION or number not in NAMES:
        raise ValueError(f"version {version}, type {number}")
    kind, at, fields = NAMES[number], 2, {}
    for name, sort in SHAPES[kind][1]:
        if sort in "uU":
            form = ">I" if sort == "u" else ">Q"
            fields[name] = struct.unpack_from(form, packet, at)[0]
            at += struct.calcsize(form)
            continue
        length = struct.unpack_from(">I", packet, at)[0]
        run = packet[at + 4:at + 4 + length]
        if len(run) != length:
            raise ValueError(f"{kind}.{name} is cut short")
        at += 4 + length
        if sort == "t":
            if run[-1:] != b"\0" or b"\0" in run[:-1]:
                raise ValueError(f"{kind}.{name} is no text")
            run = run[:-1].decode(errors="replace")
        fields[name] = run
    if at != len(packet):
        raise ValueError(f"{kind} is too long")
    return Message(kind, fields)


def pair():
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(sock, kind, fd=-1, **fields):
    """Send a message, and descriptor fd with it (it stays open here)."""
    packet = encode(kind, **fields)
    try:
        if fd == -1:
            sock.send(packet)
        else:
            socket.send_fds(sock, [packet], [fd])
    except (BrokenPipeError, ConnectionResetError) as error:
        raise Closed from error


def receive(sock, seconds=10.0):
    """The next message; Late if none comes in seconds, Closed at the end."""
    if not select.select([sock], [], [], seconds)[0]:
        raise Late(f"no message in {seconds} s")
    try:
        packet, fds, _flags, _peer = socket.recv_fds(sock, MAX, 4)
    except ConnectionResetError:  # said once; what the peer had sent comes after it
        packet, fds, _flags, _peer = socket.recv_fds(sock, MAX, 4)
    for extra in fds[1:]:
        os.close(extra)
    if not packet:
        raise Closed
    message = decode(packet)
    message.fd = fds[0] if fds else -1
    return message


def wait_for(sock, kind, seconds=10.0):
    """The next message of type kind; those before it are dropped."""
    until = time.monotonic() + seconds
    while True:
        message = receive(sock, max(0.0, until - time.monotonic()))
        if message.type == kind:
            return message
        if message.fd != -1:
            os.close(message.fd)
