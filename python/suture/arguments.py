# SPDX-License-Identifier: BSD-3-Clause
"""The argument parser of every command: misuse is one line that says what to do, and exit code 2."""

import argparse
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Reports misuse in one line, without the usage text."""

    def error(self, message: str) -> NoReturn:
        """Print the line and leave."""
        self.exit(2, f"{self.prog}: {message}; see '{self.prog} --help'\n")
