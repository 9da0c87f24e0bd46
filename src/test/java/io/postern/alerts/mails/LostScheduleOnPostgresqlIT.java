package io.postern.alerts.mails;

import io.postern.testing.OnPostgresql;

class LostScheduleOnPostgresqlIT extends LostScheduleTests implements OnPostgresql {}
