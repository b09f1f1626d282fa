#!/bin/sh
# Look at pages in a browser, or say why not: look/look.sh PICTURES PAGE.html ...
set -eu
here=$(dirname "$0")
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "look: SKIPPED, no Node.js (it drives the browser)"
  exit 0
fi
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ] && [ ! -x /usr/bin/chromium-browser ] && [ ! -x /usr/bin/google-chrome ]; then
  echo "look: SKIPPED, no Chromium (install it, or name it in CHROMIUM)"
  exit 0
fi
[ -d "$here/node_modules/axe-core" ] || npm ci --prefix "$here" --ignore-scripts --no-audit --no-fund --silent
exec node "$here/look.mjs" "$@"
