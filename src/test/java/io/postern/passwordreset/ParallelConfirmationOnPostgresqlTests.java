package io.postern.passwordreset;

import io.postern.testing.OnPostgresql;

class ParallelConfirmationOnPostgresqlTests extends ParallelConfirmationTests implements OnPostgresql {}
