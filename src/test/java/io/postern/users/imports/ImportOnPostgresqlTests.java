package io.postern.users.imports;

import io.postern.testing.OnPostgresql;

class ImportOnPostgresqlTests extends ImportTests implements OnPostgresql {}
