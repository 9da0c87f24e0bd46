package io.postern.mailsettings;

class MailTestPageOnH2Tests extends MailTestPageTests implements OnH2 {}
