# SPDX-License-Identifier: BSD-3-Clause
"""The command `suture` of the copy of Suture that this file is of, for builds by CMake.

Nothing needs to be installed for the interpreter that runs it.
"""

import sys
from pathlib import Path

root = Path(__file__).resolve().parents[1]
package = root / "python" if (root / "python" / "suture").is_dir() else root.parent  # a checkout, or a wheel
sys.path[0] = str(package)

from suture.cli import main  # noqa: E402

del sys.path[0]
sys.exit(main())
