"""What was written on the page, step by step: taken back, and done again."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_STEPS = 200  # that can be taken back


@dataclass(frozen=True)
class Step:
    """A change of the data file: its text before and after. joined: what further typing in the same place belongs to;
    "" for what stands by itself."""

    before: str
    after: str
    joined: str = ""


@dataclass
class History:
    """The steps that can be taken back, and those that were and can be done again; the last of each at the end."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def note(self, step: Step) -> None:
        """Note a change that was made; what was taken back before can not be done again after it."""
        if step.before == step.after:
            return
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last is not None and step.joined and last.joined == step.joined and last.after == step.before:
            self.done.pop()
            step = Step(last.before, step.after, step.joined)
        if step.before != step.after:  # else it was typed back
            self.done.append(step)
        del self.done[:-MOST_STEPS]

    def note_undone(self) -> None:
        """Note that the last step was taken back."""
        self.undone.append(self.done.pop())

    def note_redone(self) -> None:
        """Note that the step taken back last was done again."""
        self.done.append(self.undone.pop())
