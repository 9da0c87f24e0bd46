package io.postern.users;

import io.postern.testing.OnPostgresql;

class UsersOnPostgresqlTests extends UsersTests implements OnPostgresql {}
