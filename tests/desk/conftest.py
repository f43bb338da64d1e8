from tests.making.conftest import engine, stage

__all__ = ["engine", "stage"]
