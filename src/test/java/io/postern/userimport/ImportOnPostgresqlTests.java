package io.postern.userimport;

import io.postern.testing.OnPostgresql;

class ImportOnPostgresqlTests extends ImportTests implements OnPostgresql {}
