"""Worker processes: they leave Ctrl-C to the main process and end with it, and one that ends early is told in words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from counterclaim.errors import CounterclaimError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


@contextmanager
def worker_processes(count: int, broken: str) -> Iterator["ProcessPoolExecutor"]:
    """So many workers until the end; what they have not begun by then is dropped.

    CounterclaimError with the words `broken` where a worker ended before its time.

    >>> with worker_processes(1, "a worker ended") as pool:
    ...     pool.submit(abs, -2).result()
    2
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=spawn, initializer=_follow_the_main_process)
    try:
        yield pool
    except BrokenProcessPool as error:
        raise CounterclaimError(broken) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _follow_the_main_process() -> None:
    """Leave Ctrl-C to the main process, and end with it, also when it is killed and can tell nobody."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_main_process, daemon=True).start()


def _end_with_the_main_process() -> None:
    import multiprocessing

    if (main := multiprocessing.parent_process()) is not None:
        main.join()
        os._exit(1)
