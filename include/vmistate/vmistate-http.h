/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <vmistate/vmistate.h>

#define VMISTATE_HTTP_INSIDE

#include <vmistate/vmistate-http-server.h>
#include <vmistate/vmistate-http-user-agent.h>

#undef VMISTATE_HTTP_INSIDE
