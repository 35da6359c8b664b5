#!/bin/sh
# Prints the path of Node for the test that runs a client written for it; npm must be there too. A machine without them
# gets Debian's packages. Notes go to standard error.
set -eu

note() { echo "get_node: $*" >&2; }

fail() {
    note "$*"
    note "install Node and npm by hand; AFTERWORD_NODE may name a Node that is not on PATH, with npm beside it"
    exit 1
}

runs() { "$1" --version > /dev/null 2>&1; }

find_npm() { PATH="$(dirname "$1"):$PATH" command -v npm > /dev/null; }

find_node() {
    for name in node nodejs; do
        path=$(command -v "$name") && runs "$path" && find_npm "$path" && echo "$path" && return
    done
    return 1
}

. "$(dirname "$0")/apt.sh"

if [ -n "${AFTERWORD_NODE:-}" ]; then
    runs "$AFTERWORD_NODE" || fail "AFTERWORD_NODE is \"$AFTERWORD_NODE\", which does not run"
    find_npm "$AFTERWORD_NODE" || fail "there is no npm beside \"$AFTERWORD_NODE\", nor on PATH"
    node=$AFTERWORD_NODE
else
    node=$(find_node) || {
        apt_install nodejs npm
        node=$(find_node) || fail "the Node that apt-get installed does not run"
    }
fi

echo "$node"
