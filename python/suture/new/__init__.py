# SPDX-License-Identifier: BSD-3-Clause
"""`suture new`: a project that builds to a wheel with tests, types and a README."""

from .project import NewProjectError, check_name, create_project

__all__ = ["NewProjectError", "check_name", "create_project"]
