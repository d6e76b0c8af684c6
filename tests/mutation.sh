#!/usr/bin/env bash
# Mutation testing in a copy: this tree is never changed (see README.md, and checks/README.md).
#   tests/mutation.sh [processes]                  every mutant of number, facts and phrases
#   tests/mutation.sh ROOM [SEED SHARE [FROM]]     those of another room, or a random share of them: checks, tables, …
#   tests/mutation.sh ROOM/MODULE,… […]            those of some of its modules: checks/own_captures
# $PYTHON is a python with .[dev,mutation].
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(command -v "${PYTHON:-.venv/bin/python}")
[[ $python = /* ]] || python=$PWD/$python
if [[ ! ${1:-2} =~ ^[0-9]+$ ]]; then
  exec "$python" tests/mutants.py "$@"
fi
copy=$(mktemp -d)
cp -r narrator classification phrasebook templates samples tests pyproject.toml README.md LICENSE "$copy"
cd "$copy"
"$python" -m mutmut run --max-children "${1:-2}"
"$python" -m mutmut results
echo "$copy: mutmut show <name> prints a mutant"
