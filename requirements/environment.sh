#!/bin/sh
# Make a virtual environment: environment.sh PYTHON FOLDER. Says what to install where that cannot work.
set -u
python=$1
folder=$2

if ! command -v "$python" >/dev/null 2>&1; then
  echo "There is no $python. Install Python 3.11 or newer (Debian, Ubuntu: apt install python3), or name yours: make PYTHON=/path/to/python" >&2
  exit 2
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "$("$python" --version) is too old: Communiqué needs 3.11 or newer. Name another: make PYTHON=python3.12" >&2
  exit 2
fi
if [ -x "$folder/bin/python" ] && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
  exit 0
fi
if ! "$python" -m venv --clear "$folder" 2>"$folder.log"; then
  cat "$folder.log" >&2
  rm -rf "$folder" "$folder.log"
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  echo "Python cannot make a virtual environment. Debian, Ubuntu: apt install python$version-venv. Fedora: dnf install python3-pip." >&2
  exit 2
fi
rm -f "$folder.log"
