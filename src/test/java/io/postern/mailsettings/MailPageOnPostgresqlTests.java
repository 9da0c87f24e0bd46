package io.postern.mailsettings;

class MailPageOnPostgresqlTests extends MailPageTests implements OnPostgresql {}
