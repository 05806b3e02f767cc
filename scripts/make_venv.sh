#!/bin/sh
# Makes the virtual environment named by the first argument, with the first Python that is 3.11 or newer.
set -eu
venv=$1

new_enough() {
    # A version manager may put a name on the path that does not start: so it is tried, not looked up.
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ]; then
    new_enough "$PYTHON" || { echo "PYTHON=$PYTHON is not a Python 3.11 or newer." >&2; exit 1; }
else
    for name in python3.11 python3 python3.12 python3.13 python3.14 python; do
        if new_enough "$name"; then PYTHON=$name; break; fi
    done
    if [ -z "${PYTHON:-}" ]; then
        echo "Python 3.11 or newer is needed; found: $(python3 --version 2>&1 || echo none)." >&2
        echo "Install it, or name it: PYTHON=/path/to/python3.11 make ..." >&2
        exit 1
    fi
fi

"$PYTHON" -m venv --clear "$venv" || {
    echo "No virtual environment could be made; on Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
}
