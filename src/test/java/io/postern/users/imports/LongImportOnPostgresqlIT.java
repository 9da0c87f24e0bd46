package io.postern.users.imports;

import io.postern.testing.OnPostgresql;

class LongImportOnPostgresqlIT extends LongImportTests implements OnPostgresql {}
