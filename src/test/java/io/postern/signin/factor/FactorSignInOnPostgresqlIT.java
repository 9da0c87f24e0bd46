package io.postern.signin.factor;

import io.postern.testing.OnPostgresql;

class FactorSignInOnPostgresqlIT extends FactorSignInTests implements OnPostgresql {}
