#!/usr/bin/env bash
# Installs Debian's Chromium for the tests in a real browser.
set -euo pipefail
if ! command -v apt-get >/dev/null; then
  echo "De browsertests hebben Chromium nodig. Installeer het en start opnieuw." >&2
  exit 1
fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
