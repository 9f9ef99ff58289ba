// SPDX-License-Identifier: BSD-3-Clause
// The version of Suture; every other place that states it reads this file.
#pragma once

#define SUTURE_VERSION_MAJOR 0
#define SUTURE_VERSION_MINOR 1
#define SUTURE_VERSION_PATCH 0
