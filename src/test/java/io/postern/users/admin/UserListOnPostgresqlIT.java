package io.postern.users.admin;

import io.postern.testing.OnPostgresql;

class UserListOnPostgresqlIT extends UserListTests implements OnPostgresql {}
