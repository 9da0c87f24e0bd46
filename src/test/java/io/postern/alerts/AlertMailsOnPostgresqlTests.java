package io.postern.alerts;

import io.postern.testing.OnPostgresql;

class AlertMailsOnPostgresqlTests extends AlertMailsTests implements OnPostgresql {}
