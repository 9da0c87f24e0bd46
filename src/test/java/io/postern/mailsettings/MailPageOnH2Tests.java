package io.postern.mailsettings;

class MailPageOnH2Tests extends MailPageTests implements OnH2 {}
