"""The API under /api/v1."""

from omuz.settings.security import OMUZ_TRUSTED_PROXIES

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.HasRequiredRight"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.JsonParser"],
    "EXCEPTION_HANDLER": "api.problems.problem_handler",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": OMUZ_TRUSTED_PROXIES,
    "DATETIME_FORMAT": "iso-8601",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Omuz",
    "DESCRIPTION": "Municipal supported employment and social inclusion. Errors are RFC 9457 problem documents.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.schema.describe_pages",
        "api.schema.require_answered_fields",
    ],
    "ENUM_NAME_OVERRIDES": {
        "RightEnum": "apps.accounts.rights.Right",
        "RoleEnum": "apps.accounts.enums.Role",
        "AssignmentKindEnum": "apps.accounts.enums.AssignmentKind",
        "ProviderKindEnum": "apps.directory.enums.ProviderKind",
        "FactKindEnum": "apps.people.enums.FactKind",
        "SensitiveKindEnum": "apps.people.enums.SensitiveKind",
        "IdentityKindEnum": "apps.people.enums.IdentityKind",
        "PhoneKindEnum": "apps.people.enums.PhoneKind",
        "SourceEnum": "apps.people.enums.Source",
        "RepresentativeKindEnum": "apps.people.enums.RepresentativeKind",
        "HouseholdRoleEnum": "apps.people.enums.HouseholdRole",
        "MedicalReportKindEnum": "apps.people.enums.ReportKind",
        "CozgerLevelEnum": "api.v1.medical.serializers.LEVELS",
        "DocumentKindEnum": "api.v1.documents.serializers.DOCUMENT_KINDS",
        "ChannelEnum": "api.v1.people.serializers.write.CHANNEL_CHOICES",
        "OutgoingChannelEnum": "apps.people.enums.OutgoingChannel",
        "ContactOutcomeEnum": "apps.people.enums.ContactOutcome",
        "ImportStateEnum": "apps.people.enums.ImportState",
    },
}
