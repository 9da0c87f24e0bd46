package io.postern.webhook;

import io.postern.testing.OnPostgresql;

class UntakenCallOnPostgresqlTests extends UntakenCallTests implements OnPostgresql {}
