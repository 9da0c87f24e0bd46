package io.postern.accountlinks.address;

import io.postern.testing.OnPostgresql;

class ParallelConfirmationOnPostgresqlTests extends ParallelConfirmationTests implements OnPostgresql {}
