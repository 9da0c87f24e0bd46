package io.postern.passwordreset;

import io.postern.testing.OnPostgresql;

class ParallelResetOnPostgresqlTests extends ParallelResetTests implements OnPostgresql {}
