package io.postern.users;

import io.postern.testing.OnH2;

class IdentifiersOnH2Tests extends IdentifiersTests implements OnH2 {}
