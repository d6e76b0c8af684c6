"""What is wrong with figures is told once for each cause, not once for each rule that it breaks."""

from __future__ import annotations

from narrator.checks.blank_figures import tell_blank_figures_once
from narrator.checks.exchanged_figures import tell_exchanged_figures_once
from narrator.checks.finding import Finding
from narrator.checks.wrong_figures import Checked, Trying, tell_wrong_figures_once


def tell_each_once(found: list[Finding], checked: Checked, trying: Trying[Checked]) -> list[Finding]:
    """Return what was found in what is checked, figures that were exchanged, blanks and figures that are wrong each told once."""
    found, checked, exchanged = tell_exchanged_figures_once(found, checked, trying)
    found, checked, told = tell_blank_figures_once(found, checked, trying, [exchanged] if exchanged else [])
    return tell_wrong_figures_once(found, checked, trying, told)
