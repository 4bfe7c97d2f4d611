#!/bin/sh
# Installs the Debian packages named as arguments. Needs root.
# PostgreSQL comes without a cluster: the tests start their own, and nothing else is to run on this machine.
set -eu

settings=/etc/postgresql-common/createcluster.conf

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}

apt-get update -qq -o DPkg::Lock::Timeout=120
case " $* " in
*" postgresql "*)
    apt_install postgresql-common
    kept=$(mktemp)
    cat "$settings" >"$kept"
    trap 'cat "$kept" >"$settings"; rm -f "$kept"' EXIT
    echo 'create_main_cluster = false' >>"$settings"
    ;;
esac
apt_install "$@"
