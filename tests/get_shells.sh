#!/bin/sh
# Makes sure that there are bash, zsh and fish for the tests of completion. A machine without one gets Debian's package.
# Notes go to standard error.
set -eu

note() { echo "get_shells: $*" >&2; }

fail() {
    note "$*"
    exit 1
}

. "$(dirname "$0")/apt.sh"

for shell in bash zsh fish; do
    command -v "$shell" > /dev/null || apt_install "$shell"
done
