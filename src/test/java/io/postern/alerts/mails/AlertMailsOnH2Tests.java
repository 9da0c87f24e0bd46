package io.postern.alerts.mails;

import io.postern.testing.OnH2;

class AlertMailsOnH2Tests extends AlertMailsTests implements OnH2 {}
