package io.postern.signin.password;

import io.postern.testing.OnPostgresql;

class ParallelSignInOnPostgresqlTests extends ParallelSignInTests implements OnPostgresql {}
