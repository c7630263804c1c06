"""What a child does between fork and exec: give up root, and die with its parent.

PostgreSQL refuses to run as root. Where the kernel allows it, the server gets a user namespace of
its own in which root is an ordinary user, so its files stay root's outside. Where namespaces are
blocked (as in most containers) it runs as `nobody`, keeping only the right to pass through
directories, since the checkout and its data may lie below a closed home.
"""

import ctypes
import os
import pwd
import signal
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522

LINUX = sys.platform.startswith("linux")


@cache
def libc() -> ctypes.CDLL:
    """Return the C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: object) -> None:
    """Call a function of the C library. Raises OSError when it answers with an error."""
    if getattr(libc(), name)(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")


def enter_user_namespace() -> None:
    """Become user 1000 of a new namespace, who is root outside. Raises OSError where blocked."""
    call("unshare", CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text("1000 0 1")
    Path("/proc/self/gid_map").write_text("1000 0 1")


def become_nobody() -> None:
    """Become `nobody` with no right of root but that of reaching files. Raises OSError."""
    nobody = pwd.getpwnam("nobody")
    bit = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)  # effective, permitted, inheritable
    call("prctl", PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    call("capset", header, sets)
    call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


@cache
def way_out_of_root() -> Callable[[], None] | None:
    """Return what a child must call so as not to be root, or None when it is not root anyway.

    Whether namespaces are allowed is tried in a child that does nothing else.
    """
    if not LINUX or os.geteuid() != 0:
        return None
    child = os.fork()
    if child == 0:
        try:
            enter_user_namespace()
        except OSError:
            os._exit(1)
        os._exit(0)
    return enter_user_namespace if os.waitpid(child, 0)[1] == 0 else become_nobody


def owner_of_servers() -> int | None:
    """Return the user id that must own PostgreSQL's files, or None when ours does."""
    return pwd.getpwnam("nobody").pw_uid if way_out_of_root() is become_nobody else None


def before_exec(death: signal.Signals, *, leave_root: bool = False) -> Callable[[], None]:
    """Return the function to run in a child before exec.

    The child gets the signal `death` when this process dies by whatever cause (Linux only). The
    wish is lost when the user changes, so it is made last.
    """
    parent = os.getpid()
    leave = way_out_of_root() if leave_root else None
    if LINUX:
        libc()

    def prepare() -> None:
        if leave:
            leave()
        if LINUX:
            call("prctl", PR_SET_PDEATHSIG, int(death), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare
