package io.postern.users;

import io.postern.testing.OnPostgresql;

class IdentifiersOnPostgresqlIT extends IdentifiersTests implements OnPostgresql {}
