package io.postern.mailsettings;

class DamagedSettingsOnPostgresqlTests extends DamagedSettingsTests implements OnPostgresql {}
