package io.postern.users;

import io.postern.testing.OnPostgresql;

class IdentifiersOnPostgresqlTests extends IdentifiersTests implements OnPostgresql {}
