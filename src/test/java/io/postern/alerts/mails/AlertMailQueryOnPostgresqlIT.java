package io.postern.alerts.mails;

import io.postern.testing.OnPostgresql;

class AlertMailQueryOnPostgresqlIT extends AlertMailQueryTests implements OnPostgresql {}
