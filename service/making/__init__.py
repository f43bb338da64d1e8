"""Making an edition: script, voices, worklist, synthesis, assembly; nothing here is public yet."""
