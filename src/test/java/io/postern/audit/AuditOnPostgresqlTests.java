package io.postern.audit;

import io.postern.testing.OnPostgresql;

class AuditOnPostgresqlTests extends AuditTests implements OnPostgresql {}
