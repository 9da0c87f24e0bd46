package io.postern.accountlinks.reset;

import io.postern.testing.OnPostgresql;

class ParallelResetOnPostgresqlTests extends ParallelResetTests implements OnPostgresql {}
