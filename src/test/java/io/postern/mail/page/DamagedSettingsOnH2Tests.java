package io.postern.mail.page;

import io.postern.testing.OnH2;

class DamagedSettingsOnH2Tests extends DamagedSettingsTests implements OnH2 {}
