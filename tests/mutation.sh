#!/usr/bin/env bash
# Mutation testing of number, facts and phrases, in a copy: this tree is never changed (see README.md).
# tests/mutation.sh [processes]; $PYTHON is a python with .[dev,mutation].
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(command -v "${PYTHON:-.venv/bin/python}")
[[ $python = /* ]] || python=$PWD/$python
copy=$(mktemp -d)
cp -r narrator phrasebook templates samples tests pyproject.toml README.md LICENSE "$copy"
cd "$copy"
"$python" -m mutmut run --max-children "${1:-2}"
"$python" -m mutmut results
echo "$copy: mutmut show <name> prints a mutant"
