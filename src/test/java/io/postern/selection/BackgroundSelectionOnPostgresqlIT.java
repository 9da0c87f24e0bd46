package io.postern.selection;

import io.postern.testing.OnPostgresql;

class BackgroundSelectionOnPostgresqlIT extends BackgroundSelectionTests implements OnPostgresql {}
