package io.postern.accountlinks.reset;

import io.postern.testing.OnPostgresql;

class ParallelResetOnPostgresqlIT extends ParallelResetTests implements OnPostgresql {}
