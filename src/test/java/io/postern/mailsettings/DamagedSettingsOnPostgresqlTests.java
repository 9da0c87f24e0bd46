package io.postern.mailsettings;

import io.postern.testing.OnPostgresql;

class DamagedSettingsOnPostgresqlTests extends DamagedSettingsTests implements OnPostgresql {}
