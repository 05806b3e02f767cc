#!/bin/sh
# Writes requirements.txt (what runs) and requirements-dev.txt (the same and the tools) from
# pyproject.toml: exact releases with their hashes, for every platform, naming no registry.
# The first argument is the folder of the tools; the rest goes to uv.
set -eu
bin=$1
shift
# Like everything else, the cache stays inside this folder.
export UV_CACHE_DIR="$bin/../uv-cache"

lock() {
    out=$1
    shift
    # uv reads the old lock to keep its pins; --no-config keeps a machine's own sources out.
    "$bin/uv" --no-config --quiet pip compile pyproject.toml --output-file "$out" \
        --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --group build "$@" >/dev/null
    { echo '# Made by `make lock` from pyproject.toml.'; grep -v '^# Made by' "$out"; } >"$out.new"
    mv "$out.new" "$out"
    if grep -nE '://|--(extra-)?index-url|--find-links' "$out"; then
        echo "$out names a source of packages; it must not." >&2
        exit 1
    fi
}

lock requirements.txt "$@"
lock requirements-dev.txt --group dev --constraint requirements.txt "$@"
