"""What a worker process may do: no network, bounded memory, and an end even where its master has died."""

from __future__ import annotations

import ctypes
import platform
import signal
import struct
import sys
from contextlib import suppress

_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # audit name of the machine, number of socket(2)
_IO_URING_SETUP = 425  # would open sockets without socket(2)
_X32 = 0x40000000  # the second set of numbers of x86_64
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # _DENY makes the call fail with EPERM
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_FILTER = 38, 22, 2


def close_network() -> bool:
    """Take away this process's means to open a socket, for good, and tell whether the system could.

    On Linux a seccomp filter makes socket(2) fail. It needs no rights and also holds for threads made later, but not
    for those that run already, so call it before any library starts some.
    """
    known = _SOCKET.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    program = _filter(*known)
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, ctypes.c_char_p(header), 0, 0) == 0)


def limit_memory(size: int) -> None:
    """Bound this process's address space where the system can (Linux), and let it write no core files."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):  # macOS refuses the first
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def set_alarm(seconds: float) -> None:
    """Let the system end this process after some time, whatever code it is in; 0 takes the alarm back."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _filter(machine: int, socket_number: int) -> bytes:
    """Write the filter: another machine's calls kill; socket, io_uring_setup and x32 numbers are denied."""
    steps = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 3, 0, _X32),
        (_EQUAL, 2, 0, socket_number),
        (_EQUAL, 1, 0, _IO_URING_SETUP),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    )
    return b"".join(struct.pack("HBBI", *step) for step in steps)
