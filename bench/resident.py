"""What this program holds of the machine's memory."""

import resource


def peak_mb() -> float:
    """The most that it has held since it began, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
