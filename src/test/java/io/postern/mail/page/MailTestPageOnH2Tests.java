package io.postern.mail.page;

import io.postern.testing.OnH2;

class MailTestPageOnH2Tests extends MailTestPageTests implements OnH2 {}
