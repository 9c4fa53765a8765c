"""A seccomp filter (`man 2 seccomp`): which system calls a candidate may make.

Landlock guards files; this guards the rest: no child processes, no new threads, no signals to
others, no sockets, no tracing, no changes of ownership, modes, times or limits. Refused calls
fail with EPERM, so that Python turns them into an exception at the learner's line. Calls that are
newer than the table look missing, as on an older kernel: what they do is not known here.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct

_PR_GET_SECCOMP = 21
_SET_MODE_FILTER, _FLAG_TSYNC = 1, 1
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_ERRNO = 0x00050000
_EPERM, _ENOSYS = 1, 38

# Offsets in `struct seccomp_data`; the low half of an argument comes first on both machines.
_NR, _ARCH, _ARG0, _ARG1, _ARG2 = 0, 4, 16, 24, 32
_LOAD, _EQUAL, _ABOVE, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06

# name: (x86_64, aarch64); None where the machine has no such call.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # processes and threads
    "fork": (57, None), "vfork": (58, None), "clone": (56, 220),
    "execve": (59, 221), "execveat": (322, 281),
    "setsid": (112, 157), "setpgid": (109, 154), "unshare": (272, 97), "setns": (308, 268),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "kcmp": (312, 272), "process_mrelease": (448, 448),
    # what was set before: death with the parent, no new privileges, dumping
    "prctl": (157, 167), "modify_ldt": (154, None), "iopl": (172, None), "ioperm": (173, None),
    # signals to anybody (to itself: see below)
    "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    # network and other ways out
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200),
    "listen": (50, 201), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
    "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192),
    "mq_open": (240, 180), "mq_unlink": (241, 181), "memfd_create": (319, 279),
    "memfd_secret": (447, 447), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218),
    # what Landlock leaves open: modes, owners, times, extended attributes
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None),
    "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    # limits, priorities, the machine
    "setrlimit": (160, 164), "setpriority": (141, 140), "ioprio_set": (251, 30),
    "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    "setuid": (105, 146), "setgid": (106, 144), "setresuid": (117, 147),
    "setresgid": (119, 149), "setgroups": (116, 159), "capset": (126, 91),
    "setreuid": (113, 145), "setregid": (114, 143), "setfsuid": (122, 151), "setfsgid": (123, 152),
    "chroot": (161, 51), "pivot_root": (155, 41), "mount": (165, 40), "umount2": (166, 39),
    "mount_setattr": (442, 442), "move_mount": (429, 429), "open_tree": (428, 428),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "quotactl_fd": (443, 443), "kexec_file_load": (320, 294),
    "sync": (162, 81), "syncfs": (306, 267),
    "reboot": (169, 142), "sethostname": (170, 161), "setdomainname": (171, 162),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "swapon": (167, 224), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "kexec_load": (246, 104), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "quotactl": (179, 60),
    "acct": (163, 89), "syslog": (103, 116), "personality": (135, 92),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262), "setitimer": (38, 103), "landlock_restrict_self": (446, 446),
}  # fmt: skip
_SELF_ONLY = {"kill": (62, 129), "tgkill": (234, 131)}
#: Where each takes its signal. SIGKILL is refused to itself too: then one that ends a candidate
#: came from outside, and says nothing about the learner's code.
_SIGNAL_AT = {"kill": _ARG1, "tgkill": _ARG2}
_SIGKILL = 9
_PRLIMIT = (302, 261)
#: Calls refused for some values of their second argument: those by which the kernel is made to
#: signal another process (F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY; FIOSETOWN,
#: SIOCSPGRP, FIOASYNC), or to type into a terminal (TIOCSTI).
_FOR_SOME = {
    (72, 25): (8, 10, 15, 1024, 1026),  # fcntl
    (16, 29): (0x8901, 0x8902, 0x5452, 0x5412),  # ioctl
}
#: The last call the table was made with (``fchmodat2``, Linux 6.6). Later ones are refused with
#: ENOSYS, which a library that tries a new call first takes for an older kernel.
_NEWEST_KNOWN = 452
_CLONE3 = (435, 435)  # ENOSYS, so that libc falls back to clone, which is refused with EPERM
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_libc = ctypes.CDLL(None, use_errno=True)


def supported() -> bool:
    """Whether this kernel filters system calls, and this is a machine whose numbers we know."""
    if os.uname().sysname != "Linux" or platform.machine() not in _MACHINES:
        return False
    return bool(_libc.prctl(_PR_GET_SECCOMP, 0, 0, 0, 0) >= 0)


def _instruction(code: int, true: int, false: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, true, false, value)


def program(own_pid: int) -> bytes:
    """The filter as BPF instructions. Signals are let through to ``own_pid`` alone."""
    column, machine = _MACHINES[platform.machine()]

    def refuse_with(errno: int) -> bytes:
        return _instruction(_RETURN, 0, 0, _ERRNO | errno)

    parts = [
        _instruction(_LOAD, 0, 0, _ARCH),
        _instruction(_EQUAL, 1, 0, machine),
        _instruction(_RETURN, 0, 0, _KILL),  # another calling convention: never honest
        _instruction(_LOAD, 0, 0, _NR),
    ]
    if column == 0:  # the x32 convention reuses x86_64's arch with this bit set
        parts += [_instruction(_ABOVE, 0, 1, 0x40000000), refuse_with(_EPERM)]
    parts += [_instruction(_ABOVE, 0, 1, _NEWEST_KNOWN + 1), refuse_with(_ENOSYS)]
    for numbers in _REFUSED.values():
        number = numbers[column]
        if number is not None:
            parts += [_instruction(_EQUAL, 0, 1, number), refuse_with(_EPERM)]
    parts += [_instruction(_EQUAL, 0, 1, _CLONE3[column]), refuse_with(_ENOSYS)]
    for name, numbers in _SELF_ONLY.items():
        parts += [
            _instruction(_EQUAL, 0, 7, numbers[column]),
            _instruction(_LOAD, 0, 0, _ARG0),
            _instruction(_EQUAL, 1, 0, own_pid),
            refuse_with(_EPERM),
            _instruction(_LOAD, 0, 0, _SIGNAL_AT[name]),
            _instruction(_EQUAL, 0, 1, _SIGKILL),
            refuse_with(_EPERM),
            _instruction(_LOAD, 0, 0, _NR),
        ]
    for numbers, values in _FOR_SOME.items():
        parts += [
            _instruction(_EQUAL, 0, 2 * len(values) + 2, numbers[column]),
            _instruction(_LOAD, 0, 0, _ARG1),
        ]
        for value in values:
            parts += [_instruction(_EQUAL, 0, 1, value), refuse_with(_EPERM)]
        parts.append(_instruction(_LOAD, 0, 0, _NR))
    # prlimit64 may ask about the process itself, but not about another one; setting a limit is
    # not told apart here: the hard limits were lowered and the capability to raise them dropped.
    parts += [
        _instruction(_EQUAL, 0, 4, _PRLIMIT[column]),
        _instruction(_LOAD, 0, 0, _ARG0),
        _instruction(_EQUAL, 1, 0, 0),
        refuse_with(_EPERM),
        _instruction(_LOAD, 0, 0, _NR),
    ]
    parts.append(_instruction(_RETURN, 0, 0, _ALLOW))
    return b"".join(parts)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def enter(own_pid: int) -> bool:
    """Filter every thread of this process from here on; whether that worked. Needs
    no-new-privileges; final."""
    code = program(own_pid)
    filter_ = _Program(len(code) // 8, code)
    number = {"x86_64": 317, "aarch64": 277}[platform.machine()]
    return bool(_libc.syscall(number, _SET_MODE_FILTER, _FLAG_TSYNC, ctypes.byref(filter_)) == 0)
