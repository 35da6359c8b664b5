#!/bin/sh
# Checks the site in $ROOT and compares it with $BASE. Nothing of the site is run as code.
#
# Annotations go to standard output, the reports to the folder $REPORT, the comparison also to the summary of the step.
# Writes to $GITHUB_OUTPUT: `status`, the exit status of the check, and `base`, the commit that is compared with. Without
# a base, as after a push, the whole site is checked and nothing compared.
set -eu

PATH="$VENV/bin:$PATH"
BASE="${BASE:-${GITHUB_BASE_REF:+origin/$GITHUB_BASE_REF}}"
mkdir -p "$REPORT"

# A change could bring a cache in which all its findings are missing.
rm -rf "$ROOT/.cache"

set -- --root "$ROOT" --skip-config
if [ "$STRICT" = true ]; then
    set -- "$@" --strict
fi

status=0
if [ -n "$BASE" ]; then
    afterword check "$@" --since "$BASE" --format github || status=$?
else
    afterword check "$@" --format github || status=$?
fi
echo "status=$status" >> "$GITHUB_OUTPUT"
if [ "$status" -eq 2 ]; then
    exit 2
fi

# Code scanning determines itself which findings are new.
afterword check "$@" --format sarif --output "$REPORT/afterword.sarif" > /dev/null || test $? -ne 2

if [ -n "$BASE" ]; then
    # The runner must not read the names of files that are not compared as commands.
    pause=$(od -A n -N 16 -t x1 /dev/urandom | tr -d ' \n')
    echo "::stop-commands::$pause"
    base=$(git -C "$ROOT" merge-base HEAD "$BASE")
    echo "base=$base" >> "$GITHUB_OUTPUT"
    afterword diff "$base" --root "$ROOT" --format markdown > "$REPORT/review.md"
    afterword diff "$base" --root "$ROOT" --format html > "$REPORT/review.html"
    cat "$REPORT/review.md" >> "$GITHUB_STEP_SUMMARY"
    echo "::$pause::"
fi
