"""How programs are spoken to: JSON and nothing else, one form for every refusal, one schema."""

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["casework.api.bodies.JSONBody"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "casework.api.bodies.AlwaysJSON",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "EXCEPTION_HANDLER": "casework.api.errors.answer_error",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Oathbound",
    "VERSION": "1",
    "DESCRIPTION": (
        "The same doors, steps and refusals as the pages, in JSON (UTF-8). Every refusal has the one shape “Problem” "
        "(RFC 9457). What writes takes a key: the same request with the same key is done once."
    ),
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_NAME_OVERRIDES": {
        "State": "casework.api.shown.STATES",
        "SeatName": "casework.api.shown.SEATS",
        "Clock": "casework.api.shown.CLOCKS",
        "VerbName": "casework.api.transitions.NAMES",
        "YesNoUnsure": "casework.api.report_body.TOLD",
    },
}
