"""Mutation testing of narrator/checks by a random sample.

    python tests/checks/mutants.py SEED SHARE [FROM]

mutmut makes the mutants, in a copy. Every file gives the same SHARE of its own, in an order that SEED alone decides:
what lies from 0 to 0.1 and what lies from 0.1 to 0.2 have no mutant in common. They are run in random order, so that
a run that is stopped has seen a fair sample too (Ctrl-C: what was found so far is told). The tests are collected
once; each mutant is run in a process of its own, forked from there before any test has run, until a test fails:
those that found something before come first. Where a test takes twenty seconds of processor time (a busy machine
takes no more of that), the mutant never ends, and is counted by itself.
"""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from math import sqrt
from pathlib import Path

import pytest
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.mutation.trampoline import set_mutant_under_test

ROOT = Path(__file__).parents[2]
# Left out: what measures time, examples at random, hostile files, and what takes long and finds little more (each
# alteration by itself, the catalogue). Whatever those alone would find, survives here.
DATA = ["test_hygiene", "test_edges", "test_rules", "test_accepted", "test_listing", "test_codes", "test_unused", "test_told"]  # fmt: skip
REPORTS = ["test_layout", "test_rows", "test_tables", "test_printed", "test_claims", "test_sentences", "test_parts", "test_structure", "test_origins", "test_together", "test_cli"]  # fmt: skip
SEED = "tests/seed/test_seed.py"
# What is run for the mutants of a package: the other tests take long and say nothing about it.
ON = {"data": DATA, "printed": ["test_hygiene", *REPORTS], "report": ["test_hygiene", *REPORTS]}
LONG = 20  # seconds of processor time


def copied(folder: Path) -> dict[str, list[str]]:
    """The repository in FOLDER, with the mutants in narrator/checks: their names by file."""
    for name in ("narrator", "phrasebook", "templates", "samples", "docs", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder)
    names = {}
    for path in sorted((folder / "narrator" / "checks").rglob("*.py")):
        mutated = mutate_file_contents(str(path), path.read_text("utf-8"))
        path.write_text(mutated.code, "utf-8")
        module = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
        names[module] = [f"{module}.{name}" for name in mutated.mutant_names]
    return names


def sample(names: dict[str, list[str]], seed: str, share: float, begin: float) -> list[str]:
    drawn = []
    for found in names.values():
        order = sorted(found, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())
        first, last = (round(len(order) * part) for part in (begin, begin + share))
        drawn += order[first:last]
    return sorted(drawn, key=lambda name: hashlib.sha256(name.encode()).digest())


class Mutants:
    """Runs the collected tests once for each of NAMES, instead of once."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.kills: dict[str, Counter[str]] = {}  # by package: data, printed, report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if (state := self.run(session, "", session.items)) != "survived":
            raise pytest.UsageError(f"without any mutant: {state}")
        states = Counter[str]()
        prepare()
        try:
            for name in self.names:
                package = name.split(".")[2]
                files = (SEED, *(f"tests/checks/{one}.py" for one in ON.get(package, (*DATA, *REPORTS))))
                items = [one for one in session.items if one.nodeid.startswith(files)]
                kills = self.kills.setdefault(package, Counter())
                state = self.run(session, name, sorted(items, key=lambda item: -kills[item.nodeid]))
                if state.startswith("killed "):
                    kills[state.removeprefix("killed ")] += 1
                    state = "killed"
                else:
                    print(f"{state}: {name}", flush=True)
                states[state] += 1
                print(f"{states.total()} of {len(self.names)}", end="\r", file=sys.stderr, flush=True)
        finally:
            report(states)
        return True

    def run(self, session: pytest.Session, name: str, items: list[pytest.Item]) -> str:
        """What becomes of the mutant NAME: killed, and by which of ITEMS; survived; or it never ends."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.write(writing, first_failing(session, name, items).encode())
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            killer = pipe.read().decode()
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGPROF:
            return "never ends"
        return f"killed {killer}" if killer else "survived"


def prepare() -> None:
    """Composes once, for all mutants, what the tests check; no mutant has a part in that."""
    from checks.test_together import PAIRS, packed

    for name in PAIRS:
        packed(name)


def first_failing(session: pytest.Session, name: str, items: list[pytest.Item]) -> str:
    """The first of ITEMS that fails with the mutant NAME, or ""; what is printed goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (8 * 2**30,) * 2)
    set_mutant_under_test(name)
    for item in items:
        signal.setitimer(signal.ITIMER_PROF, LONG)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed:
            return item.nodeid
    return ""


def report(states: Counter[str]) -> None:
    """How many were killed, with Wilson's interval at 95%."""
    hits, number, z = states["killed"], max(states.total(), 1), 1.96
    middle = (hits + z * z / 2) / (number + z * z)
    reach = z * sqrt(hits * (number - hits) / number + z * z / 4) / (number + z * z)
    print(", ".join(f"{count} {state}" for state, count in states.most_common()))
    print(f"{hits / number:.1%} killed (95% interval: {middle - reach:.1%} to {middle + reach:.1%})")


def main() -> None:
    if not 3 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    seed, share, begin = sys.argv[1], float(sys.argv[2]), float(sys.argv[3]) if sys.argv[3:] else 0
    os.chdir(ROOT)  # where mutmut looks for its settings
    with tempfile.TemporaryDirectory() as folder:
        names = sample(copied(Path(folder)), seed, share, begin)
        os.chdir(folder)
        sys.path[:0] = [folder, f"{folder}/tests"]
        set_mutant_under_test("")
        files = [*(f"tests/checks/{name}.py" for name in (*DATA, *REPORTS)), SEED]
        escaping = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support=true"
        options = [
            "-sq",
            "--assert=plain",
            "--tb=no",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-o",
            escaping,
        ]
        pytest.main([*options, *files], plugins=[Mutants(names)])


if __name__ == "__main__":
    main()
