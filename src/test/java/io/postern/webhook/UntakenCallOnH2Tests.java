package io.postern.webhook;

import io.postern.testing.OnH2;

class UntakenCallOnH2Tests extends UntakenCallTests implements OnH2 {}
