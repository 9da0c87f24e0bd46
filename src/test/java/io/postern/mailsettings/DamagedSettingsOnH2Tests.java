package io.postern.mailsettings;

import io.postern.testing.OnH2;

class DamagedSettingsOnH2Tests extends DamagedSettingsTests implements OnH2 {}
