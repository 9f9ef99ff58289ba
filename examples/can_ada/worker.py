# SPDX-License-Identifier: BSD-3-Clause
"""Runs one of the two bindings in a process of its own: `worker.py FOLDER JOB [ARGUMENT...]`.

FOLDER holds the module can_ada. Jobs: results, explain, real, time, count, import, dropped.
"""

import hashlib
import json
import os
import sys
import time
from pathlib import Path

PARTS = ["href", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"]
TESTS = [
    "has_credentials",
    "has_empty_hostname",
    "has_hash",
    "has_hostname",
    "has_non_empty_password",
    "has_non_empty_username",
    "has_password",
    "has_port",
    "has_search",
    "has_valid_domain",
    "validate",
]
#: What each setter is tried with, on every URL.
VALUES = ("8080", "a b/ü?c#d", "")

#: Kinds of call: a statement over `url`, `params`, `m` and `text`.
KINDS = {
    "parse(text)": "m.parse(text)",
    "can_parse(text)": "m.can_parse(text)",
    "url.hostname": "url.hostname",
    "url.port = text": "url.port = port",
    "url.has_port()": "url.has_port()",
    "url + text": "url + relative",
    "params[key]": "params['q']",
    "params.has(key=key)": "params.has(key='q')",
    "len(params)": "len(params)",
    "list(params)": "list(params)",
}


def attempt(call):
    """Return a call's result, or the class and text of its exception."""
    try:
        return call()
    except Exception as error:
        return type(error).__name__, str(error)


def results_of(m, text):
    """Return everything that the binding says about one URL."""
    found = [attempt(lambda: m.can_parse(text)), attempt(lambda: m.can_parse("../x?y", text))]
    try:
        url = m.parse(text)
    except ValueError as error:
        return [*found, str(error)]
    found += [getattr(url, name) for name in (*PARTS, "origin", "pathname_length")]
    found += [getattr(url, name)() for name in TESTS]
    found += [str(url), url.to_diagram(), attempt(lambda: str(url + "../g?h")), m.idna_encode(url.hostname)]
    found.append(m.idna_decode(m.idna_encode(url.hostname)))
    params = m.URLSearchParams(url.search)
    found += [len(params), params.size(), list(params), list(params.keys()), list(params.values())]
    found += [str(params), params.get("q"), params.get_all("q"), "q" in params, params.has("q", "1")]
    other = params.copy()
    other.append("q", "ü")
    other["hl"] = "en"
    other.sort()
    other.remove("q", "1")
    found += [str(other), str(params), attempt(lambda: other["missing"])]
    for name in PARTS:
        for value in VALUES:
            changed = m.parse(text)
            setattr(changed, name, value)
            found.append(changed.href)
    return found


def results(m, urls, target):
    """Write a digest of each URL's results, 16 bytes each."""
    with Path(urls).open(encoding="utf-8") as lines, Path(target).open("wb") as out:
        for line in lines:
            text = repr(results_of(m, line.rstrip("\n")))
            out.write(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())


def real(m, urls):
    """Print the nanoseconds per URL to parse all of them and to ask for two parts, the best of two runs."""
    with Path(urls).open(encoding="utf-8") as file:
        lines = file.read().splitlines()
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter_ns()
        for line in lines:
            try:
                url = m.parse(line)
            except ValueError:
                continue
            url.hostname, url.pathname  # noqa: B018
        best = min(best, (time.perf_counter_ns() - start) / len(lines))
    print(best)


def names(m):
    """Return what the statements of KINDS use."""
    text = "https://user@www.example.com:8080/a/b/c.html?q=canada&hl=en#top"
    url = m.parse(text)
    params = m.URLSearchParams("q=canada&hl=en&page=2")
    return {"m": m, "text": text, "url": url, "params": params, "port": "9090", "relative": "../d"}


def loop(m, statement, n):
    """Run a statement `n` times; return the nanoseconds."""
    source = f"def run(repeat):\n    for _ in repeat:\n        {statement}\n"
    space = names(m)
    exec(source, space)
    repeat = [None] * n
    start = time.perf_counter_ns()
    space["run"](repeat)
    return time.perf_counter_ns() - start


def times(m):
    """Print nanoseconds per call of each kind, the empty loop taken off, as JSON."""
    n = 2000
    empty = min(loop(m, "pass", n) for _ in range(20))
    kinds = {kind: min(loop(m, text, n) for _ in range(20)) - empty for kind, text in KINDS.items()}
    print(json.dumps({kind: value / n for kind, value in kinds.items()}))


def resident():
    """Return the memory of the process that is in use, in KiB, or None."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1024
    except (OSError, ValueError):
        return None


def main():
    """Do what the command line says."""
    sys.path.insert(0, sys.argv[1])
    before, start = resident(), time.perf_counter_ns()
    import can_ada

    spent, after = time.perf_counter_ns() - start, resident()
    job, arguments = sys.argv[2], sys.argv[3:]
    if job == "results":
        results(can_ada, *arguments)
    elif job == "explain":
        print(json.dumps([repr(item) for item in results_of(can_ada, arguments[0])]))
    elif job == "real":
        real(can_ada, *arguments)
    elif job == "time":
        times(can_ada)
    elif job == "count":
        loop(can_ada, KINDS.get(arguments[0], "pass"), int(arguments[1]))
    elif job == "import":
        print(json.dumps([spent / 1000, None if before is None else after - before]))
    elif job == "dropped":
        # The iterator is all that is left of the parameters.
        print(next(can_ada.URLSearchParams("a=1&b=2").keys()))


if __name__ == "__main__":
    main()
