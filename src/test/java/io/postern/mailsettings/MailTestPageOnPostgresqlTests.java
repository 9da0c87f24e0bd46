package io.postern.mailsettings;

class MailTestPageOnPostgresqlTests extends MailTestPageTests implements OnPostgresql {}
