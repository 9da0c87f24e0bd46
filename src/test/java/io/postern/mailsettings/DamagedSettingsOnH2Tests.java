package io.postern.mailsettings;

class DamagedSettingsOnH2Tests extends DamagedSettingsTests implements OnH2 {}
