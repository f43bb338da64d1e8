"""How many files and sockets this process may hold open (setrlimit(2), RLIMIT_NOFILE)."""

import resource

MOST = 65_536
"""More would serve nobody: connections are limited before it, and "unlimited" is no number."""


def raise_descriptor_limit() -> int:
    """How many descriptors this process may have, after taking all that it is allowed.

    The soft limit is 1,024 almost everywhere, for the sake of programs that call
    select(2); the hard one is what the administrator decided.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        except (OSError, ValueError):
            return soft
        return allowed
    return MOST if soft == resource.RLIM_INFINITY else min(soft, MOST)
