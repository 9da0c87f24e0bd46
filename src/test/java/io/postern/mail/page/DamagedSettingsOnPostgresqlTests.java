package io.postern.mail.page;

import io.postern.testing.OnPostgresql;

class DamagedSettingsOnPostgresqlTests extends DamagedSettingsTests implements OnPostgresql {}
