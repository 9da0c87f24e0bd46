package io.postern.alerts;

import io.postern.testing.OnH2;

class AlertMailsOnH2Tests extends AlertMailsTests implements OnH2 {}
