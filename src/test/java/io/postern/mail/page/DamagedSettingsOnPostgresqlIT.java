package io.postern.mail.page;

import io.postern.testing.OnPostgresql;

class DamagedSettingsOnPostgresqlIT extends DamagedSettingsTests implements OnPostgresql {}
