# SPDX-License-Identifier: BSD-3-Clause
"""`python -m suture` is the command `suture`."""

import sys

from .cli import main

sys.exit(main())
