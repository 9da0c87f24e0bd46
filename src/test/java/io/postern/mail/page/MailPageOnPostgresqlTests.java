package io.postern.mail.page;

import io.postern.testing.OnPostgresql;

class MailPageOnPostgresqlTests extends MailPageTests implements OnPostgresql {}
