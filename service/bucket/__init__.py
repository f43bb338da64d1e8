"""A bucket of an object store that speaks S3: objects by their keys, whole or not there."""
