"""A full disk, or a kill, at the n-th thing that a process does to the files of a folder.

Python loads this module at its start where this folder is on the path. ARTPLAN_FAULT says what is to happen,
in this process and in those that it starts:

    count:FILE     nothing; every process notes in that file at how many moments it could be killed or be full
    full:N         from the N-th moment on, no file and no folder can be made, nor moved
    kill:N         the process is killed at the N-th moment
    limit:N        no file can grow beyond N bytes: the write itself fails
    cut:N          no file can grow beyond N bytes: the system kills the process in the write

Python tells its audit hooks of every file that is opened and of every change of a folder, so that nothing of
the program is replaced for the test.
"""

import atexit
import errno
import os
import resource
import signal
import sys

KIND, _, GIVEN = os.environ.get("ARTPLAN_FAULT", "").partition(":")
FOLDER = os.environ.get("ARTPLAN_FAULT_FOLDER", "")
MAKING = ("os.mkdir", "os.rename")
CHANGING = (*MAKING, "os.remove", "os.rmdir", "os.chmod")
moments = fillings = 0


def hook(event, arguments):
    global moments, fillings
    if event == "open":
        changes = making = bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
    else:
        changes, making = event in CHANGING, event in MAKING
    if not changes or not inside(arguments[0]):
        return
    moments += 1
    fillings += making
    if KIND == "full" and making and fillings >= int(GIVEN):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), arguments[0])
    if KIND == "kill" and moments == int(GIVEN):
        os.kill(os.getpid(), signal.SIGKILL)


def inside(path):
    if not isinstance(path, str | bytes | os.PathLike):
        return False  # an open pipe
    return os.path.abspath(os.fsdecode(path)).startswith(FOLDER)


def note():
    with open(GIVEN, "a", encoding="ascii") as file:
        file.write(f"{moments} {fillings}\n")


if KIND in ("limit", "cut"):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(GIVEN), int(GIVEN)))
    if KIND == "cut":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
elif KIND:
    sys.addaudithook(hook)
if KIND == "count":
    atexit.register(note)
