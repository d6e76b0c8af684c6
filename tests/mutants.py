"""Mutation testing of a room of narrator, whole or by a random sample.

    python tests/mutants.py ROOM[/MODULE,…] [SEED SHARE [FROM]]

mutmut makes the mutants, in a copy. Without SHARE all of them run, without MODULE those of the whole room. Every file
gives the same SHARE of its own, in an order that SEED alone decides: what lies from 0 to 0.1 and what lies from 0.1 to 0.2
have no mutant in common. They are run in random order, so that a run that is stopped has seen a fair sample too (Ctrl-C:
what has begun ends, and what was found so far is told).

The tests of the room are collected once and run once without a mutant, which tells how long each takes and what it
reaches, statement by statement. Then each mutant is run in a process of its own, as many at once as there are cores, forked
from where no test had run yet, until a test fails: of those that reach the mutated statement first those that found
something in its function before, then those of the module's own file (tests/…/test_NAME.py), those that found something in
the module, and the quick ones. Where only FEW reach it, there follow those that reach the function, and the others of the
files that reach its module (what a cache keeps is reached by one test alone). What is called when a module is imported, as
what declares the relations, is run in a process that imports it anew with the mutant. A test that takes more than QUICK
seconds is not run, nor what comes after PATIENCE seconds: what only those would find, survives; how many they are is told
with it. One that takes many times as long as without the mutant never ends; such mutants are counted by themselves, and so
are those that no test reaches.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import multiprocessing
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import zip_longest
from math import sqrt
from pathlib import Path
from threading import Lock
from types import CodeType, FunctionType

import pytest
from coverage import Coverage
from mutmut.mutation import trampoline
from mutmut.mutation.file_mutation import mutate_file_contents

ROOT = Path(__file__).parents[1]
# Seconds of processor time that a test may take without a mutant, while it is recorded what it reaches, and all tests of
# a mutant together.
QUICK, PATIENCE = 9.0, 60.0
COLD = 30.0  # seconds that a test may take besides for what those before it have made in a run of all
FEW = (
    3  # tests that reach a function: what they reach first may be kept in a cache, and others use it as well
)
FORKING = Lock()  # what prints, and what has made a pipe, while it does, is not forked
FUNCTIONS: list[tuple[FunctionType, dict[str, FunctionType]]] = []  # that are mutated, each with its mutants
OPTIONS = (
    "-sq", "--assert=plain", "--tb=short", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=-m 'not deep'",
    # pytest would escape a Chinese test id in the child processes once more.
    "-o", "disable_test_id_escaping_and_forfeit_all_rights_to_community_support=true",
)  # fmt: skip
COPIED = ("narrator", "classification", "phrasebook", "templates", "samples", "docs", "tests")


def checks(*names: str) -> tuple[str, ...]:
    """Return the test files of some names, whichever room of tests/checks each is in."""
    found = (next(ROOT.glob(f"tests/checks/**/test_{name}.py")) for name in names)
    return tuple(path.relative_to(ROOT).as_posix() for path in found)


@dataclass(frozen=True)
class Room:
    """What is mutated, below narrator/, and the tests that are run, which need not be all that there are."""

    mutated: tuple[str, ...]
    tests: tuple[str, ...]


# What measures time, examples at random, hostile files, and what takes long and finds little more (each alteration by
# itself, the catalogue). Whatever those alone would find, survives here.
LEFT_OUT = ("alterations", "catalogue", "growth", "hostile", "random_wordings", "report")
CHECKS = tuple(
    path.relative_to(ROOT).as_posix()
    for path in sorted(ROOT.glob("tests/checks/**/test_*.py"))
    if path.stem.removeprefix("test_") not in LEFT_OUT
)
ROOMS = {
    "heart": Room(
        ("number.py", "number_format.py", "facts", "phrases"),
        ("tests/test_number.py", "tests/test_number_format.py", "tests/facts", "tests/phrases"),
    ),
    "checks": Room(
        ("checks",),
        (
            *CHECKS, "tests/seed/test_seed.py", "tests/form/test_other_money_unit.py",
            *(f"tests/forms/test_{name}.py" for name in ("times_and_points", "counts", "adjusted_budgets", "asked_reasons", "checks", "numbers", "left_out", "overlays")),
            *(f"tests/tables/test_{name}.py" for name in ("slipping", "blank_rows", "every_slip", "moved_columns", "readings")),
        ),
    ),
    "tables": Room(
        ("tables",),
        (
            "tests/tables", *checks("report_tables", "by_meaning", "conformity", "slips_of_reports", "agreement"),
            "tests/intake/test_exports.py", "tests/intake/test_row_tables.py", "tests/intake/test_foreign_report.py",
        ),
    ),
    "relations": Room(
        tuple(f"disclosure/{name}.py" for name in ("relations", "parts_and_wholes", "relation", "own_relations", "related", "last_years", "unit_sum")),
        (
            "tests/disclosure/test_related.py", "tests/disclosure/test_relations.py", "tests/disclosure/test_unit_sum.py", "tests/form",
            *checks("rules", "edges", "told", "tolerance", "agreement", "report_tables"),
            "tests/commands/test_sum_units.py", "tests/compose/test_held_sums.py", "tests/intake/test_row_tables.py",
        ),
    ),
    "intake": Room(("intake",), ("tests/intake", "tests/commands/test_next.py")),
    "learning": Room(("learning",), ("tests/learning",)),
}  # fmt: skip


def copied(folder: Path, room: Room, modules: set[str]) -> dict[str, list[str]]:
    """The repository in FOLDER, with the mutants of ROOM, or of some MODULES of it: their names by module."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder)
    names = {}
    for top in room.mutated:
        place = folder / "narrator" / top
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            if modules and path.stem not in modules:
                continue
            mutated = mutate_file_contents(str(path), path.read_text("utf-8"))
            path.write_text(mutated.code, "utf-8")
            module = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
            names[module] = [f"{module}.{name}" for name in mutated.mutant_names]
    return names


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def sample(names: dict[str, list[str]], seed: str, share: float, begin: float) -> list[str]:
    drawn = []
    for found in names.values():
        order = sorted(found, key=lambda name: digest(f"{seed} {name}"))
        first, last = (round(len(order) * part) for part in (begin, begin + share))
        drawn += order[first:last]
    return sorted(drawn, key=digest)


