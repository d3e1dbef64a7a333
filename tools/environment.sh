#!/bin/sh
# The virtual environment in .venv with what requirements/$1.txt pins.
# Does nothing when it is there already; says in one line why it can't be made.
set -eu

pinned=requirements/$1.txt
stamp=.venv/$1.txt
needed='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))'

stop() {
    echo "newsroom: $1" >&2
    exit 1
}

find_python() {
    # Each is really run: a pyenv shim is there for versions that aren't.
    for name in ${PYTHON:-python3.14 python3.13 python3.12 python3 python}; do
        if "$name" -c "$needed" >/dev/null 2>&1; then
            python=$name
            return
        fi
    done
    if [ -n "${PYTHON:-}" ]; then
        stop "PYTHON=$PYTHON is no Python 3.12 or newer with its venv module."
    fi
    stop "needs Python 3.12 or newer with its venv module; none found. Name one: make run PYTHON=/path/to/python3"
}

[ -w . ] || stop "$(pwd) can't be written by $(id -un 2>/dev/null || id -u)."

if ! .venv/bin/python -c "$needed" >/dev/null 2>&1 || ! [ -x .venv/bin/pip ]; then
    find_python
    "$python" -m venv --clear .venv || stop "$python could not make .venv; the lines above say why."
elif cmp -s "$pinned" "$stamp"; then
    exit 0
fi

echo "Installing $pinned into .venv …"
.venv/bin/python -m pip install -qq --disable-pip-version-check --root-user-action=ignore \
    --no-input --require-hashes -r "$pinned" ||
    stop "the packages of $pinned could not be installed; the lines above say why."
cp "$pinned" "$stamp"
