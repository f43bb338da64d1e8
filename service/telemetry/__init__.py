"""What programs tell of themselves while they work: lines of the log, and traces.

Every floor tells something, so the room stands on the ground. What is counted for monitors is
not kept here: the library counts it, for all programs of an installation at once.
"""
