#!/bin/sh
# The toolchain, from nothing but a Python: prints each step in words, or one plain sentence and exit code 1.
# Writes to .venv/ and .local/tool/ in this folder and to uv's cache, and nowhere else.
set -u
export PIP_ROOT_USER_ACTION=ignore UV_PYTHON_DOWNLOADS=never
cd "$(dirname "$0")/.." || exit 1

stop() { printf '%s\n' "$1" >&2; exit 1; }

# A name on PATH may be a shim that fails, so each candidate is run.
candidates="python3.14 python3.13 python3.12 /usr/bin/python3 python3"
python=""
for name in .venv/bin/python $candidates; do
    if python=$("$name" -c 'import sys; print(sys.executable); sys.exit(sys.version_info < (3, 12))' 2>/dev/null); then break; fi
    python=""
done
[ -n "$python" ] || stop "Oathbound needs Python 3.12 or newer, and none was found: install one and run this again."

pip_of_any_python() {
    for name in "$python" $candidates python; do
        if "$name" -m pip --version >/dev/null 2>&1; then "$name" -m pip "$@"; return; fi
    done
    mkdir -p .local/tool && "$python" - "$@" <<'END'
import hashlib, runpy, sys, urllib.request
URL = ("https://files.pythonhosted.org/packages/07/25/ee8c38ae72d66b844ce8eb9711ba905dba21ca1a8a0c960057c41cd23337/"
       "pip-26.3-py3-none-any.whl")
DIGEST = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
wheel = urllib.request.urlopen(URL, timeout=60).read()
if hashlib.sha256(wheel).hexdigest() != DIGEST:
    sys.exit("pip's own wheel is not what it should be.")
with open(".local/tool/pip-26.3-py3-none-any.whl", "wb") as file:
    file.write(wheel)
sys.path.insert(0, file.name)
sys.argv = ["pip", *sys.argv[1:]]
runpy.run_module("pip", run_name="__main__")
END
}

uv=$(command -v uv) && "$uv" --version >/dev/null 2>&1 || uv=.local/tool/bin/uv
if [ ! -x "$uv" ]; then
    echo "Getting uv, which installs the rest, into .local/tool"
    mkdir -p .local && chmod 700 .local
    pip_of_any_python install --quiet --disable-pip-version-check --no-cache-dir --target .local/tool uv ||
        stop "uv could not be installed: see the lines above; with a network, or uv on PATH, run this again."
fi
"$uv" sync --quiet --locked --python "$python" ||
    stop "The locked dependencies could not be installed: see the lines above."
