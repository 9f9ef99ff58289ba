# SPDX-License-Identifier: BSD-3-Clause
"""One progress line at a time on standard output."""

from __future__ import annotations


def say(question: str, text: str) -> None:
    """Print what was just measured, at once."""
    print(f"[{question}] {text}", flush=True)
