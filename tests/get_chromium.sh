#!/bin/sh
# Prints the path of a Chromium for the browser tests. A machine without one, or without fonts,
# gets Debian's packages. Notes go to standard error.
set -eu

note() { echo "get_chromium: $*" >&2; }

fail() {
    note "$*"
    note "install it by hand; AFTERWORD_CHROMIUM may name a Chromium or Chrome that is not on PATH"
    exit 1
}

runs() { "$1" --version > /dev/null 2>&1; }

find_chromium() {
    for name in chromium google-chrome google-chrome-stable chromium-browser; do
        path=$(command -v "$name") && runs "$path" && echo "$path" && return
    done
    path="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    [ -x "$path" ] && echo "$path"
}

has_fonts() { [ "$(uname)" = Darwin ] || fc-list 2> /dev/null | grep -q .; }

. "$(dirname "$0")/apt.sh"

if [ -n "${AFTERWORD_CHROMIUM:-}" ]; then
    runs "$AFTERWORD_CHROMIUM" || fail "AFTERWORD_CHROMIUM is \"$AFTERWORD_CHROMIUM\", which does not run"
    chromium=$AFTERWORD_CHROMIUM
else
    chromium=$(find_chromium) || {
        apt_install chromium
        chromium=$(find_chromium) || fail "the chromium that apt-get installed does not run"
    }
fi

# Without fonts pages still render, but as empty boxes, and layout tests measure nonsense.
has_fonts || apt_install fontconfig fonts-dejavu-core

echo "$chromium"
