"""The whole application under one supervisor, from nothing to `Ready` and back."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from config.embedded import desktop, programs
from config.embedded.children import Child, open_log, stop_all
from config.embedded.environment import application_environment
from config.embedded.failures import Failure
from config.embedded.keeper import Keeper
from config.embedded.lock import Announcement, DataLock, in_use
from config.embedded.options import Options
from config.embedded.places import ROOT, Places
from config.embedded.port import HOST, listen
from config.embedded.privileges import before_exec
from config.embedded.servers import Servers
from config.embedded.signals import on_stop_signals

RECOVERY_SECONDS = 10.0  # how long the port of a killed start may stay taken
READY_SECONDS = 60.0
STOP_SECONDS = 5.0  # for web, worker and beat; the servers have their own
LOOK_SECONDS = 0.2

DEMO = """\
Sign in with the password demo:
  ada@example.org   coaches Ben
  ben@example.org   an employee
  cleo@example.org  a peer of both
  dora@example.org  in another team
  root@example.org  admin
  tess@example.org  trusted person
  (zoe@example.org has left)"""
NOBODY = "There is nobody yet: the first visit makes the organisation and its first admin."


class Stack:
    """One run of the application on one data directory."""

    def __init__(self, options: Options) -> None:
        """Take the data directory and the port. Raises Failure when either is in use."""
        self.options = options
        self.places = Places.open(options.data)
        self.url = f"http://{HOST}:{options.port}"
        lock = DataLock.own(self.places)
        if lock is None:
            raise in_use(self.places)
        self.lock = lock
        self.listener = listen(options.port, patience=RECOVERY_SECONDS if lock.unclean else 0.0)
        self.servers = Servers(self.places)
        self.environment = application_environment(self.places, self.servers.sockets, self.url)
        self.programs: list[Child] = []
        self.keeper = Keeper()

    def run(self) -> None:
        """Start everything, say so, and keep it running until a signal comes."""
        try:
            self.start()
            while True:
                time.sleep(LOOK_SECONDS)
                self.keeper.look()
        except KeyboardInterrupt:
            print("Stopping.", flush=True)
        finally:
            self.stop()

    def start(self) -> None:
        """Start servers, data and programs in this order, and print where the application is."""
        self.servers.start(patient=self.lock.unclean)
        self.announce()
        for server in self.servers.all:
            self.keeper.add(server.child, server.start, vital=True)
        found = self.prepare()
        self.start_programs(found)
        self.wait_until_ready()
        self.say_ready(found)

    def announce(self) -> None:
        """Tell commands on this data directory where the servers are."""
        self.lock.announce(
            Announcement(
                process=os.getpid(),
                kind="run",
                url=self.url,
                sockets=str(self.servers.sockets),
                postgres=self.servers.postgres is not None,
                valkey=self.servers.valkey is not None,
            )
        )

    def prepare(self) -> dict[str, Any]:
        """Migrate, fill and collect what is missing; return what the database holds."""
        command = [sys.executable, str(ROOT / "manage.py"), "prepare"]
        command += ["--people", str(self.options.people), *(["--empty"] * self.options.empty)]
        path = self.places.log("prepare")
        log = open_log(path)
        try:
            answer = subprocess.run(
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
                preexec_fn=before_exec(signal.SIGTERM),
                check=True,
            ).stdout
            found: dict[str, Any] = json.loads(answer.splitlines()[-1])
        except (subprocess.CalledProcessError, ValueError, IndexError):
            raise Failure(f"The database could not be prepared; the log is {path}") from None
        finally:
            os.close(log)
        return found

    def start_programs(self, found: dict[str, Any]) -> None:
        """Start web, worker and beat."""
        shutil.rmtree(self.places.metrics, ignore_errors=True)  # counted by processes now gone
        self.places.metrics.mkdir(mode=0o700)
        listener, role = self.listener.fileno(), found["web_role"]
        web = programs.web(self.places, self.environment, listener, role)
        worker = programs.worker(self.places, self.environment)
        beat = programs.beat(self.places, self.environment)
        for child in (web, worker, beat):
            child.start()
            self.programs.append(child)
            self.keeper.add(child, child.start, vital=child is web)

    def wait_until_ready(self) -> None:
        """Wait for `/readyz`. Raises Failure when it stays away."""
        deadline = time.monotonic() + READY_SECONDS
        while not self.is_ready():
            self.keeper.look()
            if time.monotonic() > deadline:
                raise Failure(f"The web process is not ready; its log is {self.places.log('web')}")
            time.sleep(0.05)

    def is_ready(self) -> bool:
        """Ask the web process, straight and past any proxy, by the name it is known under."""
        name = urlsplit(self.environment["BASE_URL"]).netloc
        connection = http.client.HTTPConnection(HOST, self.options.port, timeout=2)
        try:
            connection.request("GET", "/readyz", headers={"Host": name})
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def say_ready(self, found: dict[str, Any]) -> None:
        """Print where the application is and who can sign in."""
        print(f"Ready: {self.url}", flush=True)
        if found["demo"]:
            print(DEMO)
        elif not found["people"]:
            print(NOBODY)
        if mail := self.environment.get("MAIL_DIR"):
            print(f"Mails are written to {mail}")
        if not found["web_role"]:
            print("Web processes can read sealed answers; ./run manage web_role says why.")
        print("Ctrl-C stops everything.", flush=True)
        if self.options.open_browser:
            desktop.open_browser(self.url)

    def stop(self) -> None:
        """Stop the programs, then the servers; a second signal kills what is left."""
        on_stop_signals(self.kill)
        stop_all(self.programs, STOP_SECONDS)
        self.servers.stop()
        self.listener.close()
        self.lock.release()

    def kill(self, _number: int, _frame: FrameType | None) -> None:
        """End the programs at once; the servers still stop in order, within their seconds."""
        for child in self.programs:
            if child.process is not None:
                with suppress(ProcessLookupError):
                    os.killpg(child.process.pid, signal.SIGKILL)
