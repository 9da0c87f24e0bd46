package io.postern.accountlinks.address;

import io.postern.testing.OnPostgresql;

class ParallelConfirmationOnPostgresqlIT extends ParallelConfirmationTests implements OnPostgresql {}
