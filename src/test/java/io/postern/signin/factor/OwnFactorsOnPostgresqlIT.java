package io.postern.signin.factor;

import io.postern.testing.OnPostgresql;

class OwnFactorsOnPostgresqlIT extends OwnFactorsTests implements OnPostgresql {}
