package io.postern.users;

import io.postern.testing.OnPostgresql;

class UsersOnPostgresqlIT extends UsersTests implements OnPostgresql {}
