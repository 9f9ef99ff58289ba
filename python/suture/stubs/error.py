# SPDX-License-Identifier: BSD-3-Clause
"""The one exception of the stub tool."""


class StubError(RuntimeError):
    """No stub can be made; the message is one line that says what to do."""
