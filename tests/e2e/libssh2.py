# SPDX-License-Identifier: GPL-3.0-or-later
"""A client that says what it likes: libssh2, which takes the packet size of a channel and
the maker of a signature as arguments.  git and curl bring the library along."""
import ctypes
import select
import socket

from stories import skip

_SIGN = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p),
                         ctypes.POINTER(ctypes.c_size_t), ctypes.c_void_p, ctypes.c_size_t,
                         ctypes.c_void_p)
_PTY = b"vt100"


def _library():
    try:
        lib = ctypes.CDLL("libssh2.so.1")
    except OSError:
        skip("libssh2.so.1 is not installed")
    lib.libssh2_session_init_ex.restype = ctypes.c_void_p
    lib.libssh2_channel_open_ex.restype = ctypes.c_void_p
    return lib


class Failed(Exception):
    """libssh2 says why."""


class Libssh2:
    def __init__(self, port):
        self.lib = _library()
        self.lib.libssh2_init(0)
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.session = ctypes.c_void_p(self.lib.libssh2_session_init_ex(None, None, None, None))

    def _check(self, code):
        if code < 0:
            text = ctypes.c_char_p()
            self.lib.libssh2_session_last_error(self.session, ctypes.byref(text), None, 0)
            raise Failed(f"{code} {text.value}")

    def begin(self):
        """The key exchange.  Other threads go on meanwhile: ctypes gives the lock away."""
        self._check(self.lib.libssh2_session_handshake(self.session, self.socket.fileno()))

    def patience(self, milliseconds):
        """How long an answer may take."""
        self.lib.libssh2_session_set_timeout(self.session, ctypes.c_long(milliseconds))

    def ask_methods(self, user, times):
        """Ask again and again how one may log in."""
        self.lib.libssh2_userauth_list.restype = ctypes.c_char_p
        for asked in range(times):
            if not self.lib.libssh2_userauth_list(self.session, user.encode(), len(user)):
                return asked
        return times

    def log_in(self, user, key):
        self._check(self.lib.libssh2_userauth_publickey_fromfile_ex(
            self.session, user.encode(), len(user), f"{key}.pub".encode(), str(key).encode(),
            None))

    def log_in_with_nonsense(self, user, blob):
        """Show the public key blob and sign with 64 zero bytes."""
        libc = ctypes.CDLL(None)
        libc.calloc.restype = ctypes.c_void_p

        def sign(_session, out, length, _data, _data_length, _abstract):
            out[0] = libc.calloc(1, 64)
            length[0] = 64
            return 0

        self._keep = _SIGN(sign)
        self._check(self.lib.libssh2_userauth_publickey(
            self.session, user.encode(), blob, ctypes.c_size_t(len(blob)), self._keep, None))

    def channel(self, packet_size, window=2 ** 21):
        """A session channel with a terminal and a shell."""
        channel = ctypes.c_void_p(self.lib.libssh2_channel_open_ex(
            self.session, b"session", 7, ctypes.c_uint(window), ctypes.c_uint(packet_size),
            None, 0))
        if not channel:
            self._check(-1)
        self._check(self.lib.libssh2_channel_request_pty_ex(
            channel, _PTY, len(_PTY), None, 0, 80, 24, 0, 0))
        self._check(self.lib.libssh2_channel_process_startup(channel, b"shell", 5, None, 0))
        return channel

    def read(self, channel, count):
        """At least count bytes of the channel."""
        room, out = ctypes.create_string_buffer(4096), b""
        while len(out) < count:
            got = self.lib.libssh2_channel_read_ex(channel, 0, room, ctypes.c_size_t(4096))
            self._check(got)
            out += room.raw[:got]
        return out

    def talk(self, channel):
        """Ask for something that is refused, again and again, until the line ends; what
        comes on the channel is not read."""
        refused = -22
        while self.lib.libssh2_channel_setenv_ex(channel, b"A", 1, b"b", 1) == refused:
            select.select([], [], [], 0.05)

    def hang_up(self):
        """Threads that wait here come back; the descriptor is not given away yet."""
        self.socket.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.socket.close()
