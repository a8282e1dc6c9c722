#!/bin/sh
# What browser and server tests need from the system: Chromium, Chinese fonts, PostgreSQL, node, bubblewrap.
# Root on an apt machine: install what is missing. Anyone else: say loudly what will be left out.
set -eu
missing=""
need() { [ -e "$1" ] || missing="$missing $2"; }
need /usr/bin/chromium chromium
need /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc fonts-noto-cjk
need /usr/bin/bwrap bubblewrap
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing for the tests:$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086  # the list is words on purpose
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "=========================================================================="
  echo "NOT TESTED HERE, because the system lacks:$missing"
  echo "As root on Debian: apt-get install$missing"
  echo "=========================================================================="
fi
