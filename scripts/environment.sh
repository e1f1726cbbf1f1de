# Sourced by scripts/run and scripts/test: makes .venv where it is missing and installs the project into it when
# pyproject.toml has changed. Expects ROOT, the repository's folder; leaves PYTHON, the environment's interpreter.

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    echo "diplograph needs Python 3.11, 3.12 or 3.13, and none is on the PATH; install one and try again" >&2
    return 2
}

make_environment() {
    if ! [ -x "$PYTHON" ] || ! "$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then
        base=$(find_python) || return
        echo "Making the virtual environment .venv with $("$base" --version) …" >&2
        if ! "$base" -m venv --clear "$ROOT/.venv"; then
            echo "$base cannot make virtual environments; on Debian and Ubuntu install the package python3-venv" >&2
            return 2
        fi
    fi
    # With the project its pipelines' names, under which spaCy finds them.
    packages="$ROOT/scripts/spacy_packages"
    state="$ROOT $(cat "$ROOT/pyproject.toml" "$packages"/*/pyproject.toml | cksum)"
    if [ "$(cat "$ROOT/.venv/installed" 2>/dev/null)" != "$state" ]; then
        echo "Installing diplograph and what it needs into .venv (a few minutes the first time) …" >&2
        if ! "$PYTHON" -m pip install --quiet --disable-pip-version-check --editable "$ROOT[test]" ||
            ! "$PYTHON" -m pip install --quiet --disable-pip-version-check --no-deps "$packages"/*/; then
            echo "the installation failed; pip says why above" >&2
            return 2
        fi
        printf '%s\n' "$state" >"$ROOT/.venv/installed"
    fi
}

PYTHON="$ROOT/.venv/bin/python"
make_environment
