# SPDX-License-Identifier: BSD-3-Clause
"""Builds a published binding and Suture's binding of the same C++ library, runs both, compares and measures them."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import building
import source
from building import Binder, Cost
from source import NeedsError
from worker import KINDS

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / "build" / "can_ada"
COUNTED = 2000
started = time.monotonic()


@dataclass
class Built:
    """One binding: where its module lies and what building it took."""

    binder: Binder
    folder: Path
    runtime: Cost
    binding: Cost
    size: int
    size_alone: int
    figures: dict[str, float] = field(default_factory=dict)


def say(text: str) -> None:
    """Print a progress line."""
    print(f"[{time.monotonic() - started:5.1f} s] {text}", flush=True)


def work(built: Built, *job: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a job of worker.py with one binding."""
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-S", str(HERE / "worker.py"), str(built.folder), *job]
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    if check and done.returncode:
        sys.stderr.write(done.stderr)
        raise NeedsError(f"{built.binder.label}: {' '.join(job[:1])} failed with exit status {done.returncode}")
    return done


def build(binder: Binder, name: str, binding: Path, ada: Path) -> Built:
    """Compile a binding twice, the best counts, and link it with the library."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    say(f"compiling {binder.label}'s binding ({sum(1 for _ in binding.open(encoding='utf-8'))} lines) and its runtime")
    runtime, runtime_cost = building.runtime_objects(binder, folder / "objects")
    target = folder / "objects" / "binding.o"
    flags = (*building.SMALL, *binder.flags, f"-I{ada.parent}", f"-DVERSION_INFO={source.VERSION}")
    costs = [building.compile_file(binding, target, *flags) for _ in range(2)]
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    module = folder / f"can_ada{suffix}"
    size = building.link(module, target, *runtime, FOLDER / "ada.o")
    # Its symbols left undefined: what the binding and its runtime add. It is not loaded.
    alone = building.link(folder / "alone" / module.name, target, *runtime)
    return Built(binder, folder, runtime_cost, min(costs, key=lambda cost: cost.seconds), size, alone)


def compare(both: list[Built], urls: Path) -> int:
    """Run every URL through both bindings; return how many there were. A difference ends the demonstration."""

    def digests(built: Built) -> bytes:
        target = built.folder / "results.bin"
        work(built, "results", str(urls), str(target))
        return target.read_bytes()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(digests, both)
    lines = urls.read_text(encoding="utf-8").split("\n")
    for i in range(0, max(len(first), len(second)), 16):
        if first[i : i + 16] != second[i : i + 16]:
            text = lines[i // 16]
            answers = [json.loads(work(built, "explain", text).stdout) for built in both]
            where = next((pair for pair in zip(*answers) if pair[0] != pair[1]), answers)
            print(f"demo: the bindings differ on {text!r}: {where[0]} and {where[1]}", file=sys.stderr)
            sys.exit(1)
    return len(first) // 16


def own_tests(built: Built, tests: Path, packages: Path) -> str:
    """Run the distribution's own tests against a binding; return pytest's closing words."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(built.folder), str(packages)])}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tests)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=tests)
    last = (done.stdout.strip().splitlines() or ["no output"])[-1]
    if done.returncode:
        sys.stderr.write(done.stdout)
        print(f"demo: {built.binder.label}: {source.NAME}'s own tests failed: {last}", file=sys.stderr)
        sys.exit(1)
    return re.sub(r" in .*", "", last)


def measure_imports(both: list[Built]) -> None:
    """Import each binding in fresh processes, by turns; keep the fastest and the median memory."""
    runs: list[list[list[float]]] = [[], []]
    for _ in range(15):
        for found, built in zip(runs, both):
            found.append(json.loads(work(built, "import").stdout))
    for found, built in zip(runs, both):
        built.figures["import"] = min(item[0] for item in found)
        if found[0][1] is not None:
            built.figures["memory"] = statistics.median(item[1] for item in found)


def measure_times(both: list[Built], urls: Path) -> None:
    """Time the calls by turns; the best of five rounds counts."""
    for _ in range(5):
        for built in both:
            times = {f"time {kind}": value for kind, value in json.loads(work(built, "time").stdout).items()}
            times["real"] = float(work(built, "real", str(urls)).stdout)
            for kind, value in times.items():
                built.figures[kind] = min(value, built.figures.get(kind, value))


