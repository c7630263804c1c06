"""One owner of a data directory, guests on its servers, and sockets that nobody else opens."""

import os
import stat

import pytest

from config.embedded.children import Child
from config.embedded.environment import secret_key
from config.embedded.failures import Failure
from config.embedded.keeper import MOST_DEATHS, Kept
from config.embedded.lock import Announcement, DataLock, announced, in_use, join_as_guest
from config.embedded.places import Places, socket_directory

RUNNING = Announcement(process=7, kind="run", url="http://127.0.0.1:1", sockets="/run/x")


@pytest.fixture
def places(tmp_path) -> Places:
    return Places.open(tmp_path / "data")


def test_a_directory_has_one_owner_at_a_time(places):
    first = DataLock.own(places)
    assert first
    assert DataLock.own(places) is None
    first.release()
    second = DataLock.own(places)
    assert second
    assert not second.unclean
    second.release()


def test_an_owner_that_was_killed_leaves_word_of_it(places):
    killed = DataLock.own(places)
    killed.announce(RUNNING)
    killed.file.close()
    killed.guests.close()
    following = DataLock.own(places)
    assert following.unclean
    following.release()


def test_a_guest_finds_the_sockets_of_the_owner(places):
    owner = DataLock.own(places)
    owner.announce(RUNNING)
    guest, found = join_as_guest(places)
    assert found == RUNNING == announced(places)
    guest.close()
    owner.wait_for_guests()
    owner.release()
    assert join_as_guest(places) is None


def test_the_sentence_for_a_directory_in_use_names_the_owner(places):
    owner = DataLock.own(places)
    assert "in use by another start" in str(in_use(places))
    owner.announce(RUNNING)
    assert "running at http://127.0.0.1:1 (process 7)" in str(in_use(places))
    owner.release()


def test_only_the_owner_reaches_sockets_and_secret(places):
    sockets = socket_directory(places.data)
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert len(os.fsencode(sockets)) < 80
    secret = secret_key(places)
    assert secret == secret_key(places)
    assert stat.S_IMODE((places.data / "secret-key").stat().st_mode) == 0o600
    sockets.rmdir()


def test_a_socket_directory_of_somebody_else_is_refused(places, tmp_path):
    sockets = socket_directory(places.data)
    sockets.rmdir()
    sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(Failure, match="belongs to somebody else"):
            socket_directory(places.data)
    finally:
        sockets.unlink()


def test_a_vital_child_that_keeps_dying_ends_the_whole_and_another_does_not(tmp_path):
    for vital in (True, False):
        child = Child("false", ["false"], os.environ, tmp_path / "log")
        child.start()
        child.process.wait()
        kept = Kept(child, child.start, vital)
        for now in range(MOST_DEATHS - 1):
            kept.bury(float(now))
        if vital:
            with pytest.raises(Failure, match="keeps ending"):
                kept.bury(10.0)
        else:
            assert "started again" in kept.bury(10.0)
