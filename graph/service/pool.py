"""A fixed number of warm worker processes; one that is too slow or dies is replaced."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.service.limits import Limits

_CODE = (
    "import sys; sys.path.append(sys.argv[1]); from graph.service.worker import main; "
    "main(sys.argv[2], float(sys.argv[3]), *map(int, sys.argv[4:]))"
)
_START = 60.0  # seconds that a worker may take to open the store
_RETRY = 1.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """A query as the protocol hands it over.

    Attributes:
        query: SPARQL.
        accept: the client's Accept header.
        base: what relative IRIs are relative to.
        default, named: IRIs of graphs that the protocol names; both empty leaves the choice to the query.
    """

    query: str
    accept: str = ""
    base: str = "http://localhost/sparql"
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a request: an HTTP status, a body of a media type, and whether rows were left out."""

    status: int
    body: bytes
    media: str = "text/plain"
    cut: bool = False


class Worker:
    """One process and the pipes to it."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.checked = False

    @classmethod
    async def start(cls, folder: Path, limits: Limits) -> Worker:
        """Start a process and wait until it has opened the store.

        Raises:
            StoreError: it could not.
        """
        root = str(Path(__file__).parent.parent.parent)
        bounds = (limits.timeout, limits.rows, limits.memory, limits.answer)
        command = (sys.executable, "-P", "-c", _CODE, root, str(folder), *map(str, bounds))
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, start_new_session=True)
        worker = cls(process)
        try:
            reply = await asyncio.wait_for(worker._reply(), _START)
        except (TimeoutError, EOFError, ConnectionError) as error:
            worker.kill()
            raise StoreError(str(folder), "a worker process did not start", "see its message above") from error
        if reply.status != 200:
            worker.kill()
            raise StoreError("", reply.body.decode("utf-8", "replace"))
        return worker

    async def ask(self, request: Request) -> Reply:
        """Put a request to the process.

        Raises:
            EOFError, ConnectionError: it died over it.
        """
        self.checked = False
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(request)).encode() + b"\n")
        await self._process.stdin.drain()
        return await self._reply()

    def kill(self) -> None:
        """End the process at once."""
        if self._process.returncode is None:
            self._process.kill()

    async def ended(self) -> None:
        """Wait until the process is gone."""
        await self._process.wait()

    async def _reply(self) -> Reply:
        out = self._process.stdout
        assert out is not None
        while line := await out.readline():
            head = json.loads(line)
            if "stage" in head:
                self.checked = True
                continue
            body = await out.readexactly(head["length"])
            return Reply(head["status"], body, head.get("media", "text/plain"), head.get("cut", False))
        raise EOFError


class Pool:
    """The workers of a server.

    Args:
        folder: the store.
        limits: bounds of each request.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start all workers.

        Raises:
            StoreError: one could not open the store.
        """
        starts = [Worker.start(self._folder, self._limits) for _ in range(self._limits.workers)]
        outcomes = await asyncio.gather(*starts, return_exceptions=True)
        for worker in outcomes:
            if isinstance(worker, Worker):
                self._take_in(worker)
        for error in outcomes:
            if isinstance(error, BaseException):
                await self.close()
                raise error

    async def close(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        for worker in self._all:
            worker.kill()
        await asyncio.gather(*(worker.ended() for worker in self._all), return_exceptions=True)

    async def ask(self, request: Request) -> Reply:
        """Put a request to the next free worker; the query is killed where it takes too long."""
        limit = self._limits.timeout
        try:
            worker = await asyncio.wait_for(self._idle.get(), limit)
        except TimeoutError:
            return Reply(503, b"all workers are busy; try again later")
        well = False
        try:
            reply = await asyncio.wait_for(worker.ask(request), limit)
            well = True
            return reply
        except TimeoutError:
            return Reply(503, f"the query took longer than {limit:g} s and was stopped".encode())
        except (EOFError, ConnectionError):
            if worker.checked:
                return Reply(503, b"the query needs more memory than it may have, and was stopped")
            return Reply(400, b"the query is nested too deeply to be read")
        finally:
            if well:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    def _take_in(self, worker: Worker) -> None:
        self._all.add(worker)
        self._idle.put_nowait(worker)

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        task = asyncio.get_running_loop().create_task(self._renew(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _renew(self, worker: Worker) -> None:
        """Start another worker for one that was killed, as often as it takes."""
        await worker.ended()
        self._all.discard(worker)
        while True:
            try:
                self._take_in(await Worker.start(self._folder, self._limits))
                return
            except StoreError as error:
                _LOG.error("%s", error)
                await asyncio.sleep(_RETRY)
