package io.postern.users;

import io.postern.testing.OnPostgresql;

class UserListOnPostgresqlTests extends UserListTests implements OnPostgresql {}
