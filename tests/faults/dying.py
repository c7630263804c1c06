"""A child process that does something and dies, without a word, before its n-th statement."""

import os
from collections.abc import Callable
from typing import Any

from django.db import connection

KILLED = 9


def done_in_a_child(act: Callable[[], Any], *, dies_at: int) -> bool:
    """Fork, act there, and die before the given statement; tell whether it came to its end.

    Raises AssertionError when the act itself failed.
    """
    connection.close()
    child = os.fork()
    if child == 0:
        act_and_die(act, dies_at)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, KILLED}, f"the act failed by itself before statement {dies_at}"
    return code == 0


def act_and_die(act: Callable[[], Any], dies_at: int) -> None:
    """Act, and leave the process in any case: it must never return into its parent's work."""
    seen = 0

    def deadly(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == dies_at:
            os._exit(KILLED)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(deadly):
            act()
    except BaseException:  # noqa: BLE001 - the child must never return into its parent's work
        os._exit(1)
    os._exit(0)


def kills_until_it_survives(
    act: Callable[[], Any],
    *,
    before: Callable[[], Any] = lambda: None,
    after: Callable[[], Any] = lambda: None,
) -> int:
    """Let the act die at its first statement, its second and so on, until it survives.

    `before` prepares each attempt, `after` looks at what each killed one left behind. Returns how
    often it was killed.
    """
    for number in range(1, 1000):
        before()
        if done_in_a_child(act, dies_at=number):
            return number - 1
        after()
    raise AssertionError("it never survives")
