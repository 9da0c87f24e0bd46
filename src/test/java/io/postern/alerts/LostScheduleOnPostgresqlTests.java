package io.postern.alerts;

import io.postern.testing.OnPostgresql;

class LostScheduleOnPostgresqlTests extends LostScheduleTests implements OnPostgresql {}
