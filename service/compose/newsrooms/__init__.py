"""Several newsrooms of one operator: each its own settings, and so its own Service.

Nothing below this room knows that there may be more than one.
"""
