package io.postern.mailsettings;

import io.postern.testing.OnPostgresql;

class MailTestPageOnPostgresqlTests extends MailTestPageTests implements OnPostgresql {}
