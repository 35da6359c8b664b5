#!/bin/sh
# Installs Afterword from the checkout of this action into $VENV, with the dependencies that it is tested with.
#
# SOURCE is the checkout, PYTHON an interpreter. `-I` keeps modules of the current folder, which may be a pull request's,
# from being imported.
set -eu

PIP_CONSTRAINT="$SOURCE/constraints.txt"
# pip divides the value at blanks, but not if they are escaped in an address.
case $PIP_CONSTRAINT in
*" "*) PIP_CONSTRAINT="file://$(printf %s "$PIP_CONSTRAINT" | sed 's/%/%25/g; s/ /%20/g')" ;;
esac
PIP_BUILD_CONSTRAINT="$PIP_CONSTRAINT"
export PIP_CONSTRAINT PIP_BUILD_CONSTRAINT

"$PYTHON" -I -m venv "$VENV"
"$VENV/bin/python" -I -m pip install --quiet --disable-pip-version-check "$SOURCE"
"$VENV/bin/afterword" --version
