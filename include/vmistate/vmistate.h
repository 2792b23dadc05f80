/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#define VMISTATE_INSIDE

#include <vmistate/vmistate-active-pod.h>
#include <vmistate/vmistate-agent-command.h>
#include <vmistate/vmistate-backup-status.h>
#include <vmistate/vmistate-backup-volume.h>
#include <vmistate/vmistate-changed-block-tracking.h>
#include <vmistate/vmistate-checksum.h>
#include <vmistate/vmistate-condition.h>
#include <vmistate/vmistate-cpu-topology.h>
#include <vmistate/vmistate-downtime-tuning.h>
#include <vmistate/vmistate-error.h>
#include <vmistate/vmistate-event-loop.h>
#include <vmistate/vmistate-fact.h>
#include <vmistate/vmistate-filesystem-disk.h>
#include <vmistate/vmistate-filesystem-info.h>
#include <vmistate/vmistate-filesystem.h>
#include <vmistate/vmistate-guest-agent-info.h>
#include <vmistate/vmistate-guest-os-info.h>
#include <vmistate/vmistate-hotplug-volume.h>
#include <vmistate/vmistate-instance.h>
#include <vmistate/vmistate-interface.h>
#include <vmistate/vmistate-kernel-boot.h>
#include <vmistate/vmistate-libvirt-source.h>
#include <vmistate/vmistate-load.h>
#include <vmistate/vmistate-machine.h>
#include <vmistate/vmistate-macros.h>
#include <vmistate/vmistate-memory-dump.h>
#include <vmistate/vmistate-memory.h>
#include <vmistate/vmistate-migrated-volume.h>
#include <vmistate/vmistate-migration-configuration.h>
#include <vmistate/vmistate-migration-endpoint.h>
#include <vmistate/vmistate-migration-experiments.h>
#include <vmistate/vmistate-migration-state.h>
#include <vmistate/vmistate-monitor.h>
#include <vmistate/vmistate-phase-transition.h>
#include <vmistate/vmistate-phase.h>
#include <vmistate/vmistate-profile.h>
#include <vmistate/vmistate-pvc-info.h>
#include <vmistate/vmistate-record.h>
#include <vmistate/vmistate-scripted-source.h>
#include <vmistate/vmistate-sink.h>
#include <vmistate/vmistate-source.h>
#include <vmistate/vmistate-stall-detector.h>
#include <vmistate/vmistate-stamp.h>
#include <vmistate/vmistate-status.h>
#include <vmistate/vmistate-timezone.h>
#include <vmistate/vmistate-topology-hints.h>
#include <vmistate/vmistate-user.h>
#include <vmistate/vmistate-version.h>
#include <vmistate/vmistate-volume.h>

#undef VMISTATE_INSIDE
