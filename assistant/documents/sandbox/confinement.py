"""Walls that a worker builds around itself before it sees a byte of any file.

Limits on memory, time, files and output hold on every Unix. On Linux, Landlock
(https://docs.kernel.org/userspace-api/landlock.html) leaves only the program's
own folders readable and no TCP, and a seccomp filter refuses sockets, new
programs and tracing. Each wall that a system does not offer is left out;
`confine` says which ones stand. On Windows only the parent's time limit remains.
"""

import ctypes
import errno
import os
import platform
import re
import struct
import sys
from collections.abc import Iterable, Sequence

if sys.platform != "win32":
    import resource

_NO_NEW_PRIVILEGES = 38
_SECCOMP, _FILTER = 22, 2
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446

_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_SOCKET = 1 << 5, 1 << 9
_READING = _EXECUTE | _READ_FILE | _READ_DIR
_RIGHTS_BY_VERSION = ((1, 13), (2, 14), (3, 15), (5, 16))
"""From each Landlock version on, how many rights of the file system it knows."""

_SYSCALLS = {
    "x86_64": (0xC000003E, (41, 42, 101, 311, 425), (59, 322)),
    "aarch64": (0xC00000B7, (198, 203, 117, 271, 425), (221, 281)),
}
"""Audit name of the machine; socket, connect, ptrace, process_vm_writev and io_uring_setup;
execve and execveat."""
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


def confine(
    memory: int,
    readable: Iterable[str],
    scratch: str | None = None,
    programs: Sequence[str] = (),
) -> tuple[str, ...]:
    """Build every wall that this system offers and name those that stand.

    `memory` is in bytes of address space. With `programs`, paths, the worker may
    start these. With `scratch`, a folder, it may run a converter: it may write
    there, read anywhere and start any program, and make and remove a socket in `/tmp`.
    """
    if sys.platform == "win32":
        return ()
    os.setsid()
    standing = [_limit(memory, files=bool(scratch))]
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if _landlock(libc, readable, scratch, programs):
            standing.append("landlock")
        if scratch is None and _seccomp(libc, starting=bool(programs)):
            standing.append("seccomp")
    return tuple(standing)


def allow_seconds(seconds: float) -> None:
    """Let this process compute for so much longer; after that the system ends it."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _status() -> int | None:
    """The figures of this process, open before the walls would forbid it."""
    try:
        return os.open("/proc/self/status", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


_STATUS = _status() if sys.platform == "linux" else None


def peak_memory() -> int:
    """The most bytes this process has held at once, or 0 where that is not known."""
    if sys.platform == "win32":
        return 0
    if _STATUS is not None:
        # Before Linux's own figure of rusage, which begins with the peak of who started us.
        held = re.search(rb"VmHWM:\s+(\d+) kB", os.pread(_STATUS, 4096, 0))
        if held is not None:
            return int(held[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _limit(memory: int, *, files: bool) -> str:
    if sys.platform != "win32":
        largest = memory if files else 0
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256) if files else (64, 64))
        if sys.platform != "darwin":
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return "limits"


def _landlock(
    libc: ctypes.CDLL, readable: Iterable[str], scratch: str | None, programs: Iterable[str]
) -> bool:
    """Whether the kernel took the rules; a rule for a path that is not there is left out."""
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    rights = (1 << max(count for since, count in _RIGHTS_BY_VERSION if version >= since)) - 1
    handled = rights & ~_READING if scratch else rights
    # Handled rights of files, of TCP (from version 4), and scopes of signals (from 6).
    attributes = struct.pack("=QQQ", handled, 3, 3)[
        : 8 if version < 4 else 16 if version < 6 else 24
    ]
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    for path in readable if scratch is None else ():
        _add_rule(libc, ruleset, path, _READ_FILE | _READ_DIR)
    for path in programs:
        _add_rule(libc, ruleset, path, _READ_FILE | _EXECUTE)
    for path in (scratch, "/dev") if scratch else ():
        _add_rule(libc, ruleset, path, handled)
    if scratch:
        # LibreOffice keeps a socket there whatever it is told, and replaces it at its start.
        _add_rule(libc, ruleset, "/tmp", _MAKE_SOCKET | _REMOVE_FILE)
    done = bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    os.close(ruleset)
    return done


def _add_rule(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib is not loaded in a fresh worker
        rights &= ~_READ_DIR
    libc.syscall(_ADD_RULE, ruleset, 1, struct.pack("=Qi", rights, place), 0)
    os.close(place)


def _seccomp(libc: ctypes.CDLL, *, starting: bool) -> bool:
    """Refuse the calls in `_SYSCALLS`, those of foreign machines and of the x32 kind."""
    machine, always, to_start = _SYSCALLS.get(platform.machine(), (0, (), ()))
    refused = always if starting else (*always, *to_start)
    if not refused:
        return False
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 0, len(refused) + 2, machine), (_LOAD, 0, 0, 0)]
    for place, number in enumerate(refused):
        steps.append((_EQUAL, len(refused) - place, 0, number))
    steps += [(_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(code))
    return bool(libc.prctl(_SECCOMP, _FILTER, program, 0, 0) == 0)
