"""A newsroom's editor before a real ``loa serve``, for ``bench.desk``."""
