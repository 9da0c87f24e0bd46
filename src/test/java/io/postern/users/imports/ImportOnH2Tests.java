package io.postern.users.imports;

import io.postern.testing.OnH2;

class ImportOnH2Tests extends ImportTests implements OnH2 {}
