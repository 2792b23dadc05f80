"""Waiting for something to become true."""

import time

INTERVAL = 0.05  # seconds


def wait_for(predicate, timeout, what):
    """Calls PREDICATE until it gives something true and returns that; TimeoutError names WHAT after TIMEOUT seconds."""
    deadline = time.monotonic() + timeout
    while True:
        if answer := predicate():
            return answer
        if time.monotonic() >= deadline:
            raise TimeoutError(f"waited {timeout} s in vain for {what}")
        time.sleep(INTERVAL)
