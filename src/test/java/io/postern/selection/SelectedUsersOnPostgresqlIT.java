package io.postern.selection;

import io.postern.testing.OnPostgresql;

class SelectedUsersOnPostgresqlIT extends SelectedUsersTests implements OnPostgresql {}
