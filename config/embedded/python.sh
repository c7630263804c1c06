# Sourced by ./run and ./test, which set $root: finds Python and makes the environment.

find_python() {
    for python in "$root/.venv/bin/python" python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    echo "Python 3.11 or newer is needed: install it (for instance: apt install python3 python3-venv)." >&2
    exit 1
}

make_environment() {
    find_python
    "$python" -I "$root/config/embedded/bootstrap.py" "$@" || exit
    PYTHONPATH=$root${PYTHONPATH:+:$PYTHONPATH}
    PYTHONSAFEPATH=1
    export PYTHONPATH PYTHONSAFEPATH
    PATH=$root/.venv/bin:$PATH
    export PATH
}
