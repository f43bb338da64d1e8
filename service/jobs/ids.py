"""What a job's id tells: its episode, and when it was put in, so that ids sort by time."""

import secrets


def new_id(episode_id: str, now: float) -> str:
    """A new job's id; ``now`` is in seconds since 1970."""
    return f"{episode_id}-{int(now * 1000):011x}{secrets.token_hex(3)}"


def episode_of(job_id: str) -> str:
    """The episode that the job makes."""
    return job_id.rpartition("-")[0]


def moment_of(job_id: str) -> float:
    """When the job was put in, in seconds since 1970."""
    return int(job_id.rpartition("-")[2][:11], 16) / 1000
