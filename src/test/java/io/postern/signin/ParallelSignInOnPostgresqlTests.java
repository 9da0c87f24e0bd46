package io.postern.signin;

import io.postern.testing.OnPostgresql;

class ParallelSignInOnPostgresqlTests extends ParallelSignInTests implements OnPostgresql {}
