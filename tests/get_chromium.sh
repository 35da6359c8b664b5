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

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt_install() {
    command -v apt-get > /dev/null || fail "$* is missing, and there is no apt-get to install it"
    [ "$(id -u)" = 0 ] || command -v sudo > /dev/null || fail "$* is missing, and installing it takes root or sudo"
    note "installing $* with apt-get"
    as_root apt-get update -qq >&2 || note "apt-get update failed; trying with the old lists"
    said=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" 2>&1) || {
        echo "$said" >&2
        fail "apt-get could not install $*"
    }
}

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
