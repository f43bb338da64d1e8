"""dbos over the queue's database: as a client that looks and puts in, and as what runs jobs."""

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer
from sqlalchemy import Engine

from service.jobs.keeping import migrate, schema_of
from service.jobs.names import APPLICATION
from service.store.addresses import DatabaseAddress


def open_client(address: DatabaseAddress, engine: Engine) -> DBOSClient:
    """A client over tables that are as this dbos wants them. Raises what the database raises."""
    migrate(address)
    return DBOSClient(
        system_database_engine=engine,
        dbos_system_schema=schema_of(address),
        serializer=DBOSPortableJSONSerializer(),
        application_name=APPLICATION,
        # A request that cannot reach the queue fails; it does not hang.
        retry_connection_errors=False,
    )


def set_up_dbos(
    address: DatabaseAddress, engine: Engine, *, executor_id: str, version: str
) -> None:
    """dbos of this program is set up and not launched: workflows are to be declared first."""
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_engine": engine,
        "application_version": version,
        "executor_id": executor_id,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
        "enable_otlp": False,
        "notification_listener_polling_interval_sec": 0.5,
    }
    schema = schema_of(address)
    if schema is not None:
        config["dbos_system_schema"] = schema
    DBOS(config=config)