def count(built: Built, kind: str) -> int:
    """Return the instructions of a process that makes one kind of call many times."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, "-S"]
    command += [str(HERE / "worker.py"), str(built.folder), "count", kind, str(COUNTED)]
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if found is None:
        raise NeedsError("valgrind is installed but counts nothing: try `valgrind --tool=callgrind true`")
    return int(found.group(1))


def measure_instructions(both: list[Built]) -> bool:
    """Count instructions per call, the empty loop taken off; False without valgrind."""
    if not shutil.which("valgrind"):
        return False
    # What else the machine does changes no count, so two run at once.
    with ThreadPoolExecutor(2) as pool:
        for built in both:
            empty, *counts = pool.map(functools.partial(count, built), ["pass", *KINDS])
            for kind, counted in zip(KINDS, counts):
                built.figures[f"instructions {kind}"] = (counted - empty) / COUNTED
    return True


def dropped(built: Built) -> str:
    """Say what `next(URLSearchParams("a=1&b=2").keys())` does: the iterator outlives its object."""
    done = work(built, "dropped", check=False)
    if done.returncode < 0:
        return f"ends the process (signal {-done.returncode})"
    return "'a'" if done.stdout == "a\n" else f"the wrong answer {done.stdout.strip()!r}"


def show(both: list[Built], counted: bool) -> None:
    """Print the table."""
    published, ours = both
    width = max(24, *(len(built.binder.label) for built in both))
    print(f"\n{'':34}{published.binder.label:>{width}}{ours.binder.label:>14}{'ratio':>8}")

    def row(label: str, unit: str, first: float, second: float, digits: int = 0) -> None:
        ratio = f"{second / first:.2f}" if first > 0 else "-"
        print(f"{label + ', ' + unit:<34}{first:>{width},.{digits}f}{second:>14,.{digits}f}{ratio:>8}")

    def figure(label: str, unit: str, key: str, digits: int = 0) -> None:
        if key in published.figures and key in ours.figures:
            row(label, unit, published.figures[key], ours.figures[key], digits)

    row("compiling the binding", "CPU s", published.binding.seconds, ours.binding.seconds, 2)
    row("  memory for that", "MB", published.binding.megabytes, ours.binding.megabytes)
    row("compiling the runtime", "CPU s", published.runtime.seconds, ours.runtime.seconds, 2)
    row("stripped module", "bytes", published.size, ours.size)
    row("  without the library", "bytes", published.size_alone, ours.size_alone)
    figure("import", "µs", "import")
    figure("memory after import", "KiB", "memory")
    figure("parsing the real URLs", "ns each", "real")
    for kind in KINDS:
        figure(kind, "ns", f"time {kind}")
    if counted:
        for kind in KINDS:
            figure(kind, "instr.", f"instructions {kind}")
    else:
        print("instructions per call: not counted, valgrind is not installed")
    print('\nnext(URLSearchParams("a=1&b=2").keys()), an iterator that outlives its object:')
    for built in both:
        print(f"  {built.binder.label}: {dropped(built)}")


def main() -> None:
    """Run the demonstration."""
    say("looking for a compiler and Python's headers")
    building.compiler()
    building.python_include()
    FOLDER.mkdir(parents=True, exist_ok=True)
    say(f"getting the source distribution of {source.NAME} {source.VERSION} and what it is built with")
    unpacked = source.fetch(FOLDER)
    name = source.binder_of(unpacked)
    packages = FOLDER / "packages"
    versions = source.install(packages, name, "pytest")
    ada = unpacked / "src" / "ada.cpp"
    say("compiling the library ada once, for both")
    building.compile_file(ada, FOLDER / "ada.o", *building.FAST)
    published = building.peer(name, versions[name], packages)
    both = [
        build(published, "published", unpacked / "src" / "binding.cpp", ada),
        build(building.suture(), "suture", HERE / "can_ada_suture.cpp", ada),
    ]
    urls = unpacked / "tests" / "data" / "top100.txt"
    say("running both on the distribution's list of real URLs")
    count = compare(both, urls)
    say(f"equal results of both bindings for {count:,} real URLs")
    for built in both:
        say(f"{source.NAME}'s own tests with {built.binder.label}: {own_tests(built, unpacked / 'tests', packages)}")
    say("measuring import")
    measure_imports(both)
    say("measuring the time per call")
    measure_times(both, urls)
    say("counting instructions")
    counted = measure_instructions(both)
    show(both, counted)
    say("done")


if __name__ == "__main__":
    try:
        main()
    except NeedsError as error:
        print(f"demo: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
