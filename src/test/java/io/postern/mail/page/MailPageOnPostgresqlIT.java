package io.postern.mail.page;

import io.postern.testing.OnPostgresql;

class MailPageOnPostgresqlIT extends MailPageTests implements OnPostgresql {}
