package io.postern.alerts.mails;

import io.postern.testing.OnPostgresql;

class LostScheduleOnPostgresqlTests extends LostScheduleTests implements OnPostgresql {}
