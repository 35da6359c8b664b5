#!/bin/sh
# Builds the public site in $ROOT, whatever audience its mkdocs.yml names, and writes the time of the next change to
# $GITHUB_OUTPUT as `next`. It runs the plugins and hooks of the site: only for commits that were reviewed.
set -eu

PATH="$VENV/bin:$PATH"
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
afterword build --root "$ROOT" --audience public --now "$now"
next=$(afterword next-change --root "$ROOT" --audience public --now "$now")
echo "next=$next" >> "$GITHUB_OUTPUT"
