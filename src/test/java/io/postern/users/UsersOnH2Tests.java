package io.postern.users;

import io.postern.testing.OnH2;

class UsersOnH2Tests extends UsersTests implements OnH2 {}
