"""What the API takes and answers, as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0).

Written by hand, a file a matter: ``content``, ``articles``, ``episodes``, ``jobs`` and ``problems``
are what is sent and answered, ``operations`` says at which address, ``words`` how it is put.
Tests hold it against the addresses that there are, and against real answers.
"""

from service.web.api.openapi.document import openapi_document

__all__ = ["openapi_document"]
