package io.postern.users;

import io.postern.testing.OnPostgresql;

class ParallelChangesOnPostgresqlTests extends ParallelChangesTests implements OnPostgresql {}
