from tests.making.conftest import doers, engine

__all__ = ["doers", "engine"]
