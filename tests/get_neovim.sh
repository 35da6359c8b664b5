#!/bin/sh
# Prints the path of Neovim for the test of the language server in a real editor. A machine without one gets Debian's
# package. Notes go to standard error.
set -eu

note() { echo "get_neovim: $*" >&2; }

fail() {
    note "$*"
    note "install Neovim 0.7 or newer by hand; AFTERWORD_NVIM may name one that is not on PATH"
    exit 1
}

runs() { "$1" --version > /dev/null 2>&1; }

find_neovim() { path=$(command -v nvim) && runs "$path" && echo "$path"; }

. "$(dirname "$0")/apt.sh"

if [ -n "${AFTERWORD_NVIM:-}" ]; then
    runs "$AFTERWORD_NVIM" || fail "AFTERWORD_NVIM is \"$AFTERWORD_NVIM\", which does not run"
    neovim=$AFTERWORD_NVIM
else
    neovim=$(find_neovim) || {
        apt_install neovim
        neovim=$(find_neovim) || fail "the Neovim that apt-get installed does not run"
    }
fi

echo "$neovim"
