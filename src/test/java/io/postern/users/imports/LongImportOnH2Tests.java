package io.postern.users.imports;

import io.postern.testing.OnH2;

class LongImportOnH2Tests extends LongImportTests implements OnH2 {}
