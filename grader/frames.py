"""Length-prefixed messages between the command and the grader. Imports nothing heavy."""

from __future__ import annotations

import socket
import struct

_LENGTH = struct.Struct("!Q")
LARGEST = 64 * 2**20


class Closed(Exception):
    """The other side is gone or talks something else."""


def send(sock: socket.socket, data: bytes) -> None:
    try:
        sock.sendall(_LENGTH.pack(len(data)) + data)
    except OSError as error:
        raise Closed(str(error)) from error


def receive(sock: socket.socket) -> bytes:
    """One message; :class:`Closed` when the peer is gone, ``TimeoutError`` past the socket's."""
    (size,) = _LENGTH.unpack(_exactly(sock, _LENGTH.size))
    if size > LARGEST:
        raise Closed("the message is too large")
    return _exactly(sock, size)


def _exactly(sock: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        try:
            chunk = sock.recv(min(size - len(data), 1 << 20))
        except TimeoutError:
            raise
        except OSError as error:
            raise Closed(str(error)) from error
        if not chunk:
            raise Closed("the connection ended")
        data += chunk
    return bytes(data)
