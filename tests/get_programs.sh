#!/bin/sh
# Makes sure that there are the shells for the tests of completion, mandoc for those of the manual pages, two readers of
# feeds, and Java for the validator of HTML. A machine without one of them gets Debian's package. Notes go to standard error.
set -eu

note() { echo "get_programs: $*" >&2; }

fail() {
    note "$*"
    exit 1
}

. "$(dirname "$0")/apt.sh"

for program in bash zsh fish mandoc newsboat sfeed; do
    command -v "$program" > /dev/null || apt_install "$program"
done

command -v java > /dev/null || apt_install default-jre-headless
