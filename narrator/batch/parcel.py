"""A unit's work as bytes: what it is made from goes in, what was made comes out, for machines without a common disk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic

from narrator import form as forms
from narrator.batch.digests import NOTHING, digest_file, digest_program
from narrator.batch.made_files import making_folder
from narrator.batch.outcome import Outcome, refused_unit, tell_most
from narrator.batch.unit_task import Task, UnitTask
from narrator.commands.saving import tell_unsaved
from narrator.files import whole
from narrator.files.lock import locked
from narrator.form import form_folders
from narrator.problem import Problem, Unusable

DATA, MADE, FORM, WORDS = "来稿", "成稿", "格式", "短语"  # the folders of a parcel


@dataclass(frozen=True)
class Parcel(Generic[Task]):
    """A task on its way. work: what does it. task: as it stands here. program: the digest of the program that is to do
    it. files: the bytes of all that it may need, by their places in the folder where it is done. taken: names that a
    backup must not take."""

    work: Callable[[Task], Outcome]
    task: Task
    program: str
    files: Mapping[str, bytes]
    taken: tuple[str, ...]


@dataclass(frozen=True)
class Delivery:
    """What came back. outcome: as of the task here. made: the bytes of the files made in the output folder, by name.
    data: those of the data file; None when it is as it was."""

    outcome: Outcome
    made: Mapping[str, bytes]
    data: bytes | None


def pack(work: Callable[[Task], Outcome], task: Task) -> Parcel[Task]:
    """Return a task with all that it needs. Raises Unusable when something can not be read."""
    files = {f"{DATA}/{path.name}": whole.read(path) for path in (task.source, *task.workbooks)}
    beside = task.source.parent
    for path in sorted(beside.glob("*.toml")):  # words that the data may name
        files[f"{DATA}/{path.name}"] = whole.read(path)
    for name in form_folders.own_names(beside):  # forms that they may name
        files.update(pack_folder(beside / name, DATA))
    form, words = task.order.form, task.order.phrasebook
    if form is not None:
        for folder in forms.load(form).own_folders:
            files.update(pack_folder(folder, FORM))
    if words is not None:
        files[f"{WORDS}/{words.name}"] = whole.read(words)
    for name in task.targets:
        if (path := task.output / name).exists():
            files[f"{MADE}/{name}"] = whole.read(path)
    backups = task.path.parent.glob("*.bak*")
    taken = tuple(one.relative_to(task.output).as_posix() for one in backups)
    return Parcel(work, task, digest_program(), files, taken)


def pack_folder(folder: Path, under: str) -> Iterator[tuple[str, bytes]]:
    """Return the files of a form's folder by their places under a folder of the parcel."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{under}/{folder.name}/{path.relative_to(folder).as_posix()}", whole.read(path)


def do_parcel(parcel: Parcel[Task]) -> Delivery | None:
    """Do the task of a parcel in a folder that is gone afterwards, and return what was made, as if it had been done
    where it came from; None by another version of the program, whose bytes might differ."""
    if parcel.program != digest_program():
        return None
    with tempfile.TemporaryDirectory(prefix="narrator-") as folder:
        root = Path(folder)
        for name, content in parcel.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name in parcel.taken:
            path = root / MADE / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        return bring_home(parcel, root)


def bring_home(parcel: Parcel[Task], root: Path) -> Delivery:
    """Do the task in the folder where the parcel was unpacked, and return what came of it in terms of where it came
    from."""
    task, order = parcel.task, parcel.task.order
    form = order.form
    if form is not None and any(name.startswith(f"{FORM}/") for name in parcel.files):
        form = str(root / FORM / Path(form).resolve().name)
    words = root / WORDS / order.phrasebook.name if order.phrasebook else None
    there = replace(
        task,
        source=root / DATA / task.source.name,
        workbooks=tuple(root / DATA / one.name for one in task.workbooks),
        output=root / MADE,
        order=replace(order, form=form, phrasebook=words),
    )
    outcome = parcel.work(there)
    places = {str(root / DATA): str(task.source.parent), str(root / MADE): str(task.output)}
    if order.form is not None:
        places[str(root / FORM)] = str(Path(order.form).resolve().parent)
    if order.phrasebook is not None:
        places[str(root / WORDS)] = str(order.phrasebook.parent)

    def home(text: str) -> str:
        """Return a text with the folders of the machine that did the work called as they are here."""
        for away, here in places.items():
            text = text.replace(away, here)
        return text

    made = {
        path.relative_to(there.output).as_posix(): path.read_bytes()
        for path in (sorted(there.output.rglob("*")) if there.output.exists() else ())
        if path.is_file() and not path.name.startswith(whole.PREFIX)
    }
    changed = {
        name: content
        for name, content in made.items()
        if name not in parcel.taken and parcel.files.get(f"{MADE}/{name}") != content
    }
    data = there.source.read_bytes()
    outcome = replace(
        outcome,
        told=tuple(map(home, outcome.told)),
        made_from={home(path): digest for path, digest in outcome.made_from.items()},
    )
    same = data == parcel.files[f"{DATA}/{task.source.name}"]
    return Delivery(outcome, changed, None if same else data)


def unpack(parcel: Parcel[Task], delivery: Delivery) -> Outcome:
    """Put what was made where it belongs, and return what came of the task; refused when somebody changed a file
    meanwhile."""
    task, outcome = parcel.task, delivery.outcome
    try:
        with locked(task.source, task.path):
            refuse_changes(parcel)
            for name, content in delivery.made.items():
                with making_folder(task.output / name):
                    whole.write(task.output / name, content)
            return save_data(task, delivery.data, outcome)
    except Unusable as error:
        return replace(refused_unit(task.name, error.problems), seconds=outcome.seconds)


def save_data(task: UnitTask, data: bytes | None, outcome: Outcome) -> Outcome:
    """Put the data with their new records where they came from, and return what came of the task: when that can not be
    done, that is told and the data stay as they were, as in `render`."""
    if data is None:
        return outcome
    try:
        whole.write(task.source, data)
    except Unusable as error:
        made_from = {**outcome.made_from, str(task.source): digest_file(task.source)}
        return replace(outcome, told=(*outcome.told, *tell_most(tell_unsaved(error))), made_from=made_from)
    return outcome


def refuse_changes(parcel: Parcel[Task]) -> None:
    """Raise Unusable when what a task was made from, or what was there before, is no longer as it was packed."""
    task = parcel.task
    if whole.read(task.source) != parcel.files[f"{DATA}/{task.source.name}"]:
        whole.refuse_changed(task.source)
    for name in task.targets:
        packed = parcel.files.get(f"{MADE}/{name}")
        path = task.output / name
        if packed is None and digest_file(path) != NOTHING:
            raise Unusable([Problem("", "刚才有了这个文件，没有写", "再运行一次", file=str(path))])
        if packed is not None:
            whole.require_unchanged(path, packed)
