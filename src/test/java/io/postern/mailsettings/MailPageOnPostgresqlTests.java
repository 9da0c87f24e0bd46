package io.postern.mailsettings;

import io.postern.testing.OnPostgresql;

class MailPageOnPostgresqlTests extends MailPageTests implements OnPostgresql {}
