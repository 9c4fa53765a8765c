"""Frames between judge and candidate: bounded JSON and raw tensors, nothing that can run.

A frame is two big-endian 32-bit lengths, then a JSON header, then a safetensors body (which may
be empty). Either side may be hostile or dead, so lengths are checked before a byte is read and
nothing is unpickled or evaluated.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import torch
from safetensors import deserialize

_LENGTHS = struct.Struct("!II")
Header = dict[str, Any]
Tensors = dict[str, torch.Tensor]

#: Among what a traced event was made from: a tensor of the call, and one that is no event.
GIVEN, UNKNOWN = -1, -2

# Bound here because the candidate goes on using them after the learner's code has run.
_encode, _decode = msgspec.json.Encoder().encode, msgspec.json.Decoder(Header).decode
_select = select.select
#: Shares the memory of a bytearray; no longer a name of torch once a candidate is confined.
over = torch.frombuffer


class Extent(NamedTuple):
    """What is kept of a traced event where its values are not."""

    size: float
    """How many entries it has."""
    least: float
    """The least of those that are finite, 0 where none is."""
    most: float
    zeros: float
    infs: float
    nans: float


#: The dtypes that travel, by torch's name and by the format's.
_DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "I64": torch.int64,
    "BOOL": torch.bool,
}
_NAMES = {
    torch.float64: "float64",
    torch.float32: "float32",
    torch.int64: "int64",
    torch.bool: "bool",
}


class WireError(Exception):
    """The peer is gone, too slow or talks nonsense. ``reason`` is one of
    ``closed``, ``too-large``, ``malformed``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def name_of(dtype: torch.dtype) -> str:
    return _NAMES.get(dtype, str(dtype).removeprefix("torch."))


def travels(name: str) -> bool:
    """Whether tensors of the dtype with this name can be sent as they are."""
    return name in _NAMES.values()


def save_tensors(tensors: Tensors) -> bytes:
    """The tensors in the format of safetensors. Written here, since its own function reads from
    any address it is told, which nothing in the candidate may."""
    names_of = {dtype: name for name, dtype in _DTYPES.items()}
    header: Header = {}
    body = bytearray()
    for name, value in tensors.items():
        start = len(body)
        body += bytes_of(value)
        header[name] = {
            "dtype": names_of[value.dtype],
            "shape": list(value.shape),
            "data_offsets": [start, len(body)],
        }
    head = _encode(header)
    head += b" " * (-len(head) % 8)
    return len(head).to_bytes(8, "little") + head + body


def bytes_of(value: torch.Tensor) -> bytearray:
    """The numbers of a tensor in memory of their own."""
    raw = bytearray(value.numel() * value.element_size())
    if raw:
        over(raw, dtype=value.dtype).copy_(value.reshape(-1))
    return raw


def load_tensors(body: bytes) -> Tensors:
    tensors = {}
    for name, entry in deserialize(body):  # type: ignore[no-untyped-call]
        dtype, shape = _DTYPES[entry["dtype"]], entry["shape"]
        data = entry["data"]
        flat = over(data, dtype=dtype) if data else torch.empty(0, dtype=dtype)
        tensors[name] = flat.reshape(shape).clone()
    return tensors


def encode(header: Header, tensors: Tensors) -> bytes:
    head = _encode(header)
    body = save_tensors(tensors) if tensors else b""
    return _LENGTHS.pack(len(head), len(body)) + head + body


def decode(head: bytes, body: bytes) -> tuple[Header, Tensors]:
    try:
        return _decode(head), load_tensors(body) if body else {}
    except Exception as error:
        raise WireError("malformed") from error


def send(
    sock: socket.socket,
    header: Header,
    tensors: Tensors,
    idle: Callable[[], None] | None = None,
) -> None:
    """Write one frame. ``idle`` is called while the other side does not read, as in
    :func:`receive`."""
    data = memoryview(encode(header, tensors))
    try:
        if idle is None:
            sock.sendall(data)
        while idle is not None and data:
            if _select([], [sock], [], 0.01)[1]:
                data = data[sock.send(data, socket.MSG_DONTWAIT) :]
            else:
                idle()
    except OSError as error:
        raise WireError("closed") from error


def receive(
    sock: socket.socket,
    largest: int,
    idle: Callable[[], None] | None = None,
    output: int | None = None,
) -> tuple[Header, Tensors]:
    """Read one frame. ``idle`` is called every few milliseconds while nothing arrives, and at
    once when ``output`` has something to read; it may raise to stop the wait."""
    lengths = _read(sock, _LENGTHS.size, idle, output)
    head_size, body_size = _LENGTHS.unpack(lengths)
    if head_size + body_size > largest:
        raise WireError("too-large")
    return decode(_read(sock, head_size, idle, output), _read(sock, body_size, idle, output))


def _read(
    sock: socket.socket, size: int, idle: Callable[[], None] | None, output: int | None
) -> bytes:
    chunks = bytearray()
    awaited: list[socket.socket | int] = [sock] if output is None else [sock, output]
    while len(chunks) < size:
        if idle is not None:
            while sock not in (ready := _select(awaited, [], [], 0.01)[0]):
                idle()
            # What was printed before the answer is read before the answer; and an answer that
            # comes in drips is looked at like one that does not come.
            if len(ready) > 1 or chunks:
                idle()
        try:
            chunk = sock.recv(min(size - len(chunks), 1 << 20))
        except OSError as error:
            raise WireError("closed") from error
        if not chunk:
            raise WireError("closed")
        chunks += chunk
    return bytes(chunks)


def drain(descriptor: int, kept: bytearray, bound: int) -> int:
    """Read all that waits on a non-blocking pipe, keep the first ``bound`` bytes, and return how
    many there were."""
    read = 0
    deadline = time.monotonic() + 0.05
    while time.monotonic() < deadline:
        try:
            chunk = os.read(descriptor, 1 << 16)
        except (BlockingIOError, OSError):
            break
        if not chunk:
            break
        read += len(chunk)
        kept += chunk[: max(0, bound - len(kept))]
    return read
