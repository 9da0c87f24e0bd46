package io.postern.audit;

import io.postern.testing.OnH2;

class AuditOnH2Tests extends AuditTests implements OnH2 {}
