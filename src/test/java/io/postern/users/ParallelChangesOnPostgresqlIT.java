package io.postern.users;

import io.postern.testing.OnPostgresql;

class ParallelChangesOnPostgresqlIT extends ParallelChangesTests implements OnPostgresql {}
