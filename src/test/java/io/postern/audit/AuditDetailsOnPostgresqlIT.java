package io.postern.audit;

import io.postern.testing.OnPostgresql;

class AuditDetailsOnPostgresqlIT extends AuditDetailsTests implements OnPostgresql {}
