package io.postern.audit;

import io.postern.testing.OnPostgresql;

class AuditOnPostgresqlIT extends AuditTests implements OnPostgresql {}
