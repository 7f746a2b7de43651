"""Peers' environments: each line of peers.txt becomes a folder below build/peers.

`make bench-peers` installs all that are not there yet, `python benchmarks/peers.py NAME…` some.
"""

import subprocess
import sys
from pathlib import Path

from measuring import HERE, ROOT


def environments() -> dict[str, list[str]]:
    """The environments of peers.txt: name to exact requirements."""
    lines = (HERE / "peers.txt").read_text().splitlines()
    named = (line.partition(":") for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): wanted.split() for name, _, wanted in named}


def install(name: str, wanted: list[str], home: Path) -> None:
    """Make the environment at `home` hold exactly these packages and what they need."""
    uv = str(Path(sys.executable).with_name("uv"))
    mark = home / "installed.txt"
    if mark.exists() and mark.read_text().split() == wanted:
        return
    sys.stderr.write(f"peers: {name}: {' '.join(wanted)}\n")
    subprocess.run(
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(home)], check=True
    )
    python = str(home / "bin" / "python")
    subprocess.run(
        [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python, *wanted],
        check=True,
    )
    mark.write_text(" ".join(wanted))


def main(names: list[str]) -> int:
    """Install the named environments, or all; 2 for a name that peers.txt has not."""
    known = environments()
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.stderr.write(f"no environment {unknown[0]!r}; peers.txt has {', '.join(known)}\n")
        return 2
    failed = []
    for name in names or known:
        try:
            install(name, known[name], ROOT / "build" / "peers" / name)
        except (OSError, subprocess.CalledProcessError) as error:
            failed.append(name)
            sys.stderr.write(f"peers: {name} could not be installed ({error}); it stays out\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
