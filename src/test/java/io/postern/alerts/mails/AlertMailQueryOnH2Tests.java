package io.postern.alerts.mails;

import io.postern.testing.OnH2;

class AlertMailQueryOnH2Tests extends AlertMailQueryTests implements OnH2 {}
