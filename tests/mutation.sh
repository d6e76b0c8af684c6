#!/usr/bin/env bash
# Mutation testing in a copy: this tree is never changed (see README.md, and checks/README.md).
#   tests/mutation.sh [processes]                 every mutant of number, facts and phrases
#   tests/mutation.sh checks SEED SHARE [FROM]    a random share of the mutants of checks
# $PYTHON is a python with .[dev,mutation].
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(command -v "${PYTHON:-.venv/bin/python}")
[[ $python = /* ]] || python=$PWD/$python
if [[ ${1:-} = checks ]]; then
  exec "$python" tests/checks/mutants.py "${@:2}"
fi
copy=$(mktemp -d)
cp -r narrator phrasebook templates samples tests pyproject.toml README.md LICENSE "$copy"
cd "$copy"
"$python" -m mutmut run --max-children "${1:-2}"
"$python" -m mutmut results
echo "$copy: mutmut show <name> prints a mutant"
