"""The same work on other machines, by Dask: each unit one task with its bytes in and its bytes out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple

from narrator.batch.outcome import Outcome, refused_unit
from narrator.batch.parcel import Delivery, Parcel, do_parcel, pack, unpack
from narrator.batch.unit_task import Task
from narrator.problem import Problem, Severity, Unusable

AHEAD = 4  # tasks for each thread of the workers that are handed out or wait to be
PATIENCE = 60.0  # seconds without any worker that can be used, or before the scheduler answers
STEP = 1.0  # seconds between two looks at the workers
SAME = "在每台机器上装同一版本的narrator（pip install 同一个文件），重新启动 dask worker"


def ask_program() -> str:
    """Return the digest of the program that a worker has; run there."""
    from narrator.batch.digests import digest_program

    return digest_program()


class Sent(NamedTuple, Generic[Task]):
    """A parcel that was handed out, what Dask calls its future, and the workers that it is for."""

    parcel: Parcel[Task]
    future: Any
    workers: frozenset[str]


@dataclass
class Cluster:
    """A scheduler with its workers. told: what there is to say of them, as it becomes known. usable: the addresses of
    the workers with this version; refused: those of the others. patience: seconds to wait for a worker or an answer."""

    address: str
    told: Callable[[Problem], None]
    patience: float = PATIENCE
    usable: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    def __call__(
        self, work: Callable[[Task], Outcome], tasks: Iterable[Task], /
    ) -> Iterator[tuple[Task, Outcome | None]]:
        """Return the tasks with what came of each, in their order; None for one at which workers died again and again.

        Raises Unusable when the scheduler does not answer, goes away, or has no worker that can be used.
        """
        client = self.connect()
        waiting = deque[tuple[Task, Sent[Task] | Outcome]]()
        upcoming = iter(tasks)
        try:
            self.look(client)
            self.require_workers(client)
            while True:
                for task in upcoming:
                    waiting.append((task, self.hand_out(client, work, task)))
                    if len(waiting) >= AHEAD * max(len(self.usable), 1):
                        break
                if not waiting:
                    return
                task, sent = waiting.popleft()
                yield task, sent if isinstance(sent, Outcome) else self.take_back(client, sent)
        finally:
            client.close(timeout=5)

    def connect(self) -> Any:
        """Return the connection to the scheduler. Raises Unusable."""
        try:
            from distributed import Client
        except ImportError:
            what = "用 --scheduler 要装Dask，这里没有装"
            raise Unusable([Problem("", what, '运行 pip install "narrator[cluster]"')]) from None
        try:
            begin: Any = Client  # which has no types
            return begin(self.address, timeout=min(self.patience, 10), set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            what = f"连不上调度程序（{type(error).__name__}）"
            hint = "检查地址，例如 tcp://10.0.0.1:8786，和 dask scheduler 有没有启动"
            raise Unusable([Problem("", what, hint, file=self.address)]) from None

    def hand_out(self, client: Any, work: Callable[[Task], Outcome], task: Task) -> Sent[Task] | Outcome:
        """Return a task packed and handed out; what came of it when it could not be packed."""
        try:
            parcel = pack(work, task)
        except Unusable as error:
            return refused_unit(task.name, error.problems)
        return self.send(client, parcel)

    def send(self, client: Any, parcel: Parcel[Task]) -> Sent[Task]:
        """Hand out a parcel to the workers that can be used."""
        workers = frozenset(self.usable)
        future = client.submit(
            do_parcel, parcel, pure=False, workers=sorted(workers), allow_other_workers=False
        )
        return Sent(parcel, future, workers)

    def take_back(self, client: Any, sent: Sent[Task]) -> Outcome | None:
        """Wait for what came of a parcel, put the files where they belong, and return it; None when it was lost.

        Raises Unusable when there is nobody left to do it.
        """
        from distributed import KilledWorker, TimeoutError
        from distributed.comm.core import CommClosedError

        while True:
            try:
                delivery: Delivery | None = sent.future.result(timeout=STEP)
            except TimeoutError:
                self.look(client)
                if sent.workers & self.usable:
                    continue  # one of them is still at it
            except KilledWorker:
                return None
            except (CommClosedError, OSError) as error:
                raise self.gone(error) from None
            except Exception as error:
                if type(error).__name__ in ("CancelledError", "FutureCancelledError"):
                    raise self.gone(error) from None
                raise
            else:
                if delivery is not None:
                    return unpack(sent.parcel, delivery)
                self.look(client, anew=True)  # the worker has another program meanwhile
            self.require_workers(client)
            sent = self.send(client, sent.parcel)

    def look(self, client: Any, anew: bool = False) -> None:
        """Ask the workers that are new which program they have, all of them when anew; tell of those that have another.

        Raises Unusable when the scheduler is gone.
        """
        try:
            there = set(client.scheduler_info(n_workers=-1)["workers"])
            if client.status not in ("running", "newly-created"):
                raise OSError
            self.usable &= there
            if anew:
                self.usable.clear()
            unknown = there - self.usable - self.refused
            answers = client.run(ask_program, workers=sorted(unknown), on_error="return") if unknown else {}
        except (OSError, TimeoutError) as error:
            raise self.gone(error) from None
        for worker, answer in answers.items():
            if answer == ask_program():
                self.usable.add(worker)
            elif worker not in self.refused:
                self.refused.add(worker)
                what = f"工作机 {worker} 上的narrator不是这一版本，或者没有装，没有用它"
                self.told(Problem("", what, SAME, Severity.WARNING))

    def require_workers(self, client: Any) -> None:
        """Wait until there is a worker that can be used. Raises Unusable when none comes."""
        until = time.monotonic() + self.patience
        while not self.usable:
            if time.monotonic() > until:
                what = f"{self.patience:.0f}秒里没有一台可以用的工作机"
                hint = f"启动 dask worker {self.address}；{SAME}。再运行一次，做好的不再做"
                raise Unusable([Problem("", what, hint, file=self.address)])
            time.sleep(min(STEP, self.patience))
            self.look(client)

    def gone(self, error: BaseException) -> Unusable:
        """Return that the scheduler does not answer any more."""
        what = f"调度程序不在了（{type(error).__name__}），没有做完"
        hint = "重新启动 dask scheduler 和 dask worker，再运行一次：做好的不再做"
        return Unusable([Problem("", what, hint, file=self.address)])
