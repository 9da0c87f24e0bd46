package io.postern.mail.page;

import io.postern.testing.OnH2;

class MailPageOnH2Tests extends MailPageTests implements OnH2 {}
