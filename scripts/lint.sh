#!/bin/sh
# The checks that run no code of ours. The argument is the folder of the tools.
set -eu
bin=$1

folders=
for folder in app.py campaign pages tests bench; do
    if [ -e "$folder" ]; then folders="$folders $folder"; fi
done

echo '== ruff' >&2
"$bin/ruff" check
"$bin/ruff" format --check
echo '== mypy' >&2
# The list is meant to be split.
# shellcheck disable=SC2086
"$bin/mypy" $folders
echo '== import contracts' >&2
"$bin/lint-imports"
