package io.postern.audit;

import io.postern.testing.OnH2;

class AuditDetailsOnH2Tests extends AuditDetailsTests implements OnH2 {}
