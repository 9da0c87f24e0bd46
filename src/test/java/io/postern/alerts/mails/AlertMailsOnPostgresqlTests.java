package io.postern.alerts.mails;

import io.postern.testing.OnPostgresql;

class AlertMailsOnPostgresqlTests extends AlertMailsTests implements OnPostgresql {}
