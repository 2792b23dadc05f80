# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes records of libvmistate read like Python values.

    status.phase                        status.get_phase()
    condition.last_transition_time      condition.dup_last_transition_time()
    status.vsock_cid                    a number, or None where get_vsock_cid() has no value
    claim.capacity                      a dict, where get_capacity() is a GLib.Variant
    old == new                          old.equal(new)

Everything works without this file too, by calling the methods.
"""

from gi.module import get_introspection_module
from gi.repository import GLib

Vmistate = get_introspection_module("Vmistate")

__all__ = []


def _find_getter(cls, name):
    for prefix in ("get_", "dup_"):
        getter = getattr(cls, prefix + name, None)
        if getter is not None:
            return getter
    return None


def _getattr(self, name):
    getter = None if name.startswith("_") else _find_getter(type(self), name)
    missing = AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
    if getter is None:
        raise missing
    try:
        value = getter(self)
    except TypeError:
        # It wants arguments, and so is a method only.
        raise missing from None
    # A number that may be unknown comes with whether it is known.
    if isinstance(value, tuple):
        known, value = value
        return value if known else None
    return value.unpack() if isinstance(value, GLib.Variant) else value


def _repr(self):
    return f"<{type(self).__name__} {self.to_json(Vmistate.Profile.TRUTH)}>"


def _eq(self, other):
    if type(self) is not type(other):
        return NotImplemented
    return self.equal(other)


Vmistate.Record.__getattr__ = _getattr
Vmistate.Record.__repr__ = _repr
Vmistate.Record.__eq__ = _eq
# Equal records may differ in members that are not compared, so there is no hash of the value.
Vmistate.Record.__hash__ = None
Vmistate.Instance.__getattr__ = _getattr
Vmistate.Monitor.__getattr__ = _getattr
