from tests.making.conftest import engine, library, stage

__all__ = ["engine", "library", "stage"]
