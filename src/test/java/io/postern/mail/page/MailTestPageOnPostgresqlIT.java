package io.postern.mail.page;

import io.postern.testing.OnPostgresql;

class MailTestPageOnPostgresqlIT extends MailTestPageTests implements OnPostgresql {}
