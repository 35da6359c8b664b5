#!/bin/sh
# Installs Afterword from the checkout of this action into $VENV, with the dependencies that it is tested with.
#
# SOURCE is the checkout, PYTHON an interpreter. `-I` keeps modules of the current folder, which may be a pull request's,
# from being imported.
set -eu

PIP_CONSTRAINT="$SOURCE/constraints.txt"
PIP_BUILD_CONSTRAINT="$PIP_CONSTRAINT"
export PIP_CONSTRAINT PIP_BUILD_CONSTRAINT

"$PYTHON" -I -m venv "$VENV"
"$VENV/bin/python" -I -m pip install --quiet --disable-pip-version-check "$SOURCE"
"$VENV/bin/afterword" --version
