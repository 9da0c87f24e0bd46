package io.postern.mail.page;

import io.postern.testing.OnPostgresql;

class MailTestPageOnPostgresqlTests extends MailTestPageTests implements OnPostgresql {}