def function_of(mutant: str) -> str:
    return mutant.rpartition("__mutmut_")[0]


def keep(
    mutants: dict[str, FunctionType], is_classmethod: bool = False
) -> Callable[[FunctionType], FunctionType]:
    """Stand for mutmut's decorator, which asks at each call of a function which mutant is run: that takes a third of the
    time. Here the function stays what it is, and is given the code of a mutant before the tests run."""

    def kept(function: FunctionType) -> FunctionType:
        FUNCTIONS.append((function, mutants))
        return function

    return kept


def put_in(name: str) -> None:
    """Give a function the code of the mutant NAME, and its defaults."""
    module, _, mutant = name.rpartition(".")
    [(function, mutants)] = [one for one in FUNCTIONS if one[0].__module__ == module and mutant in one[1]]
    changed = mutants[mutant]
    function.__code__ = changed.__code__
    function.__defaults__, function.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__


@dataclass
class Reached:
    """What the run without a mutant told: how long each test takes, in seconds of processor time, and which tests reach
    a function, and a line of a file. early: the functions that are called before any test runs, when modules are imported.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[str, set[str]] = field(default_factory=dict)
    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    failed: str = ""
    early: set[str] = field(default_factory=set)

    def near(self, module: str) -> set[str]:
        """Return the tests that reach any function of a module."""
        return set().union(*(tests for name, tests in self.tests.items() if name.startswith(f"{module}.x")))


class Mutants:
    """Runs the collected tests once for each of NAMES, instead of once."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.modules = {name.rpartition(".")[0] for name in names}
        trampoline.wrap_in_trampoline = keep
        self.imports = Coverage(
            data_file=None, config_file=False, include=map(str, map(source_of, self.modules))
        )
        self.imports.start()
        self.kills = Counter[tuple[str, str]]()  # by function or module, and test
        self.trees = dict[str, tuple[list[str], dict[str, ast.FunctionDef | ast.AsyncFunctionDef]]]()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.imports.stop()
        early = self.called()
        for function, mutants in FUNCTIONS:
            function.__code__ = mutants["_mutmut_orig"].__code__
        prepare(session.items)
        told, _ = in_a_child(lambda: pickle.dumps(run_without(session, self.names)))
        reached: Reached = pickle.loads(told)
        if reached.failed:
            raise pytest.UsageError(f"without any mutant there fails {reached.failed}")
        reached.early = early
        pool = ThreadPoolExecutor(os.cpu_count())  # each waits for a process
        runs = [pool.submit(self.state_of, session, name, reached) for name in self.names]
        try:
            for number, run in enumerate(as_completed(runs), 1):
                name, state, left = run.result()
                more = f" ({left} tests that reach it were not run)" if left else ""
                with FORKING:
                    print(f"{state}: {name}{more}\n" * (state != "killed"), end="", flush=True)
                    print(f"{number} of {len(self.names)}", end="\r", file=sys.stderr, flush=True)
        finally:
            pool.shutdown(cancel_futures=True)  # what has begun ends: those that take long are among it
            states: dict[str, Counter[str]] = defaultdict(Counter)  # by module
            for name, state, _ in (run.result() for run in runs if not run.cancelled()):
                states[name.rpartition(".")[0]][state] += 1
            report(states)
        return True

    def called(self) -> set[str]:
        """Return the functions that were called while modules were imported."""
        data = self.imports.get_data()
        lines = {one: {*(data.lines(str(source_of(one).resolve())) or ())} for one in self.modules}
        return {
            full_name(mutants)
            for function, mutants in FUNCTIONS
            if not lines.get(function.__module__, set()).isdisjoint(lines_of(function))
        }

    def state_of(self, session: pytest.Session, name: str, reached: Reached) -> tuple[str, str, int]:
        """NAME, what becomes of that mutant, and how many tests that reach it take too long. What finds it comes first for
        others of its function and module."""
        module, function = name.rpartition(".")[0], function_of(name)
        state, left = self.run(session, name, reached)
        if function in reached.early and not state.startswith("killed "):
            state = run_anew(session, name, reached)
        state, _, test = state.partition("killed ") if state.startswith("killed ") else (state, "", "")
        if test:
            self.kills[module, test] += 1
            self.kills[function, test] += 1
        return name, state or "killed", left

    def run(self, session: pytest.Session, name: str, reached: Reached) -> tuple[str, int]:
        """What becomes of the mutant NAME: killed, and by which test; survived; no test reaches it; or it never ends. And how
        many tests that reach it take too long."""
        module, function = name.rpartition(".")[0], function_of(name)
        tests = reached.tests.get(function, set())
        if not tests:
            return "reached by no test", 0
        statement = self.statement_of(name)
        lines = reached.lines[module]
        closest = {one for line in statement for one in lines.get(line, ())}
        items = [one for one in session.items if one.nodeid in closest]
        if len(closest) <= FEW:
            files = tuple({one.partition("::")[0] for one in reached.near(module)})
            items = [one for one in session.items if one.nodeid.startswith(files)]
        own = f"/test_{module.rpartition('.')[2]}.py::"
        items.sort(
            key=lambda one: (
                one.nodeid not in closest,
                one.nodeid not in tests,
                -self.kills[function, one.nodeid],
                own not in one.nodeid,
                -self.kills[module, one.nodeid],
                reached.seconds[one.nodeid],
            )
        )
        items = list(within(PATIENCE, items, reached.seconds))
        left = len((closest if len(closest) > FEW else tests) - {one.nodeid for one in items})
        killer, status = in_a_child(lambda: first_failing(session, name, items, reached).encode())
        if status == -signal.SIGPROF:
            return "never ends", left
        if status:
            return "broke off", left
        return (f"killed {killer.decode()}" if killer else "survived"), left

    def statement_of(self, name: str) -> set[int]:
        """Return the lines, as they were, of the statement that the mutant NAME changes, without those of statements in it."""
        module, _, mutant = name.rpartition(".")
        if module not in self.trees:
            lines = source_of(module).read_text("utf-8").splitlines()
            found = {}
            for node in ast.walk(ast.parse("\n".join(lines))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    found[node.name] = node
            self.trees[module] = lines, found
        lines, found = self.trees[module]
        before, after = found[f"{mutant.rpartition('__mutmut_')[0]}__mutmut_orig"], found[mutant]
        pairs = zip_longest(*(lines[one.lineno : one.end_lineno] for one in (before, after)))
        changed = before.lineno + next((at for at, (a, b) in enumerate(pairs, 1) if a != b), 0)
        inside = [
            one
            for one in ast.walk(before)
            if isinstance(one, ast.stmt) and one.lineno <= changed <= one.end_lineno
        ]
        statement = max(inside, key=lambda one: one.lineno)
        own = set(range(statement.lineno, statement.end_lineno + 1))
        for one in ast.walk(statement):
            if isinstance(one, ast.stmt) and one is not statement:
                own -= set(range(one.lineno, one.end_lineno + 1))
        return own


def full_name(mutants: dict[str, FunctionType]) -> str:
    """The name of a function as its mutants have it, with its module."""
    whole = mutants["_mutmut_orig"]
    return f"{whole.__module__}.{function_of(whole.__name__)}"


def lines_of(function: FunctionType) -> set[int]:
    """The lines of a function that are run when it is called."""
    code = function.__code__
    return {line for *_, line in code.co_lines() if line} - {code.co_firstlineno}


def source_of(module: str) -> Path:
    """The file of a module, in the copy, where the run takes place."""
    path = Path(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def run_anew(session: pytest.Session, name: str, reached: Reached) -> str:
    """What becomes of the mutant NAME where modules are imported with it."""
    items = sorted(session.items, key=lambda one: reached.seconds[one.nodeid])
    wanted = {one.nodeid for one in within(PATIENCE, items, reached.seconds)}
    process = multiprocessing.get_context("spawn").Process(
        target=fail_anew, args=(name, session.config.args, wanted)
    )
    process.start()
    process.join()
    if process.exitcode == -signal.SIGPROF:
        return "never ends"
    return "killed on import" if process.exitcode else "survived"


def fail_anew(name: str, tests: list[str], wanted: set[str]) -> None:
    """Exit with 1 when one of the WANTED of some TESTS fails with the mutant NAME, imported with it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    signal.setitimer(signal.ITIMER_PROF, 3 * PATIENCE)
    trampoline.set_mutant_under_test(name)
    sys.exit(pytest.main([*OPTIONS, "-x", *tests], plugins=[Wanted(wanted)]) != pytest.ExitCode.OK)


class Wanted:
    """Runs only the tests of some ids."""

    def __init__(self, ids: set[str]) -> None:
        self.ids = ids

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [one for one in items if one.nodeid in self.ids]


def within(patience: float, items: Iterable[pytest.Item], seconds: dict[str, float]) -> Iterator[pytest.Item]:
    """The quick ones of ITEMS that take no more than PATIENCE seconds together."""
    for item in items:
        taken = seconds[item.nodeid]
        if taken <= min(patience, QUICK):
            patience -= taken
            yield item


def prepare(items: list[pytest.Item]) -> None:
    """Compose once, for all mutants, what the tests read; no mutant has a part in that."""
    files = {one.nodeid.partition("::")[0] for one in items}
    if "tests/checks/report/test_together.py" in files:
        from checks.report.test_together import PAIRS, packed

        for name in PAIRS:
            packed(name)
    if "tests/tables/test_public.py" in files:
        from tables.test_public import forms

        forms()


def in_a_child(work: Callable[[], bytes]) -> tuple[bytes, int]:
    """What WORK returns in a process of its own, and how that ends: with 0, or 1 when it raises. What is printed there goes
    nowhere."""
    FORKING.acquire()  # another child would keep this one's pipe open
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what has begun ends
        status = 1
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            resource.setrlimit(resource.RLIMIT_AS, (8 * 2**30,) * 2)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(work())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    FORKING.release()
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return told, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run_without(session: pytest.Session, names: list[str]) -> Reached:
    """Run every test without a mutant, and record which statements of the functions of which NAMES are mutants each reaches,
    and which other functions of their modules."""
    found, now, why = Reached(), "", list[str]()
    session.config.pluginmanager.register(Failures(why))

    def note(module: str, line: int) -> None:
        found.lines[module].setdefault(line, set()).add(now)

    builtins.__reached__ = note  # type: ignore[attr-defined]
    probed = {}
    for module in {name.rpartition(".")[0] for name in names}:
        found.lines[module] = {}
        probed |= with_probes(module, set(map(function_of, names)))
    for function, mutants in FUNCTIONS:
        if full_name(mutants) in probed:
            function.__code__ = probed[full_name(mutants)]
    for item in session.items:
        now = sys.intern(item.nodeid)
        began = time.process_time()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        found.seconds[now] = time.process_time() - began
        if session.testsfailed:
            found.failed = f"{now}\n{''.join(why)}"
            break
    for function, mutants in FUNCTIONS:
        by_line = found.lines.get(function.__module__, {})
        found.tests[full_name(mutants)] = {
            test for line in lines_of(function) for test in by_line.get(line, ())
        }
    return found


def with_probes(module: str, mutated: set[str]) -> dict[str, CodeType]:
    """Return the code of a module's functions, by their names, that tells what is reached: every statement of those that
    are MUTATED, the first one of the others. Coverage would look at every line of the modules.
    """
    path = source_of(module)
    tree = ast.parse(path.read_text("utf-8"))

    def probe(line: int) -> ast.stmt:
        [call] = ast.parse(f"__reached__({module!r}, {line})").body
        return ast.increment_lineno(call, line - 1)

    names = {}
    for function in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]:
        name = f"{module}.{function_of(function.name)}"
        if not function.name.endswith("__mutmut_orig"):
            continue
        names[function.name] = name
        for node in [*ast.walk(function)] if name in mutated else ():
            for part in ("body", "orelse", "finalbody"):
                block = getattr(node, part, None)
                if isinstance(block, list):
                    block[:] = [one for each in block for one in (probe(each.lineno), each)]
        if name not in mutated:
            function.body.insert(0, probe(function.body[0].lineno))
    codes = [compile(tree, str(path), "exec")]
    for code in codes:  # which grows
        codes += [one for one in code.co_consts if isinstance(one, CodeType)]
    return {names[code.co_name]: code for code in codes if code.co_name in names}


class Failures:
    """Keeps why tests fail."""

    def __init__(self, why: list[str]) -> None:
        self.why = why

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.why.append(report.longreprtext)


def first_failing(session: pytest.Session, name: str, items: list[pytest.Item], reached: Reached) -> str:
    """The first of ITEMS that fails with the mutant NAME, or ""."""
    put_in(name)
    for item in items:
        signal.setitimer(signal.ITIMER_PROF, COLD + 5 * reached.seconds[item.nodeid])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed:
            return item.nodeid
    return ""


def report(states: dict[str, Counter[str]]) -> None:
    """How many were killed, by module and of all, with Wilson's interval at 95%."""
    total = sum(states.values(), Counter[str]())
    for module, found in sorted(states.items()):
        print(f"{module}: " + ", ".join(f"{count} {state}" for state, count in found.most_common()))
    hits, number, z = total["killed"], max(total.total(), 1), 1.96
    middle = (hits + z * z / 2) / (number + z * z)
    reach = z * sqrt(hits * (number - hits) / number + z * z / 4) / (number + z * z)
    print(f"{total.total()} run: " + ", ".join(f"{count} {state}" for state, count in total.most_common()))
    print(f"{hits / number:.1%} killed (95% interval: {middle - reach:.1%} to {middle + reach:.1%})")


def main() -> None:
    name, _, modules = "".join(sys.argv[1:2]).partition("/")
    if len(sys.argv) not in (2, 4, 5) or name not in ROOMS:
        sys.exit(f"{__doc__}\nROOM is one of {', '.join(ROOMS)}")
    room = ROOMS[name]
    seed, share, begin = "", 1.0, 0.0
    if sys.argv[2:]:
        seed, share = sys.argv[2], float(sys.argv[3])
        begin = float(sys.argv[4]) if sys.argv[4:] else 0.0
    os.chdir(ROOT)  # where mutmut looks for its settings
    with tempfile.TemporaryDirectory() as folder:
        names = sample(copied(Path(folder), room, set(filter(None, modules.split(",")))), seed, share, begin)
        os.chdir(folder)
        sys.path[:0] = [folder, f"{folder}/tests"]
        pytest.main([*OPTIONS, *room.tests], plugins=[Mutants(names)])


if __name__ == "__main__":
    main()
