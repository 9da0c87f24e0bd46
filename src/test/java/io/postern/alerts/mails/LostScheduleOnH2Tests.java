package io.postern.alerts.mails;

import io.postern.testing.OnH2;

class LostScheduleOnH2Tests extends LostScheduleTests implements OnH2 {}
