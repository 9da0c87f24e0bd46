package io.postern.users.admin;

import io.postern.testing.OnPostgresql;

class UserListOnPostgresqlTests extends UserListTests implements OnPostgresql {}
