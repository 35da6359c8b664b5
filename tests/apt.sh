# Installs Debian's packages, for the scripts beside it: they read it in, and have `note` and `fail` of their own.

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt_install() {
    command -v apt-get > /dev/null || fail "missing: $*, and there is no apt-get to install it with"
    [ "$(id -u)" = 0 ] || command -v sudo > /dev/null || fail "missing: $*, and installing takes root or sudo"
    note "installing $* with apt-get"
    as_root apt-get update -qq >&2 || note "apt-get update failed; trying with the old lists"
    said=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "$@" 2>&1) || {
        echo "$said" >&2
        fail "apt-get could not install $*"
    }
}
