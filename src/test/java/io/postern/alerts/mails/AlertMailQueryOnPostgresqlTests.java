package io.postern.alerts.mails;

import io.postern.testing.OnPostgresql;

class AlertMailQueryOnPostgresqlTests extends AlertMailQueryTests implements OnPostgresql {}
