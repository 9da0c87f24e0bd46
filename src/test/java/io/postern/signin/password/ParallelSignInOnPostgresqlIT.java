package io.postern.signin.password;

import io.postern.testing.OnPostgresql;

class ParallelSignInOnPostgresqlIT extends ParallelSignInTests implements OnPostgresql {}
