package io.postern.users.imports;

import io.postern.testing.OnPostgresql;

class ImportOnPostgresqlIT extends ImportTests implements OnPostgresql {}
