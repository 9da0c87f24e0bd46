package io.postern.users;

import io.postern.testing.OnH2;

class UserListOnH2Tests extends UserListTests implements OnH2 {}
