#!/bin/sh
# Builds the site in $ROOT into $PREVIEW, with the configuration of the commit $BASE, so that nothing in a change is run as
# code. $REQUIREMENTS names a file of that commit with the plugins that its mkdocs.yml needs.
set -eu

PATH="$VENV/bin:$PATH"
if [ -n "$REQUIREMENTS" ]; then
    git -C "$ROOT" show "$BASE:./$REQUIREMENTS" > "$VENV/requirements.txt"
    "$VENV/bin/python" -I -m pip install --quiet --disable-pip-version-check --requirement "$VENV/requirements.txt"
fi

# The runner must not read what plugins print about the change as commands.
pause=$(od -A n -N 16 -t x1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$pause"
status=0
afterword build --root "$ROOT" --config-from "$BASE" --site-dir "$PREVIEW" || status=$?
echo "::$pause::"
if [ "$status" -ne 0 ]; then
    echo "::notice title=afterword: no preview::The site could not be built; the log of this step says why."
fi
